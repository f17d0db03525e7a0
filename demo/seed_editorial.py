"""Puts themes, news, events and publications on the site, and as many of their lists in the menu as fit there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.models import Collection, Page

from demo.content import DemoContent
from demo.editorial import DemoEvent, DemoNews, DemoPublication, DemoTheme, LiveList
from demo.pages import Seeded, blocks, drawing, paper, publish_below, rich_text
from editorial.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage, PublicationIndexPage, PublicationPage
from hub.models import Tag
from solutions.models import PolicyDomain, ThemeIndexPage, ThemePage, ThemePick

SATURDAY = 5
IN_MENU = (ThemeIndexPage, NewsIndexPage, EventIndexPage)
"""One more would put the search box of the header on a line of its own, on a screen of 1280 pixels."""


def seed_editorial(content: DemoContent, pages: dict[str, Page], seeded: Seeded) -> None:
    """The editors' pages; `pages` holds the solutions and stories that themes point at, by key."""
    for news in content.news:
        _below(NewsIndexPage, NewsPage, news, seeded, _news_fields)
    for event in content.events:
        _below(EventIndexPage, EventPage, event, seeded, _event_fields)
    for publication in content.publications:
        _below(PublicationIndexPage, PublicationPage, publication, seeded, _publication_fields)
    for theme in content.themes:
        _below(ThemeIndexPage, ThemePage, theme, seeded, lambda item: _theme_fields(item, pages))


def _below(index: type[Page], model: type[Page], item: Any, seeded: Seeded, fields: Any) -> None:
    """The page of this entry in its list, unless it is there; the first one puts the list in the menu."""
    if model.objects.filter(slug=item.key).exists():
        return
    parent = index.objects.first()
    if index in IN_MENU and not parent.get_children().exists():
        parent.show_in_menus = True
        parent.save_revision().publish()
    page = model(title=item.title, slug=item.key, summary=item.summary, **fields(item))
    publish_below(parent, page, item.tags)
    seeded.made[str(model._meta.verbose_name_plural)] += 1


def _news_fields(item: DemoNews) -> dict[str, Any]:
    quote = [{"type": "quote", "value": {"text": item.quote, "speaker": item.quote_by}}] if item.quote else []
    first, *more = blocks(item.text)
    return {
        "kind": item.kind,
        "published_at": _at(-item.days_ago, dt.time(9)),
        "body": [first, *quote, *more],
        "image": drawing(item.illustration, item.key, item.title, _root()),
        "is_example": True,
    }


def _event_fields(item: DemoEvent) -> dict[str, Any]:
    begins = _at(item.in_days, dt.time.fromisoformat(item.begins))
    last_day = begins.date() + dt.timedelta(days=item.lasts_days - 1)
    ends = dt.datetime.combine(last_day, dt.time.fromisoformat(item.ends), begins.tzinfo)
    names = ("kind", "organiser", "is_online", "place", "registration_url")
    return {
        **{name: getattr(item, name) for name in names},
        "starts_at": begins,
        "ends_at": ends,
        "body": blocks(item.text),
        "is_example": True,
    }


def _publication_fields(item: DemoPublication) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "published_on": timezone.localdate() - dt.timedelta(days=item.days_ago),
        "authors": item.authors,
        "language": item.language,
        "document": paper(item.file, item.title, _root()),
        "body": blocks(item.text),
        "is_example": True,
    }


def _theme_fields(item: DemoTheme, pages: dict[str, Page]) -> dict[str, Any]:
    lists = [{"type": "live_query", "value": _live_query(one)} for one in item.lists]
    return {
        "body": [{"type": "paragraph", "value": rich_text(item.text)}, *lists],
        "image": drawing(item.illustration, item.key, item.title, _root()),
        "picks": [
            ThemePick(page=pages[pick.page], note=pick.note, sort_order=place) for place, pick in enumerate(item.picks)
        ],
    }


def _live_query(item: LiveList) -> dict[str, Any]:
    """The value of the block: names of tags and policy domains become what the search knows them by."""
    domains = PolicyDomain.objects.filter(label__in=item.policy_domains).order_by("label")
    tags = Tag.objects.filter(name__in=item.tags).order_by("name")
    return {
        "heading": item.heading,
        "question": item.question,
        "kind": list(item.kind),
        "policy_domain": list(domains.values_list("code", flat=True)),
        "tag": list(tags.values_list("slug", flat=True)),
        "evidence": list(item.evidence),
        "sort": item.sort,
        "shown": item.shown,
    }


def _at(days: int, time: dt.time) -> dt.datetime:
    """This time in the Netherlands, so many days from today; a weekend moves to the Monday after it."""
    day = timezone.localdate() + dt.timedelta(days=days)
    if days > 0 and day.weekday() >= SATURDAY:
        day += dt.timedelta(days=7 - day.weekday())
    return dt.datetime.combine(day, time, timezone.get_current_timezone())


def _root() -> Collection:
    """The collection of the site's own editors."""
    return Collection.get_first_root_node()
