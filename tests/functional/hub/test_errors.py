"""When something goes wrong: the answer looks like the site, and needs nothing that may be broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.test import Client, override_settings

from home.models import HomePage
from hub.branding import site_branding
from hub.models import BrandSettings

ROOT = Path(__file__).resolve().parents[3]
ASK_WITHOUT_DATABASE = """
import django
django.setup()
from django.test import Client
answer = Client(raise_request_exception=False, HTTP_HOST="localhost").get("/")
print(answer.status_code, answer["Content-Security-Policy"])
print(answer.content.decode())
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    cache.clear()
    return Client(raise_request_exception=False)


def break_home(monkeypatch, error):
    """Let the front page fail in this way."""

    def fail(self, request, *args, **kwargs):
        raise error

    monkeypatch.setattr(HomePage, "get_context", fail)


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def without_database(execute, sql, params, many, context):
    raise DatabaseError("the database does not answer")


def test_a_site_whose_database_is_gone_says_so_in_its_own_look(tmp_path):
    """A process of its own, with a database that cannot be opened."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/weg/weg.sqlite3",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK_WITHOUT_DATABASE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = done.stdout[done.stdout.index("500 ") :]
    first, html = told.split("\n", 1)
    page = BeautifulSoup(html, "html.parser")
    assert "style-src 'self'" in first
    assert page.h1.get_text() == "Er ging iets mis"
    assert {sheet["href"] for sheet in page("link", rel="stylesheet")} == {
        "/static/hub/css/tokens.css",
        "/static/hub/css/site.css",
    }


def test_a_database_that_stops_answering_gives_the_page_of_an_error_without_asking_again(visitor):
    asked = []

    def refuse(execute, sql, params, many, context):
        asked.append(sql)
        return without_database(execute, sql, params, many, context)

    with connection.execute_wrapper(refuse):
        answer = visitor.get("/over/")
    assert answer.status_code == 500
    assert read(answer).h1.get_text() == "Er ging iets mis"
    assert len(asked) == 1


def test_the_page_of_an_error_bears_the_own_name_and_colours_when_they_are_remembered(visitor, monkeypatch):
    BrandSettings.objects.create(site_name="Samen Beter", primary_colour="#4a0b55")
    site_branding()
    break_home(monkeypatch, RuntimeError("stuk"))
    page = read(visitor.get("/"))
    assert page.title.get_text().endswith("Samen Beter")
    assert page.find("link", href=lambda href: href.startswith("/huisstijl.css"))
    cache.clear()
    with connection.execute_wrapper(without_database):
        assert read(visitor.get("/")).title.get_text().endswith("Verderbouwen")


def test_even_without_templates_there_is_an_answer(visitor, monkeypatch):
    break_home(monkeypatch, RuntimeError("stuk"))
    monkeypatch.setattr("hub.site.error_views.render_to_string", lambda *args, **kwargs: 1 / 0)
    answer = visitor.get("/")
    assert answer.status_code == 500
    assert read(answer).h1.get_text() == "Er ging iets mis"


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (SuspiciousOperation("vreemd"), 400, "Dit verzoek kunnen wij niet beantwoorden"),
        (PermissionDenied(), 403, "Geen toegang"),
        (RuntimeError("stuk"), 500, "Er ging iets mis"),
    ],
)
def test_every_error_has_a_page_that_keeps_the_policy_and_robots_away(visitor, monkeypatch, error, status, heading):
    break_home(monkeypatch, error)
    answer = visitor.get("/")
    page = read(answer)
    assert answer.status_code == status
    assert page.h1.get_text() == heading
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not page("style")
    assert not page.select("[style], script:not([src])")
    assert page.main.find("a", href="/")


@override_settings(ALLOWED_HOSTS=["verderbouwen.example"])
def test_a_request_for_another_site_gets_the_page_of_a_request_that_cannot_be_answered(visitor):
    answer = visitor.get("/", headers={"host": "elders.example"})
    assert answer.status_code == 400
    assert "Dit verzoek kunnen wij niet beantwoorden" in read(answer).h1.get_text()
