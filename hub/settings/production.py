"""The base of all settings: what runs in production. `dev` and `test` only loosen what they must.

What an operator may change is read from the environment through the registry in `env`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from hub.settings.apps import APPS
from hub.settings.env import BASE_DIR, env
from hub.settings.logging import configure_structlog, logging_config

# --- Where things are -------------------------------------------------------------------------
VAR_DIR: Path = env("VAR_DIR")
BASE_URL: str = env("BASE_URL")
PORT: int = env("PORT")
SOURCE_URL: str = env("SOURCE_URL")
ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

# --- What it is made of -----------------------------------------------------------------------
INSTALLED_APPS = [
    *reversed(APPS),
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django_structlog",
    "health_check",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.middleware.CompressPublicPages",
    "csp.middleware.CSPMiddleware",
    "hub.middleware.AdminContentSecurityPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.middleware.PersonalPagesStayPrivate",
    "hub.middleware.RequestLog",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "hub.admin.guard.AdminGuard",
    "hub.middleware.UnsafeMethodsInOneTransaction",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.context_processors.site",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    # Writers take turns from the start of a transaction: no deadlock between a reader that becomes a writer.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
}
_database = env("DATABASE_URL") or {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(VAR_DIR / "db.sqlite3"),
}
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {**SQLITE_OPTIONS, **_database.get("OPTIONS", {})}
else:
    _database["ENGINE"] = "django.db.backends.postgresql"
    _database["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        **_database.get("OPTIONS", {}),
    }
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Wagtail's own tasks run at once; ours are kept in the database and done by `manage.py worker`.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "durable": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "hub.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
WAGTAILADMIN_USER_LOGIN_FORM = "hub.admin.accounts.LimitedLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "hub.admin.accounts.QueuedPasswordResetForm"  # noqa: S105
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # hub.admin.accounts.EmailPanel asks for the password

# --- Security ---------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS: list[str] = env("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "hub.site.error_views.csrf_failure"
_https = env("BEHIND_HTTPS_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]  # a probe speaks plain HTTP to the container itself
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows frames for its own previews
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    }
}
# Wagtail's admin uses inline scripts and styles; nothing else does.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "object-src": [NONE],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
}
HEALTH_TOKEN: str = env("HEALTH_TOKEN")
SECURITY_CONTACT: str = env("SECURITY_CONTACT")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long StreamField posts many fields

# --- Language ---------------------------------------------------------------------------------
LANGUAGE_CODE: str = env("LANGUAGE_CODE")
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [folder for folder in (BASE_DIR / "static-build",) if folder.is_dir()]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "hub.storage.PrivateStorage"},
    "renditions": {"BACKEND": "hub.storage.RenditionStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Mail and logs ----------------------------------------------------------------------------
_mail = env("EMAIL_URL")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH = _mail.get("EMAIL_FILE_PATH")  # of filemail://
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = env("DEFAULT_FROM_EMAIL")
configure_structlog()
LOGGING = logging_config(env("LOG_FORMAT"))
# The log holds no personal data: no addresses of visitors, no users.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None

# --- Wagtail ----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Verderbouwen"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "exact"  # hub.admin.link_dialogs; an address with a query stays one
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# The admin searches with the database; visitors search with the engines of the `search` app.
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILDOCS_DOCUMENT_MODEL = "hub.HubDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "hub.documents.forms.DocumentForm"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "hub/password_required.html"  # noqa: S105
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000  # decoded one at a time, which takes up to 900 MB
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.images.forms.ImageForm"
# What a browser without AVIF and WebP gets of an image that was uploaded as one of these.
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "jpeg", "webp": "jpeg"}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpeg", "jpg", "png", "webp"]  # HEIC is stored as JPEG
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True
TAGGIT_TAGS_FROM_STRING = "hub.text.tag_names.names_in"

# --- Search -----------------------------------------------------------------------------------
SEARCH_ENGINE: str = env("SEARCH_ENGINE")
ELASTICSEARCH_URL: str = env("ELASTICSEARCH_URL")
ELASTICSEARCH_INDEX_PREFIX: str = env("ELASTICSEARCH_INDEX_PREFIX")
ELASTICSEARCH_SHARDS: int = env("ELASTICSEARCH_SHARDS")
ELASTICSEARCH_REPLICAS: int = env("ELASTICSEARCH_REPLICAS")
ELASTICSEARCH_REFRESH: str = env("ELASTICSEARCH_REFRESH")
ELASTICSEARCH_GC_DELETES: str = env("ELASTICSEARCH_GC_DELETES")
ELASTICSEARCH_TIMEOUT = 1.0  # seconds that a visitor waits before the embedded engine answers
SEARCH_LOG_DAYS: int = env("SEARCH_LOG_DAYS")
QUESTION_DAYS: int = env("QUESTION_DAYS")
EMBEDDED_SEARCH_DIR = VAR_DIR / "search"

SILENCED_SYSTEM_CHECKS: list[str] = []
