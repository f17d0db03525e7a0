"""The measurement of `benchmarks.pages`: fills the site when it is empty, then asks for its pages in turns."""

from __future__ import annotations

import json
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

ANEW_ROUNDS = 3
MEASURED_PAGES = 12  # solutions and organisations that take turns
BASE = "bare page"
HEADERS = {"host": "localhost", "accept-encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class PageTime:
    """One kind of page: milliseconds (the middle one, the 95th of a hundred, the middle one when it is made anew) and,
    at most, queries and bytes.
    """

    name: str
    p50: float
    p95: float
    anew: float
    queries: int
    size: int


def main() -> None:
    """Fill, measure, report."""
    import django

    django.setup()
    from benchmarks.sections import REPORT, replace_section

    count, rounds = (int(value) for value in sys.argv[1:])
    _prepare()
    filled = _filled(count)
    text = report(measure(addresses(), rounds), filled, rounds)
    sys.stdout.write(f"{text}\n")
    replace_section(REPORT, "server", text)


def _filled(count: int) -> Any:
    """What stands on the site: filled now, or by an earlier run that came to its end."""
    from django.conf import settings

    from benchmarks.page_site import Filled, fill

    note = settings.VAR_DIR / "filled.json"
    if not note.exists():
        note.write_text(json.dumps(asdict(fill(count))), encoding="utf-8")
    return Filled(**json.loads(note.read_text(encoding="utf-8")))


def _prepare() -> None:
    """Tables, static files, front page."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("setup_site", verbosity=0)


def addresses() -> dict[str, list[str]]:
    """The addresses of each kind of page; the solutions are those most used and a row of ordinary ones."""
    from django.db.models import Count

    from solutions.models import ExperiencePage, SolutionPage

    ordered = SolutionPage.objects.annotate(users=Count("reuses")).order_by("-users", "pk")
    half = MEASURED_PAGES // 2
    solutions = [*ordered[:half], *ordered[ordered.count() // 2 :][:half]]
    owners = list(dict.fromkeys(solution.get_parent().get_url() or "" for solution in solutions))
    return {
        BASE: [_bare_twin(solution).get_url() or "" for solution in solutions],
        "home": ["/"],
        "solution": [solution.get_url() or "" for solution in solutions],
        "organisation": owners,
        "experience": [page.get_url() or "" for page in ExperiencePage.objects.order_by("pk")[:MEASURED_PAGES]],
        "organisations": ["/organisaties/"],
        "search": ["/zoeken/?q=vergunningen", "/zoeken/?q=meldingen", "/zoeken/?q=afspraak+aan+de+balie"],
    }


def _bare_twin(solution: Any) -> Any:
    """The bare page with the text of this solution."""
    from wagtail.models import Site

    from benchmarks.bare.models import BarePage

    slug = f"kaal-{solution.pk}"
    texts = {part: getattr(solution, part) for part in ("problem", "approach", "result")}
    home = Site.objects.get(is_default_site=True).root_page
    existing = BarePage.objects.filter(slug=slug).first()
    return existing or home.add_child(instance=BarePage(title=solution.title, slug=slug, **texts))


def measure(pages: dict[str, list[str]], rounds: int) -> list[PageTime]:
    """Every kind of page in turns, each time its next address; raises RuntimeError when one does not answer."""
    from benchmarks.measuring import interleaved

    calls: dict[str, Callable[[str], object]] = {name: _asker(found) for name, found in pages.items()}
    times = interleaved(calls, [str(number) for number in range(MEASURED_PAGES)], rounds=rounds)
    counted = {name: [_counted(address) for address in found] for name, found in pages.items()}
    anew = made_anew(pages)
    return [
        PageTime(name, time.p50, time.p95, anew[name], *(max(values) for values in zip(*counted[name], strict=True)))
        for name, time in times.items()
    ]


def made_anew(pages: dict[str, list[str]]) -> dict[str, float]:
    """How long the middle one takes when no part of it is kept from before; what stands around every page is."""
    from django.core.cache import cache

    from search.answering import service

    calls: dict[str, Callable[[str], object]] = {name: _asker(found) for name, found in pages.items()}
    times: dict[str, list[float]] = {name: [] for name in pages}
    for number in [str(number) for number in range(MEASURED_PAGES)] * ANEW_ROUNDS:
        for name, call in calls.items():
            cache.clear()
            service.clear_answers()
            calls[BASE](number)
            begin = time.perf_counter()
            call(number)
            times[name].append((time.perf_counter() - begin) * 1000)
    return {name: median(found) for name, found in times.items()}


def _asker(found: list[str]) -> Callable[[str], object]:
    from django.test import Client

    client = Client(headers=HEADERS)

    def ask(number: str) -> None:
        _checked(client.get(found[int(number) % len(found)]))

    return ask


def _counted(address: str) -> tuple[int, int]:
    """Queries and compressed bytes of a page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        response = _checked(Client(headers=HEADERS).get(address))
    return len(queries), len(response.content)


def _checked(response: Any) -> Any:
    if response.status_code != 200:  # noqa: PLR2004 - an HTTP status
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}")
    return response


def report(times: list[PageTime], filled: Any, rounds: int) -> str:
    """The section of the document: what stood on the site, and the table."""
    from django.db import connection

    from benchmarks.sections import table

    base = next(one for one in times if one.name == BASE)
    rows = [
        [
            one.name,
            *(f"{number:.1f}" for number in (one.p50, one.p95, one.p50 / base.p50, one.anew, one.anew / base.anew)),
            str(one.queries),
            f"{one.size:,}",
        ]
        for one in times
    ]
    head = [
        "page", "median (ms)", "p95 (ms)", "times the bare page", "made anew (ms)", "times the bare page",
        "queries", "bytes, compressed",
    ]  # fmt: skip
    site = (
        f"{filled.solutions:,} solutions, {filled.experiences:,} experiences, {filled.uses:,} uses, "
        f"{filled.organisations:,} organisations; {connection.vendor}, Python {platform.python_version()}, "
        f"{rounds * MEASURED_PAGES} requests of each kind."
    )
    return f"{site}\n\n{table(head, rows)}"


if __name__ == "__main__":
    main()
