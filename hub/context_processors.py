"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hub.branding import site_branding


def site(request: HttpRequest) -> dict[str, Any]:
    """The name and address of this site, and what stands around its pages."""
    branding = site_branding()
    return {
        "site_name": branding.site_name,
        "base_url": settings.BASE_URL.rstrip("/"),
        "source_url": settings.SOURCE_URL,
        "branding": branding,
    }
