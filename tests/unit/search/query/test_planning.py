from __future__ import annotations

import math

import pytest

from search.lexicon.lexicon import MemoryLexicon
from search.plan import Match, Origin
from search.query.parsing import MAX_WORDS
from search.query.planning import plan
from search.ranking import Weights
from search.synonyms.rules import SynonymSet
from search.types import Correction

WORDS = {
    "zaaksysteem": 12,
    "zaaksystemen": 4,
    "schuldhulpverlening": 14,
    "vergunning": 40,
    "formulier": 20,
    "formulieren": 30,
    "melding": 9,
    "signalen": 31,
    "kosten": 8,
}
SYNONYMS = """\
mor|melding openbare ruimte;=;
formulier|form;=;nl-en
formulier|webformulier;=;
vergunning|toestemming;=;
mijn omgeving|inwonerportaal;=;
trouwen|huwelijk;=;
woo|wet open overheid;=;
"""


@pytest.fixture(scope="module")
def make_plan():
    lexicon = MemoryLexicon(WORDS)
    synonyms = SynonymSet.from_csv(SYNONYMS.splitlines())
    return lambda question, **given: plan(question, lexicon, synonyms, **given)


def words(made):
    return [clause.word for clause in made.clauses]


def ways(clause):
    return {(" ".join(one.terms), one.match, round(one.weight, 3), one.origin) for one in clause.alternatives}


def test_every_word_has_its_clause_and_stop_words_have_none(make_plan):
    assert words(make_plan("de kosten van Signalen")) == ["kosten", "signalen"]


def test_a_question_of_stop_words_only_keeps_them(make_plan):
    assert words(make_plan("van alle")) == ["van", "alle"]


def test_a_word_counts_once_in_any_inflection(make_plan):
    assert words(make_plan("formulier formulieren formulier")) == ["formulier"]


def test_a_word_is_searched_by_its_stem(make_plan):
    (clause,) = make_plan("signalen").clauses
    assert ways(clause) == {("signal", Match.STEM, 1.0, Origin.WORD)}


def test_an_abbreviation_is_searched_as_written_with_its_phrase_as_synonym(make_plan):
    (clause,) = make_plan("MOR").clauses
    assert ways(clause) == {
        ("mor", Match.EXACT, 1.0, Origin.WORD),
        ("melding openbar ruimt", Match.PHRASE, 0.7, Origin.SYNONYM),
    }


def test_every_word_of_a_known_phrase_shares_its_synonyms(make_plan):
    made = make_plan("kosten wet open overheid")
    assert words(made) == ["kosten", "wet", "open", "overheid"]
    for clause in made.clauses[1:]:
        weights = {one.terms: one.weight for one in clause.alternatives}
        assert weights["woo",] == pytest.approx(clause.alternatives[0].weight * 0.7 / math.sqrt(3))
    assert "woo" not in [term for one in made.clauses[0].alternatives for term in one.terms]


def test_a_stop_word_inside_a_known_phrase_is_kept_for_looking_it_up(make_plan):
    (clause,) = make_plan("mijn omgeving").clauses
    assert ("inwonerportal", Match.STEM, 0.7, Origin.SYNONYM) in ways(clause)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("we zoeken iemand met een zaaksysteem", ["zaaksysteem"]),
        ("wie heeft ervaring met Signalen?", ["ervaring", "signalen"]),
        ("how do I apply for a parking permit", ["apply", "parking", "permit"]),
        ("what is the", ["what", "is", "the"]),
    ],
)
def test_words_around_the_subject_of_a_question_are_left_out(make_plan, asked, kept):
    assert words(make_plan(asked)) == kept


def test_words_that_follow_each_other_are_neighbours_across_stop_words_but_not_quotes(make_plan):
    assert make_plan("delen van gegevens").neighbours == (("del", "gegeven"),)
    assert make_plan('"open source" beleid').neighbours == ()
    assert make_plan("foto foto").neighbours == ()
    assert len(make_plan(" ".join(f"woord{number}" for number in range(30))).neighbours) == 8


def test_an_english_word_leads_to_the_dutch_one_at_nearly_full_weight(make_plan):
    assert ("formulier", Match.STEM, 0.8, Origin.BILINGUAL) in ways(make_plan("form").clauses[0])


def test_translations_count_for_less_than_synonyms(make_plan):
    found = ways(make_plan("formulieren").clauses[0])
    assert ("form", Match.STEM, 0.5, Origin.BILINGUAL) in found
    assert ("webformulier", Match.STEM, 0.7, Origin.SYNONYM) in found


def test_a_compound_is_also_searched_by_all_its_parts(make_plan):
    (clause,) = make_plan("zaaksystemen").clauses
    assert ("zak system", Match.PARTS, 0.8, Origin.PARTS) in ways(clause)


def test_a_compound_that_nobody_wrote_is_searched_by_its_words(make_plan):
    assert words(make_plan("meldingenformulier")) == ["melding", "formulier"]
    (known,) = make_plan("zaaksysteem").clauses
    assert not any(terms == "zak" for terms, *_ in ways(known)), "a word of the records means itself"


def test_a_corrected_compound_that_nobody_wrote_is_also_searched_by_what_it_is_about(make_plan):
    (clause,) = make_plan("meldingenformlier").clauses
    assert ("melding", Match.STEM, 0.32, Origin.CORRECTION) in ways(clause)
    assert not any(terms == "formulier" for terms, *_ in ways(clause)), "any form would do"


def test_neighbours_are_also_searched_as_one_word_in_both_clauses():
    made = plan("zaak systeem", MemoryLexicon({"zaaksysteem": 12, "zaak": 90, "systeem": 100}), SynonymSet([]))
    assert words(made) == ["zaak", "systeem"]
    assert all(("zaaksystem", Match.STEM, 1.0, Origin.JOINED) in ways(clause) for clause in made.clauses)


def test_a_compound_written_apart_brings_the_synonyms_of_the_compound():
    synonyms = SynonymSet.from_csv(["zaaksysteem|zaakafhandelcomponent;=;"])
    for clause in plan("zaak systeem", MemoryLexicon(WORDS), synonyms).clauses:
        assert ("zaakafhandelcomponent", Match.STEM, 0.7, Origin.SYNONYM) in ways(clause)


def test_words_with_a_stop_word_between_are_no_neighbours(make_plan):
    made = make_plan("zaak van systeem")
    assert all(one.origin is not Origin.JOINED for clause in made.clauses for one in clause.alternatives)


def test_an_unknown_word_is_also_searched_corrected(make_plan):
    made = make_plan("schuldhulpverlning")
    found = ways(made.clauses[0])
    assert made.corrections == (Correction("schuldhulpverlning", "schuldhulpverlening"),)
    assert ("schuldhulpverlen", Match.STEM, 0.8, Origin.CORRECTION) in found
    assert any(match is Match.PARTS and weight == 0.64 for _, match, weight, _ in found)


def test_a_corrected_word_brings_its_synonyms_at_a_lower_weight(make_plan):
    found = ways(make_plan("vergunnign").clauses[0])
    assert ("toestem", Match.STEM, 0.56, Origin.CORRECTION) in found


@pytest.mark.parametrize(
    "question",
    [
        "vergunningen",  # another form of a known word
        "trouwen",  # only the synonyms know it
        "formulierzaken",  # every part is a word
        "mro",  # too short to tell
        "quatsch",  # nothing near
    ],
)
def test_what_is_known_or_has_no_neighbour_is_not_corrected(make_plan, question):
    assert make_plan(question).corrections == ()


def test_a_word_that_differs_by_its_ending_leads_to_the_known_one_without_calling_it_a_mistake():
    made = plan("regeld dit", MemoryLexicon({"regel": 3}), SynonymSet([]))
    assert ("regel", Match.STEM, 0.8, Origin.CORRECTION) in ways(made.clauses[0])
    assert (made.corrections, made.unknown) == ((), ())


@pytest.mark.parametrize(
    ("typed", "nearest"), [("apotheker", "apotheek"), ("verlangt", "vervangt"), ("literacy", "literally")]
)
def test_a_word_of_the_language_is_never_replaced_and_at_most_an_offer(typed, nearest):
    made = plan(f"{typed} gemeente", MemoryLexicon({nearest: 30, "gemeente": 90}), SynonymSet([]))
    assert made.corrections == ()
    assert made.unknown == (typed,)
    assert made.offers in {(Correction(typed, nearest),), ()}


def test_a_compound_is_corrected_where_records_have_its_parts_and_offered_where_they_have_one():
    meant = Correction("meldingenformlier", "meldingenformulier")
    made = plan(meant.word, MemoryLexicon({"formulier": 3, "melding": 5}), SynonymSet([]))
    assert (made.corrections, made.offers) == ((meant,), ())
    assert ("melding formulier", Match.PARTS, 0.64, Origin.CORRECTION) in ways(made.clauses[0])
    made = plan(meant.word, MemoryLexicon({"formulier": 3}), SynonymSet([]))
    assert (made.corrections, made.offers) == ((), (meant,))
    made = plan(meant.word, MemoryLexicon({"iets": 3}), SynonymSet([]))
    assert (made.corrections, made.offers) == ((), ())


def test_a_word_that_no_record_has_and_that_is_not_corrected_is_unknown(make_plan):
    assert make_plan("quatsch formulier").unknown == ("quatsch",)
    assert make_plan("vergunnign formulieren vergunningen").unknown == ()


def test_a_part_that_no_record_has_as_a_word_is_no_subject():
    for known, subjects in (({"schat": 4, "schatten": 2}, set()), ({"schaatsen": 1, "baan": 1}, {"schat"})):
        (clause,) = plan("schaatsbaann", MemoryLexicon(known), SynonymSet([])).clauses
        found = {terms for terms, match, _weight, _ in ways(clause) if match is Match.STEM}
        assert found - {"schaatsban", "schaatsbaan"} == subjects


def test_the_same_way_to_match_stands_once_at_its_highest_weight():
    synonyms = SynonymSet.from_csv(["zaaksysteem|zaaksystemen;=;", "zaaksysteem|zaak;=;", "zaaksysteem|zaak;=;nl-en"])
    (clause,) = plan("zaaksysteem", MemoryLexicon(WORDS), synonyms).clauses
    assert [one.weight for one in clause.alternatives if one.terms == ("zak",)] == [0.7]


def test_other_weights_can_be_tried(make_plan):
    (clause,) = make_plan("zaaksysteem", weights=Weights(parts=0.3)).clauses
    assert {one.weight for one in clause.alternatives if one.match is Match.PARTS} == {0.3}


def test_the_whole_question_is_kept_for_the_title_bonuses(make_plan):
    made = make_plan("De Kosten, van Signalen!")
    assert made.phrase == ("de", "kost", "van", "signal")
    assert made.title == ("de", "kost", "van", "signal")
    assert make_plan("Signalen").phrase == ()


@pytest.mark.parametrize("question", ["", "   ", "--- ... ???", "«»‹›", "🎉🏛️", "\x00\x1f", "\ud800", '"', "()"])
def test_a_question_without_words_gives_an_empty_plan(make_plan, question):
    made = make_plan(question)
    assert made.is_empty
    assert made.fingerprint


@pytest.mark.parametrize(
    "question",
    ['"open zaak', "zaak AND (", "zaak*", "title:zaak", "zaak\x00systeem", "zaak 🎉", "{'$ne': 1}", "'; DROP TABLE"],
)
def test_operators_quotes_and_control_characters_mean_nothing(make_plan, question):
    assert not make_plan(question).is_empty


@pytest.mark.parametrize("question", ["a" * 10_000, "zaak " * 2_000, " ".join(f"woord{n}" for n in range(2_000))])
def test_very_long_questions_are_cut(make_plan, question):
    assert 1 <= len(make_plan(question).clauses) <= MAX_WORDS


def test_a_fingerprint_is_the_same_for_the_same_plan_and_for_no_other(make_plan):
    assert make_plan("zaak systeem").fingerprint == make_plan("Zaak, systeem").fingerprint
    others = {make_plan(question).fingerprint for question in ("zaak", "systeem", "systeem zaak", "zaaksysteem")}
    assert len(others) == 4


def test_a_fingerprint_does_not_depend_on_the_process(make_plan):
    assert make_plan("signalen").fingerprint == "93b253ad1e483cfa59e7416197f96abc"


def test_an_everyday_word_that_is_rare_in_the_records_weighs_less_among_others():
    lexicon = MemoryLexicon({"gemeente": 900, "zitten": 4, "leverancier": 60})
    weights = {
        clause.word: clause.alternatives[0].weight
        for clause in plan("zitten leverancier", lexicon, SynonymSet([])).clauses
    }
    assert weights["zitten"] < 0.6
    assert weights["leverancier"] == 1.0
    (alone,) = plan("zitten", lexicon, SynonymSet([])).clauses
    assert alone.alternatives[0].weight == 1.0
