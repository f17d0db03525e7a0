"""A site of an earlier release migrates on SQLite and serves every page it had; test_start_commands does so on
PostgreSQL, with the release command.
"""

import json
import sqlite3
from contextlib import closing

import pytest

from tests import release_dump, template_database
from tests.functional.site import OwnSite

pytestmark = pytest.mark.own_database

LIVE_PAGES = "SELECT id FROM wagtailcore_page WHERE live AND depth > 1"
ASK_FOR_ALL = """
import json
from django.test import Client
from wagtail.models import Page
client = Client(HTTP_HOST="localhost")
answers = {page.pk: client.get(page.url).status_code for page in Page.objects.live().filter(depth__gt=1)}
found = client.get("/api/v1/zoeken?q=signalen").json()
print(json.dumps({"answers": answers, "found": [hit["title"] for hit in found["results"]]}))
"""


@pytest.mark.parametrize("version", release_dump.versions())
def test_a_site_of_a_release_is_upgraded_and_every_page_of_it_answers(tmp_path, version):
    database = tmp_path / "db.sqlite3"
    release_dump.restore_sqlite(version, database)
    with closing(sqlite3.connect(database)) as before:
        pages = {str(pk) for (pk,) in before.execute(LIVE_PAGES)}
    site = OwnSite(tmp_path)
    try:
        site.manage("migrate", "--verbosity=0")
        site.manage("setup_site", "--verbosity=0")
        site.json("search_rebuild", "--engine=embedded")
        told = json.loads(site.manage("shell", "-v0", "-c", ASK_FOR_ALL).splitlines()[-1])
    finally:
        site.close()
    assert _columns(database) == _columns(_fresh(tmp_path)), "a migration that was released is never edited"
    assert len(pages) > 100
    assert {pk: status for pk, status in told["answers"].items() if status != 200} == {}
    assert pages <= told["answers"].keys()
    assert told["found"][0] == "Signalen"


def _fresh(folder):
    """A database that the migrations made from nothing."""
    file = folder / "fresh.sqlite3"
    template_database.copy_file(file)
    return file


def _columns(file):
    """The columns of each table: name, type, whether it may be empty, its default and its place in the key."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: sorted(row[1:] for row in connection.execute(f'PRAGMA table_info("{table}")')) for table in tables
        }


TAGS = [
    (9001, "🚀", ""),
    (9002, "Waterschapsbelasting É", "waterschapsbelasting-e"),
    (9003, "WATERSCHAPSBELASTING É", "waterschapsbelasting-e_1"),
    (9004, "Waterschaps\u00adbelasting É", "waterschapsbelasting-e_2"),
    (9005, "dijken, sluizen", "dijken-sluizen"),
    (9006, "dijken / sluizen", "dijken-sluizen_1"),
    (9007, "gemalen", "gemálen"),
]


def test_the_notes_of_shipped_synonyms_become_dutch_and_those_of_editors_stay(tmp_path):
    database = tmp_path / "db.sqlite3"
    release_dump.restore_sqlite(release_dump.versions()[0], database)
    with closing(sqlite3.connect(database)) as before, before:
        lines = before.execute("SELECT id FROM search_synonymentry WHERE shipped_line <> '' LIMIT 2").fetchall()
        shipped, own = (pk for (pk,) in lines)
        before.execute("UPDATE search_synonymentry SET note = 'related'")
        before.execute("UPDATE search_synonymentry SET shipped_line = '' WHERE id = ?", (own,))
    site = OwnSite(tmp_path)
    try:
        site.manage("migrate", "search", "--verbosity=0")
    finally:
        site.close()
    with closing(sqlite3.connect(database)) as after:
        notes = dict(after.execute("SELECT id, note FROM search_synonymentry"))
    assert (notes[shipped], notes[own]) == ("verwant", "related")


def test_the_tags_of_a_release_get_addresses_and_become_one_where_they_look_the_same(tmp_path):
    database = tmp_path / "db.sqlite3"
    release_dump.restore_sqlite(release_dump.versions()[0], database)
    with closing(sqlite3.connect(database)) as before, before:
        before.executemany("INSERT INTO hub_tag (id, name, slug, description) VALUES (?, ?, ?, '')", TAGS)
    site = OwnSite(tmp_path)
    try:
        site.manage("migrate", "--verbosity=0")
    finally:
        site.close()
    with closing(sqlite3.connect(database)) as after:
        rows = after.execute(
            "SELECT id, name, slug, merged_into_id FROM hub_tag WHERE id > 9000 ORDER BY id"
        ).fetchall()
    assert rows == [
        (9001, "🚀", "onderwerp", None),
        (9002, "Waterschapsbelasting É", "waterschapsbelasting-e", None),
        (9003, "WATERSCHAPSBELASTING É", "waterschapsbelasting-e_1", 9002),
        (9004, "Waterschaps\u00adbelasting É", "waterschapsbelasting-e_2", 9002),
        (9005, "dijken / sluizen 2", "dijken-sluizen", None),
        (9006, "dijken / sluizen", "dijken-sluizen_1", None),
        (9007, "gemalen", "gemalen", None),
    ]
