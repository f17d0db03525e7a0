"""The profile of an organisation without its frame: the same for every visitor, so it is kept a minute."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page

from hub.caching import FragmentCache
from organisations.hooks import profile_context
from organisations.models import Organisation
from organisations.page.partners import partnerships_of

PROFILES = FragmentCache("organisations.profile")
TEMPLATE = "organisations/_profile.html"


def profile_html(organisation: Organisation, page: Page, request: HttpRequest) -> SafeString:
    """The profile as HTML, on the page of an organisation that takes part or on the list of all."""
    known = {"organisation": organisation, "from_registry": getattr(page, "organisation", None) is None}

    def context() -> dict[str, Any]:
        takes_part = Organisation.objects.participating().filter(pk=organisation.pk).exists()
        return {**known, "takes_part": takes_part, **partnerships_of(organisation), **profile_context(organisation)}

    return PROFILES.html(page, request, TEMPLATE, context, organisation.pk)
