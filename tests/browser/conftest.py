"""A real Chromium on the real site: server, worker and database as in production, each in a thread of its own."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import RequestFactory
from elasticsearch import Elasticsearch
from playwright.sync_api import Browser, Page, Response, sync_playwright

from operations.worker import Worker
from search.answering import service
from search.engines import registry
from search.indexing.consumers import consumer
from tests import demo_site
from tests.browser.addresses import ERRORS, STATES, State
from tests.conftest import kept_seeds, restore_database, restore_site
from tests.factories import OrganisationPageFactory, SolutionPageFactory, TagFactory
from tests.kept_sites import KeptSite, kept_site

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

# Playwright's synchronous interface runs an event loop in the test's thread, where Django would refuse its database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for the tests of a file: its event loop must be gone before tests of other files begin."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


SLOW = "was preloaded using link preload but not used within"
"""Said by Chromium when a busy machine is slow to paint; test_site_pages.py shows that the font is used."""


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Page]:
    """A page of a fresh visitor; whatever the console says, and a request to elsewhere, fails the test."""
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: SLOW in message.text or complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            request.url.startswith((live_server.url, "data:", "blob:"))
            or complaints.append(f"request to {request.url}")
        ),
    )
    page.expected_complaints = []  # type: ignore[attr-defined]
    yield page
    for one in context.pages:
        one.evaluate("navigator.sendBeacon = () => true")  # closing, the admin would tell the site that it is let go of
    context.close()
    _let_the_site_finish()
    unexpected = [text for text in complaints if not any(known in text for known in page.expected_complaints)]
    assert not unexpected


def _let_the_site_finish() -> None:
    """Wait for the answers that are under way: the database is emptied next, and they would be in its way."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=5)


@pytest.fixture
def put_site(transactional_db, settings) -> Callable[..., KeptSite]:
    """A function that puts a site by its name, on the embedded engine: filled once in a run, by whoever needs it first.

    `on` is the site that it is filled on; without it that is the empty one.
    """
    settings.ALLOWED_HOSTS = ["*"]
    settings.SEARCH_ENGINE = "embedded"

    def put(name: str, fill: Callable[[], object], on: Callable[[], object] = restore_database) -> KeptSite:
        def filled() -> object:
            on()
            return fill()

        _forget()
        kept = kept_site(name, filled)
        restore_site(kept)
        _forget()
        return kept

    return put


@pytest.fixture
def demo(put_site) -> KeptSite:
    """The demo with everything that editors add to it."""
    return put_site("demo", demo_site.fill, on=lambda: restore_site(kept_seeds()))


@pytest.fixture
def open_state(visit, demo) -> Callable[[str], Response]:
    """A function that brings the visitor to a state of `addresses` by its name, and gives what the site answered."""
    visit.expected_complaints = ["Failed to load resource: the server responded with a status of 4"]

    def go(name: str) -> Response:
        if name in ERRORS:
            return _error_page(visit, ERRORS[name])
        state = STATES[name]
        response = visit.goto(state.path.format(**demo.value))
        if state.post:
            response = _send(visit, state)
        assert response is not None
        assert response.status == state.status, f"{name} answered {response.status}"
        return response

    return go


def _send(page: Page, state: State) -> Response | None:
    """Fill in the form of the page and send it."""
    for name, value in state.post.items():
        page.fill(f"main form [name={name}]", value)
    if state.forged:
        page.context.clear_cookies()
    with page.expect_navigation() as sent:
        page.locator("main form[method=post] [type=submit]").first.click()
    return sent.value


def _error_page(page: Page, template: str) -> Response:
    """What a visitor would see of a page that only an error shows."""
    html = render_to_string(template, request=RequestFactory().get("/fout/"))
    page.route("**/fout/", lambda route: route.fulfill(status=200, content_type="text/html; charset=utf-8", body=html))
    response = page.goto("/fout/")
    assert response is not None
    page.unroute("**/fout/")
    return response


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elastic)])
def engine(request, settings) -> Iterator[str]:
    """Each engine in turn, empty and of this test alone."""
    settings.SEARCH_ENGINE = request.param
    if request.param == "elastic":
        settings.ELASTICSEARCH_URL = request.getfixturevalue("elasticsearch_url")
        settings.ELASTICSEARCH_INDEX_PREFIX = f"browser-{uuid4().hex[:10]}"
    _forget()
    yield request.param
    if request.param == "elastic":
        registry.engine("elastic").prune([])
        _remove_indices(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX_PREFIX)
    _forget()


def _forget() -> None:
    """Drop what the process remembers of engines, breakers and answers."""
    registry.forget_engines()
    service._breakers.clear()
    cache.clear()


def _remove_indices(url: str, prefix: str) -> None:
    with Elasticsearch(url) as client:
        names = list(client.indices.get(index=f"{prefix}*", ignore_unavailable=True))
        if names:
            client.indices.delete(index=names)


@pytest.fixture
def worker(engine: str, transactional_db) -> Iterator[Worker]:
    """The worker, at work on a freshly built index."""
    consumer(engine).rebuild()
    worker = Worker()
    thread = threading.Thread(target=worker.run, name="worker")
    thread.start()
    yield worker
    worker.stop()
    thread.join(timeout=20)


def axe_violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it is now: rule, help and the first elements."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", AXE_TAGS)
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found["violations"]
    ]


SHARING = (
    "Aalsmeer Almere Amersfoort Apeldoorn Arnhem Assen Breda Buren Delft Deventer Dordrecht Edam-Volendam Ede Emmen "
    "Enschede Gouda Groningen Haarlem Heerenveen Heerlen Helmond Hengelo 's-Hertogenbosch Hilversum Hoorn Kampen "
    "Leiden Lelystad Maastricht Meppel Middelburg Nijmegen Oss Purmerend Roermond Roosendaal Schiedam Sittard Sneek "
    "Tilburg Utrecht Venlo Venray Súdwest-Fryslân Zwolle"
).split()


@pytest.fixture
def shelf(put_site) -> None:
    """Forty-five organisations that each share a way to make an appointment, found by "afspraak"."""
    put_site("shelf", _fill_shelf)


def _fill_shelf() -> dict[str, int]:
    tag = TagFactory(name="Afspraken")
    for number, name in enumerate(SHARING):
        owner = OrganisationPageFactory(
            organisation__name=name,
            organisation__code=f"GM{number:04}",
            organisation__province="Fryslân" if name.endswith("Fryslân") else "Utrecht",
        )
        solution = SolutionPageFactory(parent=owner, title=f"Afspraak maken in {name}", slug="afspraak")
        solution.tags.add(tag)
        solution.save()
    consumer("embedded").rebuild()
    return {}
