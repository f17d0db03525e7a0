"""The site to compare with: Wagtail's own search, as an ordinary developer of a Dutch site would set it up.

The variables PEER_DATABASE (a SQLite file), PEER_BACKEND (a key of BACKENDS), PEER_ELASTICSEARCH and PEER_PREFIX (how
names of indices begin) say where.
"""

from __future__ import annotations

import os
from typing import Any

SECRET_KEY = "only-for-measuring"  # noqa: S105 - nobody logs in here
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "benchmarks.peer",
    "wagtail.search",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.users",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "benchmarks.peer.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("PEER_DATABASE", ":memory:")}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Peer"
WAGTAILADMIN_BASE_URL = "http://localhost"


def _elasticsearch(index: str, **settings: Any) -> dict[str, Any]:
    return {
        "BACKEND": "wagtail.search.backends.elasticsearch8",
        "URLS": [os.environ.get("PEER_ELASTICSEARCH", "http://localhost:9200")],
        "INDEX_PREFIX": f"{os.environ.get('PEER_PREFIX', 'peer')}_{index}_",
        "TIMEOUT": 60,
        "INDEX_SETTINGS": {"settings": {"number_of_shards": 1, "number_of_replicas": 0, **settings}},
    }


BACKENDS: dict[str, dict[str, Any]] = {
    "database": {"BACKEND": "wagtail.search.backends.database"},
    "elasticsearch": _elasticsearch("plain"),
    "dutch": _elasticsearch("dutch", analysis={"analyzer": {"default": {"type": "dutch"}}}),
}
WAGTAILSEARCH_BACKENDS = {"default": BACKENDS[os.environ.get("PEER_BACKEND", "database")]}
