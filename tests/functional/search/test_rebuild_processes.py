"""A rebuild by several processes on PostgreSQL with a pool of connections, as a real site runs it."""

from __future__ import annotations

import pytest

from search.indexing.filling import FEWEST
from tests.functional.site import OwnSite
from tests.template_database import migrated_database

pytestmark = [pytest.mark.own_database, pytest.mark.postgres, pytest.mark.elastic]

ORGANISATIONS = 3 * FEWEST + 100  # enough for three processes
FILL = (
    "from organisations.models import Organisation as O;"
    "O.objects.bulk_create(O(code=f'X{n:05}', name=f'Organisatie {n}', slug=f'organisatie-{n}')"
    f" for n in range({ORGANISATIONS}))"
)


def test_every_process_has_connections_of_its_own(tmp_path, postgres_url, elasticsearch_url):
    with migrated_database(postgres_url) as database:
        site = OwnSite(tmp_path, database, elasticsearch_url)
        try:
            site.manage("setup_site", "--verbosity=0")
            site.manage("shell", "--command", FILL)
            (rebuilt,) = site.json("search_rebuild", "--engine=elastic", "--processes=3")["engines"]
            assert (rebuilt["error"], rebuilt["refused"]) == ("", {})
            assert rebuilt["records"] >= ORGANISATIONS
            (verified,) = site.json("search_verify", "--engine=elastic")["engines"]
            assert (verified["missing"], verified["ghost"], verified["stale"]) == (0, 0, 0)
        finally:
            site.close()
