"""Settings for a developer's machine and the demo: the production base without HTTPS, with a key of its own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from hub.settings.apps import DEVELOPMENT_APPS
from hub.settings.env import Environment


def local_secret_key(var_dir: Path) -> str:
    """A random key that is made once and kept in VAR_DIR, so that nobody has to invent one."""
    path = var_dir / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def prepare_environment() -> None:
    """Give the variables that production demands a value that suits a local machine."""
    environment = Environment()
    port = environment("PORT")
    os.environ.setdefault("SECRET_KEY", local_secret_key(environment("VAR_DIR")))
    os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    os.environ.setdefault("BEHIND_HTTPS_PROXY", "false")
    os.environ.setdefault("LOG_FORMAT", "console")


prepare_environment()

from hub.settings.production import *  # noqa: E402, F403 - the environment must be ready before the base reads it
from hub.settings.production import INSTALLED_APPS, STORAGES, VAR_DIR  # noqa: E402

INSTALLED_APPS = [*DEVELOPMENT_APPS, *INSTALLED_APPS]

DEBUG = os.environ.get("DEBUG", "").lower() in {"1", "true"}
INTERNAL_IPS = ["127.0.0.1"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
