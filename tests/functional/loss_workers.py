"""Workers that are killed all the time: `python -m tests.functional.loss_workers SEED NUMBER [--slow]`.

Forks workers, kills one at random moments with SIGKILL and forks another, until SIGTERM. With --slow every write to
Elasticsearch takes longer than the lease of its events.
Prints the number of kills as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import sys
import time
from collections.abc import Sequence

import django

django.setup()

from operations.worker import Worker  # noqa: E402
from search.engines.elastic.engine import ElasticEngine  # noqa: E402
from search.indexing import outbox  # noqa: E402
from search.types import IndexWrite, WriteFailure  # noqa: E402
from tests.functional.progress import report  # noqa: E402

LEASE = dt.timedelta(seconds=0.2)
SLOW_WRITE = 0.4  # seconds


def slow_down() -> None:
    outbox.LEASE = LEASE
    write = ElasticEngine.write

    def write_slowly(self: ElasticEngine, target: str, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        time.sleep(SLOW_WRITE)
        return write(self, target, writes)

    ElasticEngine.write = write_slowly


def fork() -> int:
    pid = os.fork()
    if pid == 0:
        Worker().run()
        os._exit(0)
    return pid


def main() -> None:
    chance = random.Random(int(sys.argv[1]))  # noqa: S311 - chance, not secrecy
    if "--slow" in sys.argv:
        slow_down()
    pids = [fork() for _worker in range(int(sys.argv[2]))]
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: ended.append(number))
    kills = 0
    while not ended:
        time.sleep(chance.uniform(0.05, 0.5))
        victim = pids.pop(0)
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        kills += 1
        report("kills", kills)
        pids.append(fork())
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    print(json.dumps({"kills": kills}))


if __name__ == "__main__":
    main()
