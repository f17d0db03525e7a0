"""Events as calendar files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from editorial.calendar import calendar_of
from editorial.models import EventPage
from hub.branding import site_branding
from hub.models import public_pages

MOST_EVENTS = 500


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All events that are coming, to subscribe to in one's own calendar."""
    events = public_pages(EventPage.objects.coming())[:MOST_EVENTS]
    return _ical(calendar_of(events, name=site_branding().site_name), "agenda")


@require_safe
def event_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One public event, for one's own calendar."""
    event = get_object_or_404(public_pages(EventPage.objects), pk=pk)
    return _ical(calendar_of([event], name=event.title), event.slug)


def _ical(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
