"""Which hits of a page get a row of their own, and which fold away under another."""

from itertools import count

import pytest

from search.site.families import rows
from search.types import Hit, Kind, SearchRequest, SearchResult, Sort

NUMBERS = count(1)


def hit(owner, title="", kind=Kind.SOLUTION, summary=""):
    number = next(NUMBERS)
    title = title or f"{number} " + " ".join(chr(97 + (number * 7 + step) % 26) * 6 for step in (0, 5, 11))
    return Hit(f"{kind}-{number}", kind, title, "/x/", 1.0, title, "", summary=summary, organisation=owner)


def result(hits, question="zaaksysteem", **request):
    return SearchResult(SearchRequest(question, **request), 100, tuple(hits), {})


def shape(found):
    return [(row.rank, [place.rank for place in row.similar]) for row in found]


def test_an_owner_has_three_rows_and_the_rest_folds_away_under_the_third():
    hits = [hit("Gemeente Utrecht") for _ in range(4)] + [hit("Gemeente Delft"), hit("Gemeente Utrecht")]
    assert shape(rows(result(hits))) == [(1, []), (2, []), (3, [4, 6]), (5, [])]


def test_a_near_copy_folds_away_under_what_it_copies():
    hits = [
        hit("Gemeente Delft", "Parkeervergunning - inzien"),
        hit("Gemeente Delft", "Afvalkalender"),
        hit("Gemeente Delft", "Parkeervergunning - wijzigen"),
    ]
    assert shape(rows(result(hits))) == [(1, [3]), (2, [])]


def test_a_long_summary_that_is_the_same_makes_a_near_copy_and_a_short_one_does_not():
    long, short = "Een plug-in waarmee gemeenten hun besluiten openbaar maken", "Een plug-in"
    hits = [hit("Yard", "OpenConvenanten", summary=long), hit("Yard", "Wob-verzoeken", summary=long)]
    assert shape(rows(result(hits))) == [(1, [2])]
    hits = [hit("Yard", "OpenConvenanten", summary=short), hit("Yard", "Wob-verzoeken", summary=short)]
    assert shape(rows(result(hits))) == [(1, []), (2, [])]


@pytest.mark.parametrize(("owner", "kind"), [("Gemeente Leiden", Kind.SOLUTION), ("Gemeente Delft", Kind.EXPERIENCE)])
def test_what_another_owner_has_or_an_experience_with_it_is_no_copy(owner, kind):
    hits = [hit("Gemeente Delft", "Open Formulieren"), hit(owner, "Open Formulieren", kind)]
    assert shape(rows(result(hits))) == [(1, []), (2, [])]


def test_what_nobody_owns_is_not_grouped():
    assert len(rows(result([hit("") for _ in range(5)]))) == 5


@pytest.mark.parametrize("question", ["zaaksysteem utrecht", "gemeente Utrecht"])
def test_an_owner_that_the_question_names_is_not_grouped(question):
    assert len(rows(result([hit("Gemeente Utrecht") for _ in range(5)], question))) == 5


@pytest.mark.parametrize("question", ["gemeente", "provincie zaaksysteem", "amsterdam"])
def test_the_kind_of_an_owner_does_not_name_it(question):
    assert len(rows(result([hit("Gemeente Utrecht") for _ in range(5)], question))) == 3


@pytest.mark.parametrize(
    "request_",
    [
        {"sort": Sort.NEWEST},
        {"filters": {"organisation": ("0344",)}},
        {"question": ""},
    ],
)
def test_only_a_ranking_of_several_owners_is_grouped(request_):
    assert len(rows(result([hit("Gemeente Utrecht") for _ in range(5)], **request_))) == 5


def test_ranks_go_on_on_the_second_page_and_every_hit_is_on_it_once():
    hits = [hit("Gemeente Utrecht") for _ in range(10)]
    found = rows(result(hits, page=2))
    assert shape(found) == [(11, []), (12, []), (13, [14, 15, 16, 17, 18, 19, 20])]
    assert {place.hit.key for row in found for place in [row, *row.similar]} == {one.key for one in hits}


def test_what_stands_above_the_list_is_no_head():
    hits = [hit("Gemeente Delft", "Open Formulieren"), hit("Gemeente Delft", "Open formulieren")]
    assert shape(rows(result(hits), without={hits[0].key})) == [(2, [])]
