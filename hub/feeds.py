"""Atom feeds of what is public: the newest of each kind. Feeds of what lives above this app stand there."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise

from hub.branding import site_branding

MOST = 30
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no place for; the line break of a presentation program is among it, and comes along when one pastes."""


class ReadableAtom(Atom1Feed):
    """Atom in which a character that XML has no place for is a space: one title must not break a whole feed."""

    def __init__(self, title: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(_readable(title), *args, **kwargs)

    def add_item(self, title: str, link: str, description: str, *args: Any, **kwargs: Any) -> None:
        """Add an item whose texts can be read."""
        super().add_item(_readable(title), link, _readable(description), *args, **kwargs)


def _readable(text: object) -> str:
    return _NOT_IN_XML.sub(" ", str(text))


class AtomFeed(Feed):
    """The newest pages of one kind; classes below say which."""

    feed_type = ReadableAtom
    words: str | Promise = ""
    """The title, in which %(site)s is the name of the site."""
    address = "/"
    feed_name = ""

    def title(self, *args: Any) -> str:
        """The title under which a feed reader shows this."""
        return str(self.words) % {"site": site_branding().site_name}

    def link(self, *args: Any) -> str:
        """The page that this feed goes with."""
        return self.address

    def feed_url(self, *args: Any) -> str:
        """The address of the feed itself."""
        return reverse(self.feed_name)

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_link(self, item: Any) -> str:
        return str(item.get_url() or "/")

    def item_guid(self, item: Any) -> str:
        """An identity that stays when the title or place of a page changes."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: Any) -> dt.datetime | None:
        published: dt.datetime | None = item.first_published_at
        return published

    def item_updateddate(self, item: Any) -> dt.datetime | None:
        changed: dt.datetime | None = item.last_published_at or item.first_published_at
        return changed
