"""Events for people's own calendars, as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDDDTypes, vText

from editorial.models import EventPage


def calendar_of(events: Iterable[EventPage], *, name: str) -> bytes:
    """A calendar file with these events; times are in UTC, so that no definition of a time zone is needed."""
    calendar = Calendar()
    calendar.add("prodid", "-//Verderbouwen//Agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event))
    return bytes(calendar.to_ical())


def _entry(event: EventPage) -> Event:
    """One event, under an identity that stays when the event is changed."""
    entry = Event()
    address = f"{settings.BASE_URL.rstrip('/')}{event.get_url() or ''}"
    entry["uid"] = vText(f"event-{event.pk}@{settings.BASE_URL.split('//')[-1].split('/')[0]}")
    entry["dtstamp"] = _moment(event.last_published_at or event.starts_at)
    entry["dtstart"] = _moment(event.starts_at)
    if event.ends_at:
        entry["dtend"] = _moment(event.ends_at)
    entry["summary"] = vText(event.title)
    entry["description"] = vText("\n".join(filter(None, [event.summary, event.registration_url, address])))
    entry["url"] = address
    if where := ", ".join(filter(None, [event.place, _("online") if event.is_online else ""])):
        entry["location"] = vText(where)
    return entry


def _moment(moment: dt.datetime) -> vDDDTypes:
    return vDDDTypes(moment.astimezone(dt.UTC))
