"""Workers that are killed all the time: `python -m tests.functional.loss_workers SEED NUMBER`.

Forks workers, kills one at random moments with SIGKILL and forks another, until SIGTERM.
Prints the number of kills as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time

import django

django.setup()

from operations.worker import Worker  # noqa: E402
from tests.functional.progress import report  # noqa: E402


def fork() -> int:
    pid = os.fork()
    if pid == 0:
        Worker().run()
        os._exit(0)
    return pid


def main() -> None:
    chance = random.Random(int(sys.argv[1]))  # noqa: S311 - chance, not secrecy
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
