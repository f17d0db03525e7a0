"""Visitors and editors of a site whose cluster loses a node: `python -m tests.functional.cluster_people WHAT GIVEN`.

`visit SEED` asks for search pages and `edit SEED` saves pages, until SIGTERM; `find FILE` then looks for what the
editors saved. Each prints its outcome as JSON.
"""

from __future__ import annotations

import json
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import OperationalError, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from hub.blocks import paragraphs  # noqa: E402
from organisations.models import OrganisationPage  # noqa: E402
from search.answering.service import SearchUnavailable, search  # noqa: E402
from search.types import SearchRequest  # noqa: E402
from solutions.models import SolutionPage  # noqa: E402
from tests.functional.progress import report  # noqa: E402

QUESTIONS = ("vergunning", "melding openbare ruimte", "zaaksysteem", "parkeren", '"nieuw formulier"', "huwelijk -delft")
PAUSE = 0.05  # seconds between two acts of one person
PATIENCE = 30  # seconds in which a page must be found at last
ended: list[int] = []


def visit(seed: int) -> dict[str, Any]:
    """Ask for search pages; `failed` tells of each that was not answered well, `degraded` counts the other engine."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
    setup_test_environment()  # pages tell what they were made from
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.get("/zoeken/", {"q": QUESTIONS[0]})  # the first page of a process takes longer, cluster or not
    outcome: dict[str, Any] = {"sent": 0, "degraded": 0, "failed": [], "slowest": 0.0}
    while not ended:
        question = chance.choice(QUESTIONS)
        begun = time.monotonic()
        response = client.get("/zoeken/", {"q": question})
        outcome["slowest"] = max(outcome["slowest"], round(time.monotonic() - begun, 2))
        outcome["sent"] += 1
        result = response.context and response.context.get("result")
        if response.status_code != 200 or not result:
            outcome["failed"].append(f"{question}: {response.status_code}")
        elif result.degraded:
            outcome["degraded"] += 1
        report("visits", outcome["sent"])
        time.sleep(PAUSE)
    return outcome


def edit(seed: int) -> dict[str, Any]:
    """Save pages, each with a word of its own in the title; now and then an earlier page gets another word."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
    saved: dict[int, str] = {}
    outcome: dict[str, Any] = {"saves": 0, "refused": 0}
    while not ended:
        word = f"proef{seed}n{outcome['saves'] + outcome['refused']}"
        try:
            with transaction.atomic():
                number = save(word, chance.choice(list(saved)) if saved and chance.random() < 0.4 else None)
        except OperationalError:  # the database was busy: the editor is told so
            outcome["refused"] += 1
        else:
            outcome["saves"] += 1
            report("saves", outcome["saves"])
            saved[number] = word
        time.sleep(PAUSE)
    return outcome | {"words": {word: f"solution-{number}" for number, word in saved.items()}}


def save(word: str, number: int | None) -> int:
    """Publish a page with this word in its title, a new one when there is no number; returns its number."""
    title = f"Melding openbare ruimte {word}"
    if number is None:
        page = SolutionPage(title=title, slug=word, problem=paragraphs("Een vergunning vroeg een nieuw formulier."))
        OrganisationPage.objects.order_by("?").first().add_child(instance=page)
    else:
        page = SolutionPage.objects.get(pk=number)
        page.title = title
        page.save()
    return page.pk


def find(file: str) -> dict[str, Any]:
    """Look for every word in both engines; `lost` are those that did not lead to their page."""
    words = json.loads(Path(file).read_text())
    lost = [
        f"{word} in {engine}"
        for engine in ("elastic", "embedded")
        for word, key in words.items()
        if not is_found(word, key, engine)
    ]
    return {"looked_for": len(words), "lost": lost}


def is_found(word: str, key: str, engine: str) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return key in {hit.key for hit in search(SearchRequest(word), literal=True, only=engine).hits}
        except SearchUnavailable:
            time.sleep(0.3)
    return False


def main() -> None:
    signal.signal(signal.SIGTERM, lambda number, frame: ended.append(number))
    what, given = sys.argv[1:]
    acts = {"visit": lambda: visit(int(given)), "edit": lambda: edit(int(given)), "find": lambda: find(given)}
    print(json.dumps(acts[what]()))


if __name__ == "__main__":
    main()
