"""Middleware of our own: one transaction for every unsafe request, a second policy for the admin, compression."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django_structlog.middlewares import RequestMiddleware
from wagtail.models import CollectionViewRestriction, PageViewRestriction

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
TEXT = ("text/", "application/json", "application/xml", "application/atom+xml", "application/ld+json", "image/svg+xml")
View = Callable[..., HttpResponseBase]


class UnsafeMethodsInOneTransaction:
    """Run a view that may change data in one transaction: the change and its outbox rows stand or fall together.

    Not `ATOMIC_REQUESTS`: with immediate transactions on SQLite a mere read would then block every writer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The view's response, made inside a transaction; None for a safe method, which goes its usual way."""
        if request.method in SAFE_METHODS or getattr(view, "_non_atomic_requests", None):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)


class RequestLog(RequestMiddleware):
    """Logs each request by method and path only: a question that someone typed is nobody's business."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"


class AdminContentSecurityPolicy:
    """Give Wagtail's admin, and only that, the policy it needs to work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.prefix) and not getattr(response, "_csp_replace", None):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp's documented hook
        return response


class CompressPublicPages(GZipMiddleware):
    """Compress text that everybody may see.

    Not the admin, nor a page that was made for who is logged in: a secret beside words that an attacker chose can be
    guessed from the compressed length (BREACH). What is left holds no secret but the token of a form, which Django
    masks anew each time; Django also adds random bytes. Files are sent as they are: images and PDFs are compressed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.prefix = reverse("wagtailadmin_home")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, compressed when it is public text and the browser can read that."""
        if request.path.startswith(self.prefix) or is_personal(request):
            return response
        if not response.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)


class PersonalPagesStayPrivate:
    """Let no cache keep what was made for who is logged in, or opened with the password of a page.

    Wagtail does this for the admin; a restricted page or document would stay in browser and proxy after logging out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response and (is_personal(request) or _opened_with_password(request)):
            patch_cache_control(response, private=True, no_store=True)
        return response


def _opened_with_password(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    keys = [one.passed_view_restrictions_session_key for one in (PageViewRestriction, CollectionViewRestriction)]
    return session is not None and session.accessed and any(session.get(key) for key in keys)


def is_personal(request: HttpRequest) -> bool:
    """Whether the response may depend on who is logged in: the session was read, and somebody is."""
    session = getattr(request, "session", None)
    return session is not None and session.accessed and SESSION_KEY in session
