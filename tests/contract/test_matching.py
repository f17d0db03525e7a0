"""Which records a question finds: the same on every engine."""

from __future__ import annotations

import pytest


def test_inflected_question_finds_the_same_as_its_stem(hub):
    assert set(hub.keys("vergunningen")) == set(hub.keys("vergunning"))
    assert "article-3" in hub.keys("vergunning")


def test_possessive_plural_finds_the_singular(hub):
    assert {"solution-6", "experience-8"} <= set(hub.keys("foto"))
    assert set(hub.keys("foto's")) == set(hub.keys("foto"))


@pytest.mark.parametrize(("asked", "found"), [("categorie", "article-8"), ("industrieën", "article-8")])
def test_plural_in_ieen_meets_the_singular(hub, asked, found):
    assert found in hub.keys(asked)


def test_accents_do_not_matter(hub):
    with_accents = hub.keys("Súdwest-Fryslân")
    assert with_accents == hub.keys("sudwest fryslan")
    assert "organisation-2" in with_accents


def test_municipality_with_apostrophe_is_found(hub):
    assert "organisation-1" in hub.keys("'s-Hertogenbosch")
    assert "organisation-1" in hub.keys("Den Bosch")


def test_compound_is_found_by_half_of_it(hub):
    assert {"solution-1", "solution-5", "article-3"} <= set(hub.keys("vergunning"))
    assert "solution-11" in hub.keys("geluid")


def test_compound_in_the_question_finds_its_parts_apart(hub):
    assert "article-3" in hub.keys("vergunningbrieven"), "vergunning and brieven stand apart in the article"


def test_compound_that_no_record_has_finds_what_it_is_about(hub):
    about = hub.keys("vergunning")
    found = hub.keys("vergunningenwijzer")
    assert "article-3" in found
    assert set(found[: len(about)]) <= {*about, *hub.keys("wijzer")}


def test_words_written_apart_find_the_compound(hub):
    found = hub.keys("zaak systeem")
    assert found[0] in {"solution-2", "experience-2"}
    assert "solution-2" in found


def test_synonym_finds_what_uses_the_other_word(hub):
    assert "solution-4" in hub.keys("vuilnis"), "huisvuil is another word for it"


def test_synonym_phrase_finds_the_abbreviation(hub):
    assert "experience-4" in hub.keys("melding openbare ruimte")
    assert "solution-3" in hub.keys("MOR")


def test_english_question_finds_dutch_records(hub):
    assert "solution-1" in hub.keys("parking permit")


def test_translation_stands_next_to_the_word_itself(hub):
    assert {"solution-16", "article-3"} <= set(hub.keys("permit")), "one says permit, the other vergunning"


def test_typo_is_corrected(hub):
    assert hub.plan("parkeervergunnign").corrections[0].corrected == "parkeervergunning"
    assert hub.keys("parkeervergunnign")[0] == "solution-1"


def test_short_word_is_matched_as_written(hub):
    found = hub.keys("mor")
    assert "experience-4" in found
    assert "solution-16" not in found, "its title says More, whose stem is mor"


def test_abbreviation_with_dots_is_found_without(hub):
    assert "article-7" in hub.keys("avg")


def test_any_word_is_enough(hub):
    assert {"solution-13", "experience-4"} <= set(hub.keys("zonnepanelen buitendienst"))


def test_word_in_tag_organisation_and_body_is_found(hub):
    assert "solution-11" in hub.keys("sensoren")
    assert "solution-3" in hub.keys("Delft")
    assert "solution-14" in hub.keys("amendementen")


def test_stop_words_do_not_match_on_their_own(hub):
    assert set(hub.keys("de subsidie van het")) == set(hub.keys("subsidie"))


def test_unknown_word_finds_nothing(hub):
    answer = hub.ask("quetzalcoatl")
    assert answer.total == 0
    assert answer.hits == ()
    assert all(buckets == () for buckets in answer.facets.values())


def test_no_question_finds_everything_newest_first(hub):
    answer = hub.ask()
    assert answer.total == 38
    assert answer.hits[0].key == "experience-8"
    assert answer.hits[-1].published is None


def test_hit_carries_what_the_page_shows(hub):
    hit = hub.ask("parkeervergunning").hits[0]
    assert (hit.kind, hit.title, hit.url) == ("solution", "Parkeervergunning aanvragen", "/solution/1/")
    assert hit.source_id == "bron-solution-1"
    assert hit.organisation == "'s-Hertogenbosch"
    assert hit.tags == ("parkeren", "formulieren")
    assert hit.facets["province"] == ("Noord-Brabant",)
    assert hit.published.isoformat() == "2026-01-01T09:30:00+00:00"
    assert hit.confirmed.isoformat() == "2026-10-01"
    assert hit.confirmed_reuse == 12
