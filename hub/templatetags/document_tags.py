"""What the admin tells about a document."""

from __future__ import annotations

from django import template

from hub.documents.report import Report, report_on
from hub.models import HubDocument

register = template.Library()


@register.simple_tag
def text_report(document: HubDocument) -> Report | None:
    """How it stands with the text of a document; None when there is nothing to tell."""
    return report_on(document)
