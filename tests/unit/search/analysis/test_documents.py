from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from search.analysis.compounds import part_stems
from search.analysis.documents import (
    PASSAGE_GAP,
    PLACEHOLDER,
    analyze,
    is_short,
    is_short_plural,
    title_key,
    whitespace_terms,
)
from search.analysis.stems import exact, stem
from search.analysis.tokens import tokenize
from search.types import IndexRecord, Kind

TEXTS = st.text(st.one_of(st.sampled_from("abs AB.'’-\n\u00a0éßİΣ_"), st.characters(exclude_categories=["Cs"])))


def test_every_field_is_kept_as_stems_with_its_stop_words(make_record):
    analyzed = analyze(make_record("Formulieren van de gemeente", summary="Meldingen"))
    assert analyzed.fields["title"].passages == (("formulier", "van", "de", "gemeent"),)
    assert analyzed.fields["summary"].passages == (("melding",),)
    assert analyzed.fields["body"].length == 0


def test_short_words_are_also_kept_as_written(make_record):
    analyzed = analyze(make_record("MOR en WOO", body="more"))
    assert analyzed.fields["title"].short_words == ("mor", "en", "woo")
    assert analyzed.fields["body"].short_words == ()


def test_the_parts_of_compounds_come_from_every_field(make_record):
    record = make_record("Zaaksysteem", tags=("parkeervergunning",), body="Het zaaksysteem")
    parts = analyze(record).parts
    assert parts.count("zak") == parts.count("system") == 2
    assert "vergun" in parts


def test_what_follows_a_lone_letter_is_a_part(make_record):
    record = analyze(make_record("Het E-depot in gebruik"))
    assert record.fields["title"].passages == (("het", "edepot", "in", "gebruik"),)
    assert record.parts == ("depot",)


def test_the_pieces_of_a_glued_name_are_parts(make_record):
    parts = analyze(make_record("GeboorteVrijBRPBundle", body="OpenZaak, DigiD, mijnGemeente en WOZ-waarde")).parts
    assert parts == ("geboort", "vrij", "brp", "bundl", "open", "zak", "digi", "mijn", "gemeent")


def test_the_plural_of_a_short_word_meets_the_short_word(make_record):
    assert analyze(make_record("Onze APIs en bussen")).fields["title"].short_words == ("api", "en")


def test_no_phrase_runs_from_one_tag_into_the_next(make_record):
    tags = analyze(make_record("Signalen", tags=("open source", "zaken"))).fields["tags"]
    assert tags.length == 3
    assert list(tags.positions()) == [(0, "open"), (1, "sourc"), (2 + PASSAGE_GAP, "zak")]


def test_titles_are_compared_without_capitals_accents_and_punctuation():
    assert title_key("Coöperatie: Foto’s, A.V.G.") == "cooperatie foto avg"
    assert title_key("?!") == ""


def test_a_word_is_short_up_to_three_letters():
    assert is_short("mor")
    assert is_short("brp's")
    assert not is_short("data")


def test_words_that_are_asked_for_by_their_stem_only_keep_their_place_among_those_as_written(make_record):
    terms = whitespace_terms(
        make_record("Melding over de MOR", body="Een melding, volgens de A.V.G. (artikel 6) - zie foto's.")
    )
    assert terms.words["title"] == ["melding over de mor"]
    assert terms.words["body"] == ["een - - de avg - 6 zie -"]
    assert terms.stems["body"] == ["een melding volgen de avg artikel 6 zie foto"]


@given(body=TEXTS)
def test_a_text_taken_apart_at_its_spaces_gives_the_words_of_the_whole(body):
    record = IndexRecord("a-1", Kind.ARTICLE, "Titel", "/", body=body)
    words = tokenize(body)
    found, texts = analyze(record), whitespace_terms(record)
    assert found.fields["body"].passages == (tuple(map(stem, words)),)
    short = Counter(
        exact(word) if is_short(word) else stem(word) for word in words if is_short(word) or is_short_plural(word)
    )
    assert Counter(found.fields["body"].short_words) == short
    assert Counter(found.parts) >= Counter(part for word in words for part in part_stems(word)), "and glued names"
    assert texts.stems["body"][0].split(" ") == [stem(word) for word in words] or not words
    assert len(texts.words["body"][0].split()) == len(words)
    assert {*texts.words["body"][0].split()} <= {PLACEHOLDER, *found.fields["body"].short_words}
