from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from search.engines.elastic.compile import base_query, clause_query, ranked_query
from search.plan import Alternative, Clause, Match, Plan
from search.ranking import WEIGHTS
from search.types import Kind

TODAY = dt.date(2026, 11, 23)
FIELDS = [
    *("stems.title^4", "stems.summary^2", "stems.tags^2", "stems.organisation^1", "stems.body^1"),
    *("stems.attachments^0.7", "parts^1.5"),
]

ZAAK = Clause("zaak", (Alternative(("zak",)),))
SYSTEEM = Clause("systeem", (Alternative(("system",)),))


def words(*terms, **more):
    query = {
        "query": " ".join(terms),
        "fields": FIELDS,
        "analyzer": "whitespace",
        "tie_breaker": 0.5,
        "type": "cross_fields",
        "operator": "and",
    }
    return {"multi_match": {**query, **more}}


def together(*terms, slop):
    query = {"query": " ".join(terms), "fields": FIELDS[:-1], "analyzer": "whitespace", "tie_breaker": 0.5}
    return {"multi_match": {**query, "type": "phrase", "slop": slop}}


def test_word_is_looked_up_across_all_fields():
    assert clause_query(ZAAK) == words("zak")


def test_clause_is_its_best_alternative_and_a_fifth_of_the_others():
    clause = Clause(
        "zaaksysteem",
        (
            Alternative(("zaaksystem",)),
            Alternative(("zak", "system"), 0.8, Match.PARTS),
        ),
    )
    assert clause_query(clause) == {
        "dis_max": {"queries": [words("zaaksystem"), words("zak", "system", boost=0.8)], "tie_breaker": 0.2}
    }


def test_short_word_is_looked_up_as_written_and_not_among_parts():
    query = clause_query(Clause("mor", (Alternative(("mor",), 1.0, Match.EXACT),)))
    assert query == words(
        "mor",
        fields=[
            *("words.title^4", "words.summary^2", "words.tags^2"),
            *("words.organisation^1", "words.body^1", "words.attachments^0.7"),
        ],
    )


def test_synonym_phrase_has_a_slop_of_two_in_each_text_field():
    query = clause_query(Clause("mor", (Alternative(("meld", "openbar", "ruimt"), 0.7, Match.PHRASE),)))
    assert query["bool"] == {
        "must": [words("meld", "openbar", "ruimt", fields=FIELDS[:-1])],
        "filter": [together("meld", "openbar", "ruimt", slop=2)],
        "boost": 0.7,
    }


def quoted(*terms):
    return Clause(" ".join(terms), (Alternative(terms, 1.0, Match.LITERAL),), required=True)


def test_quoted_words_must_be_met_next_to_each_other():
    scored = base_query(Plan((ZAAK, quoted("open", "sourc"))))["function_score"]["query"]["function_score"]
    phrase = clause_query(quoted("open", "sourc"))
    assert phrase["bool"]["filter"] == [together("open", "sourc", slop=0)]
    assert scored["query"] == {"bool": {"must": [phrase], "should": [words("zak")]}}


def test_what_is_excluded_is_not_found_with_or_without_a_question():
    excluded = quoted("gravenhag")
    query = base_query(Plan((ZAAK,), excluded=(excluded,)), 2.5)["bool"]
    assert query["must"] == [base_query(Plan((ZAAK,)), 2.5)]
    assert query["must_not"] == [clause_query(excluded)]
    assert "must_not" in base_query(Plan((), excluded=(excluded,)))["bool"]


def test_each_similar_municipality_that_uses_it_adds_a_little():
    query = ranked_query(Plan((ZAAK,)), 0, TODAY, similar=("GM0503", "GM0546"))["function_score"]
    assert query["functions"][-2:] == [
        {"filter": {"term": {"facets.used_by": code}}, "weight": 0.03} for code in ("GM0503", "GM0546")
    ]


def test_phrase_with_a_repeated_word_has_no_slop():
    query = clause_query(Clause("stap voor stap", (Alternative(("stap", "stap"), 1.0, Match.PHRASE),)))
    assert query["bool"]["filter"] == [together("stap", "stap", slop=0)]
    assert query["bool"]["must"] == [words("stap", fields=FIELDS[:-1])]


def test_repeated_part_is_asked_for_once():
    query = clause_query(Clause("x", (Alternative(("zak", "zak", "system"), 0.8, Match.PARTS),)))
    assert query == words("zak", "system", boost=0.8)


def test_each_met_clause_adds_its_share():
    scored = base_query(Plan((ZAAK, SYSTEEM)))["function_score"]["query"]["function_score"]
    assert scored == {
        "query": {"bool": {"should": [words("zak"), words("system")]}},
        "functions": [
            {"filter": words("zak"), "weight": 0.25},
            {"filter": words("system"), "weight": 0.25},
            {"weight": 0.5},
        ],
        "score_mode": "sum",
        "boost_mode": "multiply",
    }


def test_single_clause_needs_no_coordination():
    assert base_query(Plan((ZAAK,)))["function_score"]["query"] == words("zak")


def test_kind_multiplies_the_score_where_its_prior_is_not_one():
    weights = dataclasses.replace(WEIGHTS, kinds={Kind.SOLUTION: 1.2, Kind.ARTICLE: 1.0, Kind.ORGANISATION: 0.7})
    assert base_query(Plan((ZAAK,)), weights=weights)["function_score"]["functions"] == [
        {"filter": {"term": {"kind": "solution"}}, "weight": 1.2},
        {"filter": {"term": {"kind": "organisation"}}, "weight": 0.7},
    ]


def test_cut_stands_at_the_base_score_inside_bonuses_and_nudge():
    plan = Plan((ZAAK, SYSTEEM), phrase=("zak", "system"), title=("zak", "system"))
    query = ranked_query(plan, 3.25, TODAY)
    bonuses = query["function_score"]["query"]["bool"]
    assert bonuses["must"] == [base_query(plan, 3.25)]
    assert bonuses["must"][0]["function_score"]["min_score"] == 3.25
    assert "min_score" not in query["function_score"]


def test_without_a_minimum_nothing_is_cut():
    assert "min_score" not in base_query(Plan((ZAAK,)))["function_score"]


def test_title_bonuses_are_constants_that_need_not_match():
    plan = Plan((ZAAK, SYSTEEM), phrase=("zak", "system"), title=("zak", "system"))
    phrase = {"query": "zak system", "analyzer": "whitespace", "slop": 2}
    assert ranked_query(plan, 0, TODAY)["function_score"]["query"]["bool"]["should"] == [
        {"constant_score": {"filter": {"match_phrase": {"stems.title": phrase}}, "boost": 4.0}},
        {"constant_score": {"filter": {"term": {"title_stems": "zak system"}}, "boost": 12.0}},
    ]


def test_neighbours_add_a_share_of_their_score_as_a_phrase():
    query = ranked_query(Plan((ZAAK,), neighbours=(("zak", "system"),)), 0, TODAY)
    (bonus,) = query["function_score"]["query"]["bool"]["should"]
    phrase = bonus["multi_match"]
    assert (phrase["query"], phrase["type"], phrase["boost"], phrase["slop"]) == ("zak system", "phrase", 0.3, 2)


def test_nudge_is_one_plus_evidence_plus_freshness_of_those_with_a_date():
    query = ranked_query(Plan((ZAAK,)), 0, TODAY)["function_score"]
    assert query["functions"] == [
        {"weight": 1.0},
        {
            "field_value_factor": {"field": "confirmed_reuse", "modifier": "log1p", "missing": 0},
            "weight": 0.04,
        },
        {
            "filter": {"exists": {"field": "confirmed"}},
            "gauss": {"confirmed": {"origin": "2026-11-23", "offset": "90d", "scale": "365d", "decay": 0.5}},
            "weight": 0.04,
        },
    ]
    assert (query["score_mode"], query["boost_mode"]) == ("sum", "multiply")


def test_weights_come_from_the_table():
    weights = dataclasses.replace(WEIGHTS, fields={**WEIGHTS.fields, "title": 9.0}, field_tie=0.25)
    query = clause_query(ZAAK, weights)["multi_match"]
    assert query["fields"][0] == "stems.title^9"
    assert query["tie_breaker"] == 0.25


@pytest.mark.parametrize("minimum", [0.0, 5.0])
def test_empty_plan_matches_everything_without_a_score(minimum):
    everything = {"match_all": {"boost": 0.0}}
    assert base_query(Plan(()), minimum) == everything
    assert ranked_query(Plan(()), minimum, TODAY) == everything
