"""All checks that need no services, two at a time; the exit code tells whether every one passed."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hub.settings.apps import APPS, DEVELOPMENT_APPS

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
TYPED = [*APPS, *DEVELOPMENT_APPS, "deploy", "tools"]

TYPE_CACHE = Path(".mypy_cache")


def type_cache(paths: Iterable[Path]) -> Path:
    """Where mypy keeps what it knows of these modules: a folder for their names.

    Its plugin for Django remembers the modules of all models, and takes one that was moved for an error.
    """
    names = "\n".join(sorted(path.as_posix() for path in paths))
    return TYPE_CACHE / hashlib.sha256(names.encode()).hexdigest()[:12]


def own_type_cache() -> Path:
    """The cache of the modules as they are now; those of other names are removed."""
    current = type_cache(path for folder in TYPED for path in Path(folder).rglob("*.py"))
    for former in TYPE_CACHE.glob("*/"):
        if former != current:
            shutil.rmtree(former)
    return current


CHECKS: dict[str, list[str]] = {
    "types": [sys.executable, "-m", "mypy", *TYPED],  # takes as long as all others together, and so begins
    "lint": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "templates": [str(BIN / "djlint"), "--lint", "--quiet", "templates"],
    "layers": [str(BIN / "lint-imports")],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deployment": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "static files": [*MANAGE, "collectstatic", "--noinput", "--verbosity", "0"],
    "translations": [sys.executable, "-m", "tools.catalogue", "--check"],
}
PRODUCTION = {"deployment", "static files"}


def environment(name: str, folder: str) -> dict[str, str]:
    """Production settings with values of their own for what is checked as production, test settings for the rest."""
    values = {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "hub.settings.test"}
    if name in PRODUCTION:
        values |= {
            "DJANGO_SETTINGS_MODULE": "hub.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": "verderbouwen.example",
            "BASE_URL": "https://verderbouwen.example",
            "EMAIL_URL": "smtp://mail.verderbouwen.example:587",
            "SECURITY_CONTACT": "beveiliging@verderbouwen.example",
        }
    return {**os.environ, **values}


def run(name: str, folder: str) -> bool:
    """Whether a check passed; what it says is shown when it has ended."""
    cache = ["--cache-dir", str(own_type_cache())] if name == "types" else []
    done = subprocess.run(
        [*CHECKS[name], *cache],
        env=environment(name, folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"--- {name}\n{done.stdout}", end="", flush=True)
    return done.returncode == 0


def main() -> int:
    """Run every check, even after one failed; the number of failures."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        passed = dict(zip(CHECKS, pool.map(lambda name: run(name, folder), CHECKS), strict=True))
    failed = [name for name in CHECKS if not passed[name]]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
