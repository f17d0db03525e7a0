from __future__ import annotations

from search.lexicon.lexicon import MemoryLexicon
from search.plan import Match
from search.query.more_like_this import FEWEST_WORDS, MOST_RECORDS, MOST_WORDS, Draft, plan_more_like_this

LEXICON = MemoryLexicon(
    {"parkeervergunning": 3, "gemeente": 900, "formulier": 80, "kenteken": 2, "vergunning": 60, "burgerzaken": 12}
)


def words(plan):
    return [clause.word for clause in plan.clauses]


def weights(plan):
    return {clause.word: clause.alternatives[0].weight for clause in plan.clauses}


def test_rare_words_say_more_than_common_ones():
    found = weights(plan_more_like_this(Draft("Parkeervergunning in uw gemeente"), LEXICON))
    assert found["parkeervergunning"] == 1.0
    assert found["gemeente"] < 0.3


def test_title_and_tags_say_more_than_the_body():
    found = weights(plan_more_like_this(Draft("Formulier", tags=("burgerzaken",), body="kenteken"), LEXICON))
    assert found["burgerzaken"] > found["formulier"]
    assert found["kenteken"] < found["burgerzaken"]


def test_words_that_nobody_else_uses_and_empty_words_are_left_out():
    assert words(plan_more_like_this(Draft("Wij gebruiken het Kwintflux formulier in 2026"), LEXICON)) == ["formulier"]


def test_compound_finds_its_parts_as_well():
    (clause,) = plan_more_like_this(Draft("Parkeervergunning"), LEXICON).clauses
    assert [one.match for one in clause.alternatives] == [Match.STEM, Match.PARTS]


def test_every_word_once_in_any_inflection():
    assert words(plan_more_like_this(Draft("Formulier", summary="Formulieren en formulier"), LEXICON)) == ["formulier"]


def test_no_more_words_than_a_search_can_bear():
    lexicon = MemoryLexicon({f"woord{letter}{other}": 2 for letter in "abcdefgh" for other in "abcdefgh"})
    body = " ".join(f"woord{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh")
    assert len(plan_more_like_this(Draft("Titel", body=body), lexicon).clauses) == MOST_WORDS


def test_common_words_only_as_far_as_a_search_can_bear():
    common = [f"gemeente{letter}" for letter in "bcdfghk"]
    lexicon = MemoryLexicon({**dict.fromkeys(common, MOST_RECORDS), "kenteken": 2, "formulier": MOST_RECORDS // 2})
    found = words(plan_more_like_this(Draft(" ".join(common), body="formulier kenteken"), lexicon))
    assert len(found) == FEWEST_WORDS
    assert "kenteken" in found
    lexicon = MemoryLexicon(dict.fromkeys(common, MOST_RECORDS // len(common)))
    assert sorted(words(plan_more_like_this(Draft(" ".join(common)), lexicon))) == common


def test_nothing_in_common_is_an_empty_plan():
    assert plan_more_like_this(Draft("Kwintflux"), LEXICON).is_empty
    assert plan_more_like_this(Draft(""), LEXICON).is_empty
