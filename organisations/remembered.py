"""The profile of an organisation without its frame: the same for every visitor, so it is kept a minute."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from hub.kept import Kept, same_for_all
from organisations.hooks import profile_context
from organisations.models import Organisation

PROFILES = Kept("organisations.profile")
TEMPLATE = "organisations/_profile.html"


def profile_of(organisation: Organisation, page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the page of an organisation shows: the organisation, its profile as HTML, and whether it takes part."""
    known = {"organisation": organisation, "from_registry": getattr(page, "organisation", None) is None}

    def made() -> SafeString:
        return render_to_string(TEMPLATE, {"page": page, **known, **profile_context(organisation)}, request)

    kept = same_for_all(request, page)
    return {**known, "profile": PROFILES.get(made, page.pk, organisation.pk) if kept else made()}
