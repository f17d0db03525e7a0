from __future__ import annotations

import datetime as dt

import pytest

from search.engines.elastic.documents import source
from search.engines.elastic.results import engine_result, request_body
from search.engines.elastic.suggestions import request_body as suggestion_body
from search.facets import FACET_KEYS
from search.plan import Alternative, Clause, Plan
from search.types import IndexRecord, Kind, SearchRequest, Sort

TODAY = dt.date(2026, 11, 23)
PLAN = Plan((Clause("vergunning", (Alternative(("vergun",)),)),))
RECORD = IndexRecord(
    "solution-1",
    Kind.SOLUTION,
    "Parkeervergunning <nu>",
    "/parkeren/",
    summary="Aanvragen & betalen.",
    body="Lange tekst.",
    tags=("parkeren",),
    organisation="'s-Hertogenbosch",
    facets={"province": ("Noord-Brabant",)},
    published=dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC),
    confirmed=dt.date(2026, 10, 1),
    confirmed_reuse=4,
)


def body(plan=PLAN, minimum=0.0, **request):
    return request_body(plan, SearchRequest(**request), minimum, TODAY)


@pytest.mark.parametrize(
    ("page", "size", "expected"),
    [(1, 10, (0, 10)), (3, 25, (50, 25)), (1000, 10, (9990, 10)), (1001, 10, (10_000, 0)), (200, 51, (10_000, 0))],
)
def test_page_stays_within_what_elasticsearch_pages(page, size, expected):
    asked = body(page=page, page_size=size)
    assert (asked["from"], asked["size"]) == expected


def test_last_page_within_the_window_is_shortened_to_it():
    asked = body(page=197, page_size=51)
    assert (asked["from"], asked["size"]) == (9996, 4)


@pytest.mark.parametrize("sort", list(Sort))
def test_every_order_ends_with_the_key(sort):
    assert body(sort=sort)["sort"][-1] == {"key": "asc"}


def test_without_a_question_the_newest_come_first():
    assert body(Plan(()))["sort"] == body(sort=Sort.NEWEST)["sort"]
    assert body(Plan(()), sort=Sort.MOST_USED)["sort"] == body(sort=Sort.MOST_USED)["sort"]


def test_chosen_values_filter_after_the_aggregations():
    assert "post_filter" not in body()
    assert body(filters={"province": ("Fryslân",)})["post_filter"] == {
        "bool": {"filter": [{"terms": {"facets.province": ["Fryslân"]}}]}
    }


def test_long_text_is_read_from_where_it_is_stored_by_itself():
    assert "body" not in body()["_source"]
    assert body()["stored_fields"] == ["body"]


def nothing_read(keys):
    raise AssertionError(f"attachments of {keys} were read without need")


def shown(found, plan):
    return engine_result(found, plan, nothing_read)


def answer(**found):
    hit = {"_source": source(RECORD), "_score": 7.5, **found}
    counts = {key: {"buckets": []} for key in FACET_KEYS}
    return {"hits": {"total": {"value": 1}, "hits": [hit]}, "aggregations": counts}


def test_hit_is_rebuilt_from_what_was_stored():
    hit = shown(answer(), PLAN).hits[0]
    assert (hit.key, hit.kind, hit.url, hit.score) == ("solution-1", Kind.SOLUTION, "/parkeren/", 7.5)
    assert (hit.published, hit.confirmed, hit.confirmed_reuse) == (RECORD.published, RECORD.confirmed, 4)
    assert hit.facets == {"kind": ("solution",), "province": ("Noord-Brabant",)}
    assert hit.tags == ("parkeren",)


def test_passage_is_marked_and_escaped_here():
    passage = "Een <b>vergunning</b> kost niets."
    hit = shown(answer(fields={"body": [passage]}), PLAN).hits[0]
    assert hit.title_html == "<mark>Parkeervergunning</mark> &lt;nu&gt;"
    assert hit.excerpt_html == "Een &lt;b&gt;<mark>vergunning</mark>&lt;/b&gt; kost niets."


def test_summary_is_shown_when_the_passage_says_nothing():
    hit = shown(answer(fields={"body": ["Lange tekst."]}), PLAN).hits[0]
    assert hit.excerpt_html == "Aanvragen &amp; betalen."


def test_hit_without_a_score_has_none():
    assert shown(answer(_score=None), Plan(())).hits[0].score == 0.0


def test_suggestion_asks_for_the_beginnings_of_at_most_twenty_letters():
    asked = suggestion_body("Súdwest Arbeidsongeschiktheidsverzekering", 5)
    assert asked["query"]["bool"]["filter"] == [
        {
            "match": {
                "words.title.edge": {
                    "query": "sudwest arbeidsongeschikthei",
                    "operator": "and",
                    "analyzer": "whitespace",
                }
            }
        }
    ]


@pytest.mark.parametrize(("prefix", "limit"), [("", 5), ("...", 5), ("zaak", 0)])
def test_nothing_is_asked_without_a_word_or_room(prefix, limit):
    assert suggestion_body(prefix, limit) is None
