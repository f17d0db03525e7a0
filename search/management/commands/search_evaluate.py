"""Measure the ranking against judged queries."""

from __future__ import annotations

import argparse
import json
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
FILE holds one JSON object a line: id, query, judgements {source id: grade from 0 to 3}.
Keys of --json: engine, questions, ndcg, reciprocal_rank, recall, without_results, and with --per-query
queries: a list of id, query, ndcg, reciprocal_rank, recall, found, unjudged (source ids in the top ten).
"""


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """One judged query with its results, by source id where a record has one."""

    id: str
    query: str
    judged: Judged
    total: int


class Command(BaseCommand):
    """`search_evaluate --queries FILE --engine NAME [--per-query] [--json]`."""

    help = f"nDCG@10, MRR@10, recall@50 and the share without results of one engine. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--queries", type=Path, required=True)
        parser.add_argument("--engine", required=True, help="elastic or embedded")
        parser.add_argument("--per-query", action="store_true", help="show every question")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, queries: Path, **options: Any) -> None:
        name = chosen_consumers(options["engine"])[0].name
        if name == LEXICON_NAME:
            raise CommandError("--engine must be elastic or embedded.")
        try:
            lines = queries.read_text(encoding="utf-8").splitlines()
            with patience():
                questions = [_ask(json.loads(line), name) for line in lines if line.strip()]
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{queries}: {error!r}") from error
        except SearchUnavailable as error:
            raise CommandError(str(error)) from error
        report = evaluation.evaluate([question.judged for question in questions])
        rows = [_row(question) for question in questions] if options["per_query"] else []
        if options["json"]:
            keys = {"engine": name, **asdict(report), **({"queries": rows} if rows else {})}
            self.stdout.write(json.dumps(keys, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write("{ndcg:.3f}  {found:5d} found  {id} {query}".format(**row))
        self.stdout.write(
            f"{name}: nDCG@10 {report.ndcg:.3f}, MRR@10 {report.reciprocal_rank:.3f}, recall@50 {report.recall:.3f}, "
            f"without results {report.without_results:.1%} ({report.questions} questions)"
        )


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


def _ask(line: dict[str, Any], name: str) -> JudgedQuestion:
    result = search(SearchRequest(question=line["query"], page_size=DEPTH), only=name)
    ranking = [hit.source_id or hit.key for hit in result.hits]
    return JudgedQuestion(line.get("id", ""), line["query"], Judged(ranking, line["judgements"]), result.total)


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
