"""The worker as a process: it brings changes in quickly, does tasks, and stops when told to."""

import signal

import pytest

from tests.functional.site import OwnSite
from tools.services.state import wait_for

pytestmark = [pytest.mark.own_database, pytest.mark.slow]

SAVE_AND_WAIT = """
import time
from organisations.models import Organisation
from search.indexing.consumers import consumer
from search.models import OutboxEvent
embedded = consumer("embedded")
organisation = Organisation.objects.get(code="GM0503")
waits = []
for number in range(5):
    organisation.seat = f"Delft {number}"
    organisation.save()
    begun = time.monotonic()
    while (OutboxEvent.objects.exists() or embedded.lag().waiting) and time.monotonic() - begun < 10:
        time.sleep(0.01)
    waits.append(time.monotonic() - begun)
print("slowest", max(waits))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = OwnSite(tmp_path_factory.mktemp("site"))
    assert site.start("-m", "tests.functional.loss_site").wait(timeout=60) == 0
    yield site
    site.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_changes_arrive_within_two_seconds_and_it_ends_when_told_to(site, number):
    log = site.folder / "processes.log"
    already = log.read_text().count("worker_started")
    worker = site.start("manage.py", "worker")
    wait_for(lambda: log.read_text().count("worker_started") > already, 30, "The worker")
    told = site.manage("shell", "-v0", "-c", SAVE_AND_WAIT)
    assert float(told.rpartition(" ")[2]) < 2
    assert worker.poll() is None
    worker.send_signal(number)
    assert worker.wait(timeout=10) == 0
    assert "worker_stopped" in log.read_text()
    assert "worker_round_failed" not in log.read_text()
