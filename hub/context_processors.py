"""What every template may use."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """The name and address of this site."""
    return {"site_name": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL}
