"""All checks that need no services, one after the other; the exit code tells whether every one passed."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
TYPED = ["hub", "organisations", "solutions", "search", "demo", "benchmarks", "deploy"]

CHECKS: dict[str, list[str]] = {
    "lint": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "types": [sys.executable, "-m", "mypy", *TYPED],
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
            "SECURITY_CONTACT": "beveiliging@verderbouwen.example",
        }
    return {**os.environ, **values}


def main() -> int:
    """Run every check, even after one failed; the number of failures."""
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for name, command in CHECKS.items():
            print(f"--- {name}", flush=True)
            if subprocess.run(command, env=environment(name, folder), check=False).returncode:
                failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
