from __future__ import annotations

import datetime as dt

import pytest

from search.engines.embedded.engine import EmbeddedEngine
from search.plan import Plan
from search.query.engine import EngineUnavailable
from search.types import Kind, SearchRequest, Sort

EMPTY = Plan(())


def moment(year, month=1, day=1):
    return dt.datetime(year, month, day, tzinfo=dt.UTC)


@pytest.fixture
def filled(hub, make_record):
    hub.publish(
        make_record(
            "Signalen",
            summary="Meldingen over de openbare ruimte",
            body="Inwoners melden een losse stoeptegel.",
            tags=("MOR",),
            organisation="Gemeente Amsterdam",
            facets={"organisation": ("GM0363",), "province": ("PV27",), "development_status": ("stable",)},
            published=moment(2024),
            confirmed_reuse=12,
        ),
        make_record(
            "Open Zaak",
            summary="Registratie voor zaakgericht werken",
            body="Een zaaksysteem koppelt met de API's.",
            facets={"organisation": ("GM0599",), "province": ("PV28",), "development_status": ("stable",)},
            published=moment(2025),
            confirmed_reuse=30,
        ),
        make_record(
            "Zaaksystemen vergeleken",
            Kind.ARTICLE,
            summary="More or less a comparison of vergunningen",
            facets={"organisation": ("GM0599",), "province": ("PV28",)},
            published=moment(2026),
        ),
        make_record("Gemeente Delft", Kind.ORGANISATION, facets={"organisation": ("GM0503",), "province": ("PV28",)}),
    )
    return hub


def test_the_exact_title_comes_first(hub, make_record):
    hub.publish(
        make_record("Zaak", body="open " * 3, confirmed_reuse=300),
        make_record("Open Zaak"),
        make_record("Handleiding Open Zaak open zaak", summary="open zaak", body="open zaak " * 5),
    )
    assert hub.titles("open zaak")[0] == "Open Zaak"


def test_equal_scores_stand_in_the_order_of_their_keys(hub, make_record):
    hub.publish(*(make_record("Zaken", key=f"solution-{number}") for number in (3, 1, 2)))
    assert [hit.key for hit in hub.ask("zaken").hits] == ["solution-1", "solution-2", "solution-3"]


def test_the_cut_looks_at_the_score_before_bonuses(filled):
    plan = filled.plan("open zaak")
    top = filled.engine.top_score(plan)
    best = filled.engine.search(plan, SearchRequest(), top).hits
    assert [hit.title for hit in best] == ["Open Zaak"]
    assert best[0].score > top + 12


def test_results_can_be_sorted_by_date_and_by_use(filled):
    assert filled.titles("zaak systeem melding", sort=Sort.NEWEST) == [
        "Zaaksystemen vergeleken",
        "Open Zaak",
        "Signalen",
    ]
    assert filled.titles(sort=Sort.MOST_USED)[:2] == ["Open Zaak", "Signalen"]
    assert filled.titles(sort=Sort.MOST_USED)[2:] == ["Zaaksystemen vergeleken", "Gemeente Delft"]


def test_titles_are_suggested_while_typing(filled):
    assert [one.text for one in filled.engine.suggest("za", 5)] == ["Zaaksystemen vergeleken", "Open Zaak"]
    (found,) = filled.engine.suggest("Open Za", 5)
    assert (found.text, found.kind, found.url) == ("Open Zaak", "solution", "/solution-open-zaak/")


@pytest.mark.parametrize("prefix", ["", "  ", "%", "_%", "'; --", "\x00", "q" * 5_000])
def test_odd_prefixes_suggest_nothing_and_do_no_harm(filled, prefix):
    assert filled.engine.suggest(prefix, 5) == []


def test_a_new_hub_has_no_search_file_yet(tmp_path):
    engine = EmbeddedEngine(tmp_path / "nergens")
    assert engine.live_target() is None
    for ask in (
        engine.health,
        engine.generation,
        engine.revision,
        lambda: engine.top_score(EMPTY),
        lambda: engine.search(EMPTY, SearchRequest(), 0),
        lambda: engine.suggest("za", 5),
    ):
        with pytest.raises(EngineUnavailable, match="rebuild"):
            ask()
