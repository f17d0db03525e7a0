from __future__ import annotations

import re

import pytest

from search.analysis import highlight
from search.analysis.highlight import PASSAGE_LENGTH, Matcher, mark
from search.lexicon.lexicon import MemoryLexicon
from search.plan import Alternative, Clause, Match, Plan
from search.query.planning import plan
from search.synonyms.rules import SynonymSet


def matcher(question, *rules):
    return Matcher.of(plan(question, MemoryLexicon({}), SynonymSet.from_csv(rules)))


def excerpt(*args, **options):
    return highlight.excerpt(*args, **options).html


def text_of(html):
    return re.sub(r"</?mark>", "", html)


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("formulier", "Formulieren voor inwoners", "<mark>Formulieren</mark> voor inwoners"),
        ("foto", "Foto's van Súdwest-Fryslân", "<mark>Foto&#x27;s</mark> van Súdwest-Fryslân"),
        ("sudwest", "Gemeente Súdwest-Fryslân", "Gemeente <mark>Súdwest</mark>-Fryslân"),
        ("vergunning", "Parkeervergunning", "<mark>Parkeervergunning</mark>"),
        ("zaaksysteem", "een systeem", "een <mark>systeem</mark>"),
        ("MOR", "MOR, maar niet more", "<mark>MOR</mark>, maar niet more"),
        ("kosten", "niets hierover", "niets hierover"),
    ],
)
def test_words_that_match_are_marked_as_they_stand(question, text, marked):
    assert mark(text, matcher(question)) == marked


def test_a_synonym_of_several_words_is_marked_only_as_a_phrase():
    woo = matcher("woo", "woo|wet open overheid;=;")
    assert mark("Open data. De Wet open overheid", woo) == (
        "Open data. De <mark>Wet</mark> <mark>open</mark> <mark>overheid</mark>"
    )


def test_a_phrase_may_have_two_words_between_in_all():
    woo = matcher("woo", "woo|wet open overheid;=;")
    assert mark("wet op open overheid", woo).count("<mark>") == 3
    assert mark("wet op de open overheid", woo).count("<mark>") == 3
    assert mark("wet op de open en overheid", woo).count("<mark>") == 0
    assert mark("wet op die hele open overheid", woo).count("<mark>") == 0


@pytest.mark.parametrize(
    "text", ["<script>alert('zaak')</script>", 'zaak" onmouseover="x', "<mark>zaak", "&lt;zaak&gt;"]
)
def test_everything_but_our_own_mark_is_escaped(text):
    for html in (mark(text, matcher("zaak")), excerpt([text], matcher("zaak"))):
        rest = html.replace("<mark>zaak</mark>", "")
        assert "<" not in rest.replace("<mark>script</mark>", "")
        assert '"' not in rest


def test_control_characters_disappear():
    assert mark("zaak\x00\x1b systeem", matcher("zaak")) == "<mark>zaak</mark> systeem"


def test_the_passage_with_most_different_matches_is_chosen():
    body = "Over formulieren. " * 20 + "De kosten van formulieren vielen mee. " + "En verder. " * 40
    html = excerpt([body], matcher("kosten formulieren"))
    assert "<mark>kosten</mark> van <mark>formulieren</mark>" in html
    assert html.startswith("… ")
    assert html.endswith(" …")


def test_a_passage_is_about_as_long_as_asked():
    html = excerpt(["Wij meten elke dag het verkeer in de stad. " * 30], matcher("verkeer"))
    assert PASSAGE_LENGTH * 0.7 < len(text_of(html)) <= PASSAGE_LENGTH + 4


def test_a_short_text_is_shown_whole():
    assert excerpt(["Zaken in beeld."], matcher("kosten")) == "Zaken in beeld."


def test_a_passage_begins_with_the_sentence_of_its_match():
    body = "Eerst iets anders over de stad en haar wijken. Daarna volgen de kosten. " + "Slot. " * 60
    assert excerpt([body], matcher("kosten"), length=80).startswith("… Daarna volgen de <mark>kosten</mark>.")


def test_a_match_far_into_a_long_sentence_keeps_some_words_before_it():
    body = "woord " * 100 + "kosten " + "woord " * 100
    assert re.search(r"… (woord ){5,12}<mark>kosten</mark>", excerpt([body], matcher("kosten")))


def test_without_a_match_the_first_text_begins_the_excerpt():
    assert excerpt(["", "Samenvatting van het project."], matcher("kosten")) == "Samenvatting van het project."
    assert excerpt(["", "  "], matcher("kosten")) == ""
    assert excerpt([], matcher("kosten")) == ""


def test_the_body_is_shown_when_it_says_more_than_the_summary():
    html = excerpt(["Een samenvatting over zaken.", "De kosten van zaken."], matcher("kosten zaken"))
    assert html == "De <mark>kosten</mark> van <mark>zaken</mark>."


def test_one_endless_word_is_cut_too():
    assert len(excerpt(["x" * 5_000], Matcher())) <= PASSAGE_LENGTH + 2


def test_an_empty_plan_marks_nothing():
    assert mark("Signalen & meldingen", Matcher.of(Plan(()))) == "Signalen &amp; meldingen"
    assert excerpt(["Signalen & meldingen"], Matcher.of(Plan(()))) == "Signalen &amp; meldingen"


def test_every_alternative_of_a_plan_is_looked_for():
    clause = Clause(
        "x",
        (Alternative(("zak",)), Alternative(("mor",), match=Match.EXACT), Alternative(("a", "b"), match=Match.PHRASE)),
    )
    found = Matcher.of(Plan((clause, clause)))
    assert (found.stems, found.words, found.phrases) == ({"zak": 0}, {"mor": 0}, {("a", "b"): 0})


def test_a_match_far_into_a_long_text_is_still_found():
    body = "Lang verhaal zonder nieuws. " * 400 + "Tot slot de kosten."
    assert "<mark>kosten</mark>" in excerpt([body], matcher("kosten"))
