"""How words are read that a question does without, and names of several words."""

import pytest

from search.lexicon.lexicon import MemoryLexicon
from search.plan import Match, Origin
from search.query.planning import plan
from search.synonyms.rules import SynonymSet

WORDS = {"zaaksysteem": 12, "vergunning": 40, "formulier": 20, "formulieren": 30, "melding": 9}
SYNONYMS = """\
mor|melding openbare ruimte;=;
vergunning|toestemming;=;
mijn omgeving|inwonerportaal;=;
vth|vergunningverlening, toezicht en handhaving;=;
zaaksysteem|open zaak;>;
"""


@pytest.fixture(scope="module")
def make_plan():
    lexicon, synonyms = MemoryLexicon(WORDS), SynonymSet.from_csv(SYNONYMS.splitlines())
    return lambda question: plan(question, lexicon, synonyms)


def ways(clause):
    return {(" ".join(one.terms), one.match, round(one.weight, 3), one.origin) for one in clause.alternatives}


def test_a_word_that_the_question_does_without_counts_for_little(make_plan):
    made = make_plan("formulier zonder vergunning")
    formulier, vergunning = made.clauses
    assert ("formulier", Match.STEM, 1.0, Origin.WORD) in ways(formulier)
    assert ways(vergunning) == {
        ("zonder vergun", Match.PHRASE, 1.0, Origin.WORD),
        ("vergun", Match.STEM, 0.3, Origin.WORD),
        ("toestem", Match.STEM, 0.21, Origin.SYNONYM),
    }
    assert made.neighbours == ()


def test_an_alternative_for_a_product_is_what_it_is_an_answer_to(make_plan):
    _alternatief, zaak = make_plan("alternatief voor Open Zaak").clauses[-2:]
    weight = {one.terms: one.weight for one in zaak.alternatives}
    assert weight["zak",] == pytest.approx(0.3 * weight["zaaksystem",])


def test_a_name_of_three_words_is_also_met_by_all_of_them_anywhere(make_plan):
    (clause,) = make_plan("VTH").clauses
    assert {
        ("vergunningverlen toezicht en handhaf", Match.PHRASE, 0.7, Origin.SYNONYM),
        ("vergunningverlen toezicht handhaf", Match.ALL, 0.21, Origin.SYNONYM),
    } <= ways(clause)


@pytest.mark.parametrize("word", ["inwonerportaal", "mor"])
def test_a_name_of_two_words_or_of_everyday_ones_is_met_as_a_phrase_only(make_plan, word):
    (clause,) = make_plan(word).clauses
    assert [one.match for one in clause.alternatives if one.origin is Origin.SYNONYM] == [Match.PHRASE]
