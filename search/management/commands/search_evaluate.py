"""Measure the ranking against judged queries."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search import evaluation
from search.answering.service import SearchUnavailable, search
from search.engines.registry import LEXICON_NAME, forget_engines
from search.evaluation import Judged
from search.management.console import chosen_consumers
from search.types import SearchRequest

DEPTH = 50
PATIENCE = 60.0  # seconds
EXPLANATION = """
FILE holds one JSON object a line: id, query, judgements {source id: grade from 0 to 3}, and if known type and language.
Keys of --json: engine, questions, ndcg, interval {low, high} of ndcg (95 %), reciprocal_rank, recall, without_results;
types and languages: the same figures by name, where the questions have them; difference {mean, interval} with
--compare; and with --per-query queries: a list of id, query, ndcg, reciprocal_rank, recall, found, unjudged (source ids
in the top ten).
"""
GROUPS = {"type": "types", "language": "languages"}
"""By which keys of a question the figures are also given, and what these figures are called."""


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """One judged query with its results, by source id where a record has one."""

    id: str
    query: str
    judged: Judged
    total: int
    groups: dict[str, str]


class Command(BaseCommand):
    """`search_evaluate --queries FILE --engine NAME [--whole] [--compare EARLIER] [--per-query] [--json]`."""

    help = f"nDCG@10, MRR@10, recall@50 and the share without results of one engine. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--queries", type=Path, required=True)
        parser.add_argument("--engine", required=True, help="elastic or embedded")
        parser.add_argument("--whole", action="store_true", help="before the cut that hides weak results")
        parser.add_argument("--compare", type=Path, help="what --json --per-query printed of an earlier run")
        parser.add_argument("--per-query", action="store_true", help="show every question")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, queries: Path, **options: Any) -> None:
        name = chosen_consumers(options["engine"])[0].name
        if name == LEXICON_NAME:
            raise CommandError("--engine must be elastic or embedded.")
        before = _earlier(options["compare"]) if options["compare"] else {}
        try:
            lines = queries.read_text(encoding="utf-8").splitlines()
            with patience():
                asked = [_ask(json.loads(line), name, whole=options["whole"]) for line in lines if line.strip()]
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{queries}: {error!r}") from error
        except SearchUnavailable as error:
            raise CommandError(str(error)) from error
        outcome: dict[str, Any] = {"engine": name, **_figures(asked)}
        outcome |= {title: _by(asked, key) for key, title in GROUPS.items()}
        if before:
            found = evaluation.difference({one.id: evaluation.ndcg(one.judged) for one in asked}, before)
            outcome["difference"] = asdict(found) if found else None
        if options["per_query"]:
            outcome["queries"] = [_row(question) for question in asked]
        self.stdout.write(json.dumps(outcome, ensure_ascii=False) if options["json"] else "\n".join(_told(outcome)))


def _earlier(path: Path) -> dict[str, float]:
    """The nDCG of every question of an earlier run."""
    try:
        return {row["id"]: row["ndcg"] for row in json.loads(path.read_text(encoding="utf-8"))["queries"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path}: not what --json --per-query prints ({error!r})") from error


def _figures(questions: list[JudgedQuestion]) -> dict[str, Any]:
    judged = [question.judged for question in questions]
    interval = evaluation.bootstrap([evaluation.ndcg(one) for one in judged])
    return {**asdict(evaluation.evaluate(judged)), "interval": asdict(interval)}


def _by(questions: list[JudgedQuestion], key: str) -> dict[str, dict[str, Any]]:
    """The figures of the questions of each type or language, those with the most questions first."""
    groups: defaultdict[str, list[JudgedQuestion]] = defaultdict(list)
    for question in questions:
        if group := question.groups.get(key):
            groups[group].append(question)
    return {name: _figures(members) for name, members in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))}


def _told(outcome: dict[str, Any]) -> Iterator[str]:
    for row in outcome.get("queries", ()):
        yield "{ndcg:.3f}  {found:5d} found  {id} {query}".format(**row)
    yield f"{outcome['engine']}: {_in_words(outcome)}"
    for title in GROUPS.values():
        for name, figures in outcome[title].items():
            yield f"  {title}, {name}: {_in_words(figures)}"
    if found := outcome.get("difference"):
        yield "  difference in nDCG@10: {mean:+.3f} [{interval[low]:+.3f}, {interval[high]:+.3f}]".format(**found)
    elif "difference" in outcome:
        yield "  The earlier run shares no question with this one."


def _in_words(figures: dict[str, Any]) -> str:
    return (
        "nDCG@10 {ndcg:.3f} [{interval[low]:.3f}, {interval[high]:.3f}], MRR@10 {reciprocal_rank:.3f}, "
        "recall@50 {recall:.3f}, without results {without_results:.1%} ({questions} questions)"
    ).format(**figures)


@contextmanager
def patience() -> Iterator[None]:
    """Raise the timeout of the engine: the evaluation measures what it finds, not how busy the machine is."""
    usual = settings.ELASTICSEARCH_TIMEOUT
    settings.ELASTICSEARCH_TIMEOUT = PATIENCE
    forget_engines()
    try:
        yield
    finally:
        settings.ELASTICSEARCH_TIMEOUT = usual
        forget_engines()


def _ask(line: dict[str, Any], name: str, *, whole: bool) -> JudgedQuestion:
    request = SearchRequest(question=line["query"], page_size=DEPTH, show_weak=whole)
    result = search(request, only=name)
    judged = Judged([hit.source_id or hit.key for hit in result.hits], line["judgements"])
    groups = {key: line[key] for key in GROUPS if line.get(key)}
    return JudgedQuestion(line.get("id", ""), line["query"], judged, result.total, groups)


def _row(question: JudgedQuestion) -> dict[str, Any]:
    judged = question.judged
    return {
        "id": question.id,
        "query": question.query,
        "ndcg": evaluation.ndcg(judged),
        "reciprocal_rank": evaluation.reciprocal_rank(judged),
        "recall": evaluation.recall(judged),
        "found": question.total,
        "unjudged": [key for key in judged.ranking[:10] if key not in judged.grades],
    }
