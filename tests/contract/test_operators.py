"""Quotes and minus: the same on every engine."""

from __future__ import annotations


def test_words_between_quotes_must_stand_next_to_each_other(hub):
    assert hub.keys('"zaken van een inwoner"') == ["solution-2"]
    assert "experience-2" in hub.keys("zaken van een inwoner"), "without the quotes"


def test_words_between_quotes_may_be_inflected(hub):
    assert hub.keys('"open zaaksystemen"') == ["solution-2"]


def test_one_word_between_quotes_is_required_and_has_no_synonyms(hub):
    assert "solution-4" in hub.keys("vuilnis"), "by a synonym"
    assert hub.keys('"vuilnis"') == []
    assert "solution-1" in hub.keys("vergunning"), "as a part of a compound"
    assert "solution-1" not in hub.keys('"vergunning"')


def test_quoted_words_may_be_stop_words(hub):
    assert hub.keys('"naar de juiste ploeg"') == ["solution-3"]


def test_quoted_words_are_required_next_to_plain_ones(hub):
    found = hub.keys('"open data" geluid')
    assert found == ["solution-11", "solution-14"], "both have the phrase, one also the word"


def test_minus_leaves_out_what_has_the_word(hub):
    everything, without = set(hub.keys("vergunning")), set(hub.keys("vergunning -bouwen"))
    assert everything - without == {"solution-5"}


def test_minus_leaves_out_inflected_forms_but_no_compounds(hub):
    assert "article-3" not in hub.keys("vergunning -brief"), "brieven"
    assert "solution-1" in hub.keys("parkeren -vergunning"), "parkeervergunning is another word"


def test_minus_before_quotes_leaves_out_the_phrase(hub):
    assert "solution-11" not in hub.keys('sensoren -"open data"')
    assert "article-4" in hub.keys('open -"open data"')


def test_only_a_minus_shows_everything_else(hub):
    found = hub.ask("-privacy")
    assert 0 < found.total < hub.ask().total
    assert {"experience-7", "article-7"}.isdisjoint(hit.key for hit in found.hits)
    assert sum(bucket.count for bucket in found.facets["kind"]) == found.total


def test_hyphen_inside_or_after_a_word_leaves_out_nothing(hub):
    assert "solution-12" in hub.keys("Woo-publicatie")
    assert "organisation-1" in hub.keys("'s-Hertogenbosch")
    assert set(hub.keys("parkeren - vergunning")) == set(hub.keys("parkeren vergunning"))


def test_counts_and_cut_know_of_quotes_and_minus(hub):
    found = hub.ask('"open data" -sensoren', cut=True)
    assert [hit.key for hit in found.hits] == ["solution-14"]
    assert {bucket.value: bucket.count for bucket in found.facets["kind"]} == {"solution": 1}


def test_quoted_words_are_marked_where_they_stand_together(hub):
    hit = next(hit for hit in hub.ask('"open data"').hits if hit.key == "solution-11")
    assert "<mark>open</mark> <mark>data</mark>" in hit.excerpt_html
