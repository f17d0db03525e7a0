"""The profile of an organisation without its frame: the same for every visitor, so it is kept a minute."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from hub.caching import Kept
from organisations.hooks import profile_context
from organisations.models import Organisation

PROFILES = Kept("organisations.profile")
TEMPLATE = "organisations/_profile.html"


def profile_of(organisation: Organisation, page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the page of an organisation shows: the organisation, its profile as HTML, and whether it takes part."""
    known = {"organisation": organisation, "from_registry": getattr(page, "organisation", None) is None}
    profile = PROFILES.html(
        page, request, TEMPLATE, lambda: {**known, **profile_context(organisation)}, organisation.pk
    )
    return {**known, "profile": profile}
