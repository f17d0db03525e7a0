"""/.well-known/security.txt: where a vulnerability is reported (RFC 9116)."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hub.links import absolute_url
from hub.models import ContentPage, default_root_page, public_pages

POLICY = "kwetsbaarheid-melden"
LASTS = dt.timedelta(days=180)
"""How long one may rely on an answer; the RFC asks for less than a year."""


@require_safe
@cache_control(public=True, max_age=3600)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Who to tell, until when this holds, in which languages, and the rules; 404 while nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [f"{name}: {value}" for name, value in _fields()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _fields() -> list[tuple[str, str]]:
    """The fields in order. Addresses of the site are named only when they are https, as the RFC demands."""
    expires = (timezone.now() + LASTS).astimezone(dt.UTC).replace(microsecond=0)
    fields = [
        ("Contact", settings.SECURITY_CONTACT),
        ("Expires", expires.isoformat().replace("+00:00", "Z")),
        ("Preferred-Languages", "nl, en"),
    ]
    if settings.BASE_URL.startswith("https://"):
        fields.append(("Canonical", absolute_url(reverse("security_txt"))))
        if policy := _policy_url():
            fields.append(("Policy", absolute_url(policy)))
    return fields


def _policy_url() -> str:
    """The address of the page with the rules; empty when editors took it away."""
    root = default_root_page()
    pages = public_pages(ContentPage.objects.child_of(root)) if root else ContentPage.objects.none()
    page = pages.filter(slug=POLICY).first()
    return page.relative_url(None) or "" if page else ""
