"""How long the server takes for a page, beside a bare Wagtail page: `make benchmark-pages`.

Fills a site of its own in a temporary folder (or in --work, to keep it), measures under the settings of production,
prints a table and puts it in docs/benchmarks-pages.md. DATABASE_URL may name an empty PostgreSQL database.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the measurement in a process whose environment is its own; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--solutions", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=40, help="how often every page is asked for")
    parser.add_argument("--work", type=Path, help="a folder to keep the site in between runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pages-") as made:
        folder = options.work.resolve() if options.work else Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "benchmarks.page_times", str(options.solutions), str(options.rounds)]
        return subprocess.run(command, cwd=ROOT, env=environment(folder), check=False).returncode  # noqa: S603 - our own command


def environment(folder: Path) -> dict[str, str]:
    """Production settings with values for a site that nobody visits."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.bare.settings",
        "VAR_DIR": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": "http://localhost:8000",
        "BEHIND_HTTPS_PROXY": "false",
        "LOG_FORMAT": "console",
        "SEARCH_ENGINE": "embedded",
        "ELASTICSEARCH_URL": "",
    }


if __name__ == "__main__":
    sys.exit(main())
