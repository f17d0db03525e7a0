"""Lighthouse on the pages that most visitors see: `make lighthouse`.

Starts a demo under the settings of production, measures as a telephone would, prints a table and puts it in
docs/benchmarks-pages.md. The exit code is 1 when a page misses a bound.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks.sections import REPORT, replace_section
from tools.lighthouse.bounds import Measured, as_table, middle
from tools.screenshots import demo
from tools.services.state import service_environment

HERE = Path(__file__).resolve().parent
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PAGES = {
    "home": "/",
    "search": "/zoeken/?q=melding",
    "solution": "/organisaties/amsterdam/signalen/",
    "organisation": "/organisaties/amsterdam/",
    "theme": "/themas/",
    "map": "/kaart/",
}
FIRST_BELOW = {"theme"}  # the list leads to the page that is meant
TRIES = 3
UNLISTED = {"search"}  # asks search engines to stay away


def main(arguments: list[str] | None = None) -> int:
    """Measure every page that the site has; 1 when one misses a bound."""
    parser = argparse.ArgumentParser(prog="python -m tools.lighthouse", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of every page; the middle one counts")
    parser.add_argument("--only", nargs="*", default=[], choices=PAGES, help="names of pages; all when none is given")
    options = parser.parse_args(arguments)
    measured = []
    with demo(production=True) as site:
        for name, path in PAGES.items():
            wanted = not options.only or name in options.only
            address = found(site.address, path, below=name in FIRST_BELOW) if wanted else ""
            if address:
                runs = [lighthouse(address, crawlable=name not in UNLISTED) for _run in range(options.runs)]
                measured.append(middle([Measured.of(name, run) for run in runs]))
                print(measured[-1].line(), flush=True)
    missed = [complaint for one in measured for complaint in one.missed()]
    for complaint in missed:
        print(complaint, file=sys.stderr)
    if not options.only:
        replace_section(REPORT, "lighthouse", as_table(measured))
    return int(bool(missed) or not measured)


def found(site: str, path: str, *, below: bool) -> str:
    """The full address of a page, or of the first page below it; empty when the site has no such page."""
    try:
        with urllib.request.urlopen(f"{site}{path}", timeout=30) as answer:  # noqa: S310 - our own address
            html = answer.read().decode()
    except urllib.error.HTTPError:
        return ""
    first = re.search(rf'href="({re.escape(path)}[^/"]+/)"', html) if below else None
    return f"{site}{first[1] if first else path}"


def lighthouse(address: str, *, crawlable: bool) -> dict[str, Any]:
    """The report of one run on this address; tried again when Lighthouse itself stumbles, as it does now and then."""
    command = ["node", str(LIGHTHOUSE), address, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    command += [] if crawlable else ["--skip-audits=is-crawlable"]
    environment = {**os.environ, **service_environment()}
    environment["CHROME_PATH"] = environment["CHROMIUM"]
    for _try in range(TRIES):
        answer = subprocess.run(command, env=environment, capture_output=True, check=False)
        if answer.returncode == 0:
            return dict(json.loads(answer.stdout))
    raise RuntimeError(f"Lighthouse failed on {address}: {answer.stderr.decode()[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
