"""Writes what was measured as a page to read: `python -m benchmarks.report benchmark.json` makes docs/benchmarks.md.

The page is made from the JSON alone, so that every number in it was measured by `benchmarks.run`. Parts that were not
measured are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from benchmarks import plot
from benchmarks.run import MANY

DOCS = Path(__file__).resolve().parent.parent / "docs"
FRAME = Path(__file__).resolve().parent / "report.md"

Outcome = Mapping[str, Any]

NAMES = {
    "hub elastic": "hub, Elasticsearch",
    "hub embedded": "hub, embedded engine",
    "hub both": "hub, both engines, one after the other",
    "wagtail database": "Wagtail, database (SQLite FTS5)",
    "wagtail elasticsearch": "Wagtail, Elasticsearch as it comes",
    "wagtail dutch": "Wagtail, Elasticsearch, Dutch analyzer",
    "wagtail fuzzy": "Wagtail, Elasticsearch, Dutch analyzer and `Fuzzy`",
}
CALLS = {
    "page": "search page, question asked for the first time",
    "known": "search page, asked again after a change of the index",
    "again": "search page, asked again within a minute",
    "filtered": "search page, three filters, asked again",
    "results": "results without view and template, asked for the first time",
    "results_again": "results without view and template, asked again",
    "bare": "scoring clause alone, ten hits",
    "suggestions": "suggestions, through HTTP",
    "suggestions_engine": "suggestions, without the view",
}
NOT_MEASURED = "Not measured in this run."


def main() -> None:
    """Write the page and its plots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outcome", type=Path, help="the JSON of benchmarks.run")
    parser.add_argument("--docs", type=Path, default=DOCS, help="the folder to write benchmarks.md in")
    arguments = parser.parse_args()
    write(json.loads(arguments.outcome.read_text(encoding="utf-8")), arguments.docs)


def write(outcome: Outcome, docs: Path) -> None:
    """Make benchmarks.md and the plots beside it."""
    (docs / "benchmarks").mkdir(parents=True, exist_ok=True)
    for name, drawing in drawings(outcome).items():
        (docs / "benchmarks" / f"{name}.svg").write_text(drawing, encoding="utf-8")
    (docs / "benchmarks.md").write_text(page(outcome), encoding="utf-8")


def page(outcome: Outcome) -> str:
    """The whole page in Markdown."""
    sections = {name: make(outcome[name]) if name in outcome else NOT_MEASURED for name, make in SECTIONS.items()}
    figures = {f"{name}_plot": _shown(name, outcome) for name in PLOTS}
    return Template(FRAME.read_text(encoding="utf-8")).substitute(
        machine=machine(outcome), many=MANY, summary=summary(outcome), **sections, **figures
    )


def drawings(outcome: Outcome) -> dict[str, str]:
    """Every plot that there are figures for, by name."""
    return {name: draw(outcome[part]) for name, (part, _alternative, draw) in PLOTS.items() if part in outcome}


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, numbers to the right."""
    marks = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, marks, *rows))


def machine(outcome: Outcome) -> str:
    """What it ran on, and how busy that was."""
    facts = [f"{name} {value}" for name, value in outcome["machine"].items()]
    loads = outcome.get("load", {})
    busy = [f"{part} {begin:.1f} to {end:.1f}" for part, (begin, end) in loads.items()]
    told = f"\n\nLoad of the machine at the begin and end of each part: {', '.join(busy)}." if busy else ""
    return f"{'; '.join(facts)}.{told}"


def summary(outcome: Outcome) -> str:
    """The figures that decide, one a line."""
    found: list[str] = []
    if "relevance" in outcome:
        found.append(_lead(outcome["relevance"]))
    if "latency" in outcome:
        found += _against_others(outcome["latency"])
    if "indexing" in outcome:
        found.append(_faster(outcome["indexing"], "Pages indexed a second"))
    if "indexing_many" in outcome:
        found.append(_faster(outcome["indexing_many"], f"The same with the corpus {MANY} times over"))
    if outcome.get("freshness", {}).get("p95") is not None:
        freshness = outcome["freshness"]
        found.append(f"A saved page is found after {freshness['p50']:.2f} s (p50), {freshness['p95']:.2f} s (p95).")
    return "\n".join(f"- {line}" for line in found)


def relevance(found: Outcome) -> str:
    """How good the order is, by engine and by variant of the peer."""
    head = ["", "nDCG@10", "MRR@10", "recall@50", "without results"]
    measures = ("ndcg", "reciprocal_rank", "recall", "without_results")
    rows = [[NAMES[name], *(f"{one[measure]:.3f}" for measure in measures)] for name, one in found.items()]
    return table(head, rows)


def latency(found: Outcome) -> str:
    """Every call at every size, in milliseconds."""
    rows = [
        [f"{where}: {CALLS[call]}", f"{one['count']:,}", *_times(one[call])]
        for where, ones in (("Elasticsearch", found["elastic"]), ("embedded", found["embedded"]))
        for call in CALLS
        for one in ones
        if call in one
    ]
    if peer := found.get("wagtail"):
        for call, name in (("page", "Dutch analyzer"), ("fuzzy page", "Dutch analyzer and `Fuzzy`")):
            rows.append([f"Wagtail's plain search page, {name}", f"{peer['count']:,}", *_times(peer[call])])
    return table(["", "records", "p50 ms", "p95 ms", "calls"], rows)


def growth(found: Outcome) -> str:
    """How fast an index is filled and how large it becomes, by size."""
    rows = [
        [where, f"{one['count']:,}", f"{one['rate']:,.0f}", f"{one['bytes'] / 2**20:,.0f}"]
        for where, ones in (("Elasticsearch", found["elastic"]), ("embedded", found["embedded"]))
        for one in ones
    ]
    return table(["engine", "records", "written a second", "index MiB"], rows)


def indexing(found: Outcome) -> str:
    """Pages a second of a rebuild."""
    rows = [
        [NAMES[name], f"{one['rate']:,.0f}", ", ".join(f"{rate:,.0f}" for rate in one["all"])]
        for name, one in found.items()
    ]
    return table(["", "pages a second", "each time"], rows)


def freshness(found: Outcome) -> str:
    """From save to found."""
    rows = [
        ["saves", f"{found['saves']}, {found['saves'] / found['seconds']:.1f} a second"],
        ["found after, p50", f"{found['p50']:.2f} s" if "p50" in found else "-"],
        ["found after, p95", f"{found['p95']:.2f} s" if "p95" in found else "-"],
        ["not found", str(found["missing"])],
    ]
    return table(["", ""], rows)


def _times(one: Outcome) -> list[str]:
    return [f"{one['p50']:.1f}", f"{one['p95']:.1f}", str(one["calls"])]


def _lead(found: Outcome) -> str:
    peers = {name: one["ndcg"] for name, one in found.items() if name.startswith("wagtail")}
    best = max(peers, key=lambda name: peers[name])
    hubs = [
        f"{one['ndcg']:.3f} ({NAMES[name]}, {one['ndcg'] - peers[best]:+.3f})"
        for name, one in found.items()
        if name.startswith("hub")
    ]
    return f"nDCG@10: {', '.join(hubs)} against {peers[best]:.3f} for the best peer ({NAMES[best]})."


def _against_others(found: Outcome) -> list[str]:
    largest = max(found["elastic"], key=lambda one: one["count"])
    page_, bare = largest["page"], largest["bare"]
    lines = [
        (
            f"At {largest['count']:,} records the search page takes {page_['p50']:.0f} ms (p50) and "
            f"{page_['p95']:.0f} ms (p95): {page_['p95'] / bare['p95']:.1f} times the p95 of the bare query. "
            f"Suggestions: p95 {largest['suggestions']['p95']:.0f} ms."
        )
    ]
    if peer := found.get("wagtail"):
        plain, best = peer["page"], peer["fuzzy page"]
        lines.append(
            f"Wagtail's page at {peer['count']:,} records, without facets or highlights: "
            f"p50 {plain['p50']:.1f} ms and p95 {plain['p95']:.1f} ms; "
            f"with `Fuzzy`, its best variant, {best['p50']:.1f} and {best['p95']:.1f} ms."
        )
        lines.append(_beside(largest, peer))
    return lines


def _beside(hub: Outcome, peer: Outcome) -> str:
    """The hub's p50 beside that of each page of the peer, for a question asked for the first time and again."""
    told = [
        f"asked {when} {hub[call]['p50']:.1f} ms, {_ratio(hub[call], peer['page'])} the p50 of Wagtail's plain page "
        f"and {_ratio(hub[call], peer['fuzzy page'])} that of its best variant"
        for when, call in (("for the first time", "page"), ("again", "again"))
    ]
    bare = f"{hub['bare']['p50']:.1f} ms, {_ratio(hub['bare'], peer['page'])} the plain page"
    return f"The hub's page beside these, p50: {'; '.join(told)}. The bare query alone takes {bare}."


def _ratio(one: Outcome, other: Outcome) -> str:
    return f"{one['p50'] / other['p50']:.1f} times"


def _faster(found: Outcome, what: str) -> str:
    peer = found["wagtail dutch"]["rate"]
    ours = {name: one["rate"] for name, one in found.items() if name.startswith("hub")}
    times = ", ".join(f"{NAMES[name]}: {rate:,.0f} ({rate / peer:.1f} times)" for name, rate in ours.items())
    return f"{what}, against {peer:,.0f} by Wagtail's `update_index`: {times}."


def _shown(name: str, outcome: Outcome) -> str:
    part, alternative, _draw = PLOTS[name]
    return f"![{alternative}](benchmarks/{name}.svg)" if part in outcome else ""


def _growth_plot(found: Outcome) -> str:
    series = {
        "page, Elasticsearch": [(one["count"], one["page"]["p95"]) for one in found["elastic"]],
        "bare query": [(one["count"], one["bare"]["p95"]) for one in found["elastic"]],
        "suggestions": [(one["count"], one["suggestions"]["p95"]) for one in found["elastic"]],
        "page, embedded": [(one["count"], one["page"]["p95"]) for one in found["embedded"]],
    }
    if peer := found.get("wagtail"):
        series["Wagtail's page"] = [(peer["count"], peer["page"]["p95"])]
    told = "; ".join(
        f"{name}: {', '.join(f'{y:.0f} ms at {x:,} records' for x, y in points)}" for name, points in series.items()
    )
    filled = {name: points for name, points in series.items() if points}
    return plot.lines("Time to answer as the number of records grows", told, "records", "p95 in ms", filled)


def _relevance_plot(found: Outcome) -> str:
    values = {NAMES[name].replace("`", ""): one["ndcg"] for name, one in found.items()}
    told = "; ".join(f"{name}: {value:.3f}" for name, value in values.items())
    return plot.bars("Relevance on the judged questions", told, "nDCG@10", values)


SECTIONS: dict[str, Callable[[Outcome], str]] = {
    "relevance": relevance,
    "latency": lambda found: f"{latency(found)}\n\n{growth(found)}",
    "indexing": indexing,
    "indexing_many": indexing,
    "freshness": freshness,
}
PLOTS: dict[str, tuple[str, str, Callable[[Outcome], str]]] = {
    "relevance": ("relevance", "Bars of nDCG@10; the same figures stand in the table above", _relevance_plot),
    "growth": ("latency", "Lines of p95 by number of records; the same figures stand in the table above", _growth_plot),
}

if __name__ == "__main__":
    main()
