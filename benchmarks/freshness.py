"""How long after a save a page is found, with two writers, a worker and a reader that never stops asking.

The clock starts right before a page is saved and stops when a search for a word of that save finds it, so it counts
the transaction, the outbox, the worker, the engine's refresh and the pause between two looks.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

WRITERS = 2
SAVES_PER_SECOND = 5.0  # by each writer
PAUSE = 0.05  # seconds between two looks
PATIENCE = 30.0  # seconds after the last save
WAKING = 120.0  # seconds for the worker to come up and do what was waiting
MOST_WORDS = 30  # that one question asks for


def measure(seconds: int) -> dict[str, Any]:
    """Save for so many seconds; returns p50 and p95 in seconds, the saves, their pace and those never found.

    The measuring begins when a first save has been found: by then the worker is awake and has nothing left to do.
    """
    from benchmarks.measuring import percentile
    from operations.worker import Worker

    Worker().run_once()  # what a new site has waiting, and what the schedule of a first day holds
    worker = subprocess.Popen([sys.executable, "manage.py", "worker"], stderr=subprocess.DEVNULL)
    saved: SimpleQueue[tuple[str, float]] = SimpleQueue()
    writers: list[subprocess.Popen[str]] = []
    try:
        _wait_for_worker()
        writers += [_writer(number, seconds, saved) for number in range(WRITERS)]
        begin = time.time()
        lags, missing, last = _watch(saved, writers)
    finally:
        for writer in writers:
            writer.kill()
        worker.terminate()
        worker.wait(timeout=30)
    found = {"p50": percentile(lags, 0.5), "p95": percentile(lags, 0.95)} if lags else {}
    return {**found, "saves": len(lags) + missing, "missing": missing, "seconds": max(last - begin, seconds)}


def _wait_for_worker() -> None:
    """Save once and wait until that is found; raises TimeoutError when it never is."""
    word, _moment = _save(_solutions()[0])
    end = time.time() + WAKING
    while not _found([word]):
        if time.time() > end:
            raise TimeoutError("the worker delivers nothing")
        time.sleep(PAUSE)


def _writer(number: int, seconds: int, saved: SimpleQueue[tuple[str, float]]) -> subprocess.Popen[str]:
    """A process that saves pages, and a thread that passes on what it says of them."""
    command = [sys.executable, "-m", "benchmarks.freshness", "--writer", str(number), "--seconds", str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603

    def listen() -> None:
        for line in process.stdout or ():
            word, moment = json.loads(line)
            saved.put((word, moment))

    threading.Thread(target=listen, daemon=True).start()
    return process


def _watch(
    saved: SimpleQueue[tuple[str, float]], writers: list[subprocess.Popen[str]]
) -> tuple[list[float], int, float]:
    """Ask for every word until it is found; how long each took, how many never were, and when the last was saved."""
    last = 0.0
    waiting: dict[str, float] = {}
    lags: list[float] = []
    give_up = float("inf")
    while time.time() < give_up:
        last = max(last, _take(saved, waiting))
        lags += [time.time() - waiting.pop(word) for word in _found(list(waiting)[:MOST_WORDS])]
        if all(writer.poll() is not None for writer in writers):
            if not waiting and saved.empty():
                break
            give_up = min(give_up, time.time() + PATIENCE)
        time.sleep(PAUSE)
    return lags, len(waiting), last


def _take(saved: SimpleQueue[tuple[str, float]], waiting: dict[str, float]) -> float:
    """Move what was saved to what is waited for; returns when the last of it was saved, 0 for nothing."""
    last = 0.0
    with suppress(Empty):
        while True:
            word, last = saved.get_nowait()
            waiting[word] = last
    return last


def _found(words: list[str]) -> list[str]:
    """Those of the words that a visitor's search finds now."""
    from search.answering.service import search
    from search.types import SearchRequest

    if not words:
        return []
    result = search(SearchRequest(" ".join(words), page_size=100, show_weak=True), literal=True, only="elastic")
    titles = " ".join(hit.title for hit in result.hits)
    return [word for word in words if word in titles]


def write(number: int, seconds: float) -> None:
    """Publish one page after another with a new word in its title, and say which word and since when."""
    numbers = _solutions()[number::WRITERS]
    begin = time.time()
    count = 0
    while (due := begin + count / SAVES_PER_SECOND) < begin + seconds:
        time.sleep(max(due - time.time(), 0))
        sys.stdout.write(json.dumps(_save(numbers[count % len(numbers)])) + "\n")
        sys.stdout.flush()
        count += 1


def _solutions() -> list[int]:
    """The numbers of the pages that are saved."""
    from solutions.models import SolutionPage

    return list(SolutionPage.objects.live().order_by("pk").values_list("pk", flat=True))


def _save(number: int) -> tuple[str, float]:
    """Publish a page with a new word in its title; that word, and when the save began."""
    from solutions.models import SolutionPage

    page = SolutionPage.objects.get(pk=number)
    word = f"merk{secrets.token_hex(6)}"
    page.title = f"{page.title.split(' merk')[0][:200]} {word}"
    moment = time.time()
    page.save_revision().publish()
    return word, moment


def main() -> None:
    """Be a writer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    import django

    django.setup()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writer", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    arguments = parser.parse_args()
    write(arguments.writer, arguments.seconds)


if __name__ == "__main__":
    main()
