from __future__ import annotations

from search.analysed import PASSAGE_GAP, analyse, is_short, title_key


def test_every_field_is_kept_as_stems_with_its_stop_words(make_record):
    analysed = analyse(make_record("Formulieren van de gemeente", summary="Meldingen"))
    assert analysed.fields["title"].passages == (("formulier", "van", "de", "gemeent"),)
    assert analysed.fields["summary"].passages == (("melding",),)
    assert analysed.fields["body"].length == 0


def test_short_words_are_also_kept_as_written(make_record):
    analysed = analyse(make_record("MOR en WOO", body="more"))
    assert analysed.fields["title"].short_words == ("mor", "en", "woo")
    assert analysed.fields["body"].short_words == ()


def test_the_parts_of_compounds_come_from_every_field(make_record):
    record = make_record("Zaaksysteem", tags=("parkeervergunning",), body="Het zaaksysteem")
    parts = analyse(record).parts
    assert parts.count("zak") == parts.count("system") == 2
    assert "vergunn" in parts


def test_no_phrase_runs_from_one_tag_into_the_next(make_record):
    tags = analyse(make_record("Signalen", tags=("open source", "zaken"))).fields["tags"]
    assert tags.length == 3
    assert list(tags.positions()) == [(0, "open"), (1, "sourc"), (2 + PASSAGE_GAP, "zak")]


def test_titles_are_compared_without_capitals_accents_and_punctuation():
    assert title_key("Coöperatie: Foto’s, A.V.G.") == "cooperatie foto avg"
    assert title_key("?!") == ""


def test_a_word_is_short_up_to_three_letters():
    assert is_short("mor")
    assert is_short("brp's")
    assert not is_short("data")
