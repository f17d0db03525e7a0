"""What a visitor takes along of a page: its address, a mail about it, and words to cite it with."""

from __future__ import annotations

from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.links import absolute_url
from organisations.models import OwnedPage


def sharing(page: OwnedPage, kind: str) -> dict[str, str]:
    """The address of the page to copy, a mail to a colleague without an address, and words to cite it with."""
    address = absolute_url(page.get_url() or "/")
    mail = {"subject": page.title, "body": f"{page.summary}\n\n{address}".strip()}
    return {
        "address": address,
        "mail_url": "mailto:?" + urlencode(mail).replace("+", "%20"),
        "citation": citation(page, kind, address),
    }


def citation(page: OwnedPage, kind: str, address: str) -> str:
    """Who, when, what, where: in the order of the APA style."""
    changed = page.last_published_at or page.first_published_at
    day = date_format(timezone.localtime(changed), "j F Y") if changed else _("no date")
    who = page.organisation.name if page.organisation else _("Unknown")
    return f"{who} ({day}). {page.title} [{kind}]. Verderbouwen. {address}"
