"""Settings for the test suite: fast password hashing, mail in memory, and no waiting."""

from __future__ import annotations

import os

os.environ.setdefault("VAR_DIR", "var/test")  # a fixed place, so that a database can be used again

from hub.settings.dev import *  # noqa: F403 - VAR_DIR must be set before

DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_MANIFEST_STRICT = False
# Tests that want Elasticsearch ask for it (fixture elasticsearch_url) and take an index prefix of their own.
SEARCH_ENGINE = "auto"
ELASTICSEARCH_URL = ""
ELASTICSEARCH_TIMEOUT = 20.0  # a busy machine is no reason to answer from the other engine; tests of that set their own
# Only the admin searches with Wagtail's own index; the few tests of that turn it on.
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False  # noqa: F405 - from the base

if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 - from the base
    # A pool would keep connections to a test database that is about to be removed.
    DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405
