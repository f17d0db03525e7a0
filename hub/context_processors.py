"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hub.branding import frame


def site(request: HttpRequest) -> dict[str, Any]:
    """The name and address of this site, and what stands around its pages."""
    around = frame()
    return {
        "site_name": around.site_name,
        "base_url": settings.BASE_URL.rstrip("/"),
        "source_url": settings.SOURCE_URL,
        "frame": around,
    }
