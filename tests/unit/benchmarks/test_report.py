"""The page says what was measured, in words that follow from the figures, and leaves out what was not."""

import pytest

from benchmarks.report import CALLS, drawings, page, summary, table, write
from benchmarks.run import PARTS

MACHINE = {"date": "2026-11-24", "cores": 2}


def scored(ndcg):
    return {"ndcg": ndcg, "reciprocal_rank": 0.95, "recall": 0.9, "without_results": 0.0}


def timed(p50, p95):
    return {"p50": p50, "p95": p95, "calls": 150}


def at(count, factor=1.0, *, bare=True):
    calls = {name: timed(20.0 * factor, 40.0 * factor) for name in CALLS if name != "bare"}
    return {"count": count, "rate": 800.0, "bytes": 2**20 * 5, **calls, **({"bare": timed(8.0, 20.0)} if bare else {})}


@pytest.fixture
def outcome():
    return {
        "machine": MACHINE,
        "load": {"relevance": [0.2, 1.1]},
        "relevance": {
            "hub elastic": scored(0.836),
            "hub embedded": scored(0.846),
            "wagtail database": scored(0.356),
            "wagtail fuzzy": scored(0.665),
        },
        "latency": {
            "elastic": [at(1_000), at(100_000, 2.0)],
            "embedded": [at(1_000, bare=False)],
            "wagtail": {"count": 100_000, "rate": 400.0, "page": timed(17.0, 31.0), "fuzzy page": timed(36.0, 75.0)},
        },
        "indexing": {
            "hub elastic": {"rate": 900.0, "all": [880.0, 900.0, 910.0]},
            "wagtail dutch": {"rate": 300.0, "all": [290.0, 300.0, 310.0]},
        },
        "indexing_many": {
            "hub elastic": {"rate": 1500.0, "all": [1490.0, 1500.0, 1510.0]},
            "wagtail dutch": {"rate": 600.0, "all": [590.0, 600.0, 610.0]},
        },
        "freshness": {"p50": 0.31, "p95": 0.9, "saves": 600, "missing": 0, "seconds": 60},
    }


def test_the_hub_is_compared_with_the_best_peer(outcome):
    assert "+0.171" in summary(outcome)
    assert "0.665 for the best peer (Wagtail, Elasticsearch, Dutch analyzer and `Fuzzy`)" in summary(outcome)


def test_a_hub_that_loses_is_said_to_lose(outcome):
    outcome["relevance"]["wagtail fuzzy"] = scored(0.9)

    assert "-0.064" in summary(outcome)


def test_the_largest_size_decides_on_latency(outcome):
    assert "At 100,000 records the search page takes 40 ms (p50) and 80 ms (p95): 4.0 times" in summary(outcome)


def test_the_page_of_the_hub_is_set_beside_both_pages_of_the_peer(outcome):
    outcome["latency"]["elastic"][1]["again"] = timed(8.5, 12.0)
    told = summary(outcome)
    assert "for the first time 40.0 ms, 2.4 times the p50 of Wagtail's plain page and 1.1 times that of its" in told
    assert "again 8.5 ms, 0.5 times the p50 of Wagtail's plain page and 0.2 times that of its best variant" in told
    assert "The bare query alone takes 8.0 ms, 0.5 times the plain page." in told


def test_without_a_peer_nothing_is_set_beside_it(outcome):
    del outcome["latency"]["wagtail"]
    assert "Wagtail's plain page" not in summary(outcome)


def test_indexing_is_told_as_times_the_peer(outcome):
    told = summary(outcome)
    assert (
        "Pages indexed a second, against 300 by Wagtail's `update_index`: hub, Elasticsearch: 900 (3.0 times)" in told
    )
    assert "with the corpus 8 times over, against 600 by" in told
    assert "hub, Elasticsearch: 1,500 (2.5 times)" in told


def test_every_figure_of_a_call_stands_in_the_table(outcome):
    shown = page(outcome)

    assert "| Elasticsearch: scoring clause alone, ten hits | 1,000 | 8.0 | 20.0 | 150 |" in shown
    assert "| Wagtail's plain search page, Dutch analyzer | 100,000 | 17.0 | 31.0 | 150 |" in shown
    assert "| embedded | 1,000 | 800 | 5 |" in shown


def test_the_page_tells_how_busy_the_machine_was(outcome):
    assert "relevance 0.2 to 1.1" in page(outcome)


def test_saves_are_told_with_their_pace(outcome):
    assert "| saves | 600, 10.0 a second |" in page(outcome)


def test_saves_that_were_never_found_are_told(outcome):
    outcome["freshness"] = {"saves": 20, "missing": 20, "seconds": 2}

    assert "| not found | 20 |" in page(outcome)
    assert "saved page" not in summary(outcome)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_was_not_measured_says_so(outcome, part):
    del outcome[part]

    assert page(outcome).count("Not measured in this run.") == 1


def test_nothing_measured_is_still_a_page():
    shown = page({"machine": MACHINE})

    assert shown.count("Not measured in this run.") == len(PARTS)
    assert "cores 2" in shown


def test_a_plot_of_the_relevance_names_every_engine(outcome):
    drawn = drawings(outcome)["relevance"]

    assert "hub, embedded engine: 0.846" in drawn
    assert "Dutch analyzer and Fuzzy" in drawn


def test_a_plot_without_embedded_sizes_can_be_drawn(outcome):
    outcome["latency"]["embedded"] = []

    assert "page, embedded" not in drawings(outcome)["growth"].split("</desc>")[1]


def test_the_page_and_its_plots_are_written_side_by_side(outcome, tmp_path):
    write(outcome, tmp_path)

    shown = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    for name in ("relevance", "growth"):
        assert f"](benchmarks/{name}.svg)" in shown
        assert (tmp_path / "benchmarks" / f"{name}.svg").exists()


def test_a_table_sets_numbers_to_the_right():
    assert table(["engine", "ms"], [["hub", "8"]]).splitlines() == ["| engine | ms |", "| --- | ---: |", "| hub | 8 |"]
