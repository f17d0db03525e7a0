"""Atom feeds of news, events and publications: the newest of each that is public."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models import EventPage, NewsPage, PublicationPage
from hub.feeds import MOST, AtomFeed
from hub.models import public_pages


class NewsFeed(AtomFeed):
    """The newest news."""

    words, address, feed_name = _("News on %(site)s"), "/nieuws/", "feed_news"

    def items(self) -> Any:
        return public_pages(NewsPage.objects).order_by("-published_at", "-pk")[:MOST]

    def item_pubdate(self, item: Any) -> dt.datetime | None:
        published: dt.datetime = item.published_at
        return published


class EventFeed(AtomFeed):
    """What is coming, the first first."""

    words, address, feed_name = _("Agenda of %(site)s"), "/agenda/", "feed_events"

    def items(self) -> Any:
        return public_pages(EventPage.objects.coming())[:MOST]

    def item_title(self, item: Any) -> str:
        return f"{timezone.localtime(item.starts_at):%d-%m-%Y}: {item.title}"


class PublicationFeed(AtomFeed):
    """The newest publications."""

    words, address, feed_name = _("Publications on %(site)s"), "/publicaties/", "feed_publications"

    def items(self) -> Any:
        return public_pages(PublicationPage.objects).order_by("-published_on", "-pk")[:MOST]

    def item_pubdate(self, item: Any) -> dt.datetime | None:
        return timezone.make_aware(dt.datetime.combine(item.published_on, dt.time()))
