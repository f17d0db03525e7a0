"""Documents that a record brings along: found by what only they say, and shown with the passage that says it."""

from __future__ import annotations

from search.types import Attachment, IndexRecord, Kind
from tests.contract.conftest import Hub


def hit_for(hub, question, key="experience-8"):
    return next(hit for hit in hub.ask(question).hits if hit.key == key)


def test_record_is_found_by_a_word_that_only_its_document_has(hub):
    assert hub.keys("boekenwieg") == ["experience-8"]
    assert hub.keys("perkament charter")[0] == "experience-8", "inflected, as everywhere"


def test_record_is_found_by_a_phrase_in_its_document(hub):
    assert hub.keys('"kwetsbare perkamenten"') == ["experience-8"]


def test_no_phrase_runs_from_one_page_into_the_next(hub):
    assert hub.keys('"controle leg"') == []


def test_compound_in_a_document_is_found_by_its_part(hub):
    assert "experience-8" in hub.keys("boek")


def test_passage_of_the_document_is_shown_with_where_it_stands(hub):
    hit = hit_for(hub, "boekenwieg")
    assert "<mark>boekenwieg</mark>" in hit.excerpt_html
    assert (hit.attachment.title, hit.attachment.url) == ("Handleiding scannen", "/documents/1/scannen.pdf")
    assert (hit.attachment.page, hit.attachment.text) == (2, "")


def test_passage_comes_from_the_document_that_says_it(hub):
    assert hit_for(hub, "huur scanner").attachment.title == "Begroting"


def test_own_text_is_shown_when_it_meets_the_question_as_well(hub):
    hit = hit_for(hub, "kosten document")
    assert hit.attachment is None
    assert "<mark>kosten</mark>" in hit.excerpt_html


def test_title_outweighs_a_document(hub):
    assert hub.keys("archieven openbaar")[0] == "experience-8"
    found = hub.keys("register")
    assert found.index("solution-9") < found.index("experience-8")


def test_passage_is_shown_for_words_whose_stem_is_spelled_otherwise(engine):
    text = "De inkoop duurde lang. Bedrijven en leden haalden een streep weg door hun huis."
    page = Attachment("Bestek", "/documents/2/bestek.pdf", 1, text)
    record = IndexRecord("experience-1", Kind.EXPERIENCE, "Aanbesteding", "/", attachments=(page,))
    hub = Hub(engine)
    hub.fill([record])
    for question in ("inkoop", "streep", "bedrijven", "bedrijf", "huizen", '"streep weg"'):
        (hit,) = hub.ask(question).hits
        assert "<mark>" in hit.excerpt_html, question
        assert hit.attachment.title == "Bestek", question
