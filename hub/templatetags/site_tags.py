"""What templates need to tell of the site itself."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

from hub.branding import site_branding

register = template.Library()


@register.simple_tag
def site_facts() -> dict[str, Any]:
    """How to reach those who run the site, and how many days data are kept, from brand settings and configuration."""
    branding = site_branding()
    return {
        "contact_email": branding.contact_email,
        "register_url": branding.register_url,
        "security_contact": settings.SECURITY_CONTACT,
        "search_days": settings.SEARCH_LOG_DAYS,
        "question_days": settings.QUESTION_DAYS,
    }
