"""The list of pages for search engines: what everyone may read, and nothing else."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page

from hub.models import RecordPage, Visibility, default_root_page, public_pages


def hidden_records() -> set[int]:
    """Pages that are live but not for everyone."""
    hidden: set[int] = set()
    for model in apps.get_models():
        if issubclass(model, RecordPage):
            hidden.update(model.objects.exclude(visibility=Visibility.PUBLIC).values_list("pk", flat=True))
    return hidden


class OwnSitemap(Sitemap):
    """Addresses of this site, as visitors know it."""

    limit = 5000

    def get_protocol(self, protocol: str | None = None) -> str:
        """The scheme under which visitors know this site, whatever the request says."""
        return urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        """The address under which visitors know this site, whatever the request says."""
        return urlsplit(settings.BASE_URL).netloc


class FixedPages(OwnSitemap):
    """Pages outside the page tree that are worth finding."""

    def items(self) -> list[str]:
        return ["map", "impact", "colophon"]

    def location(self, item: str) -> str:
        return reverse(item)


class PublicPages(OwnSitemap):
    """Every page that a visitor without an account may read, with the day it last changed."""

    def items(self) -> QuerySet[Page]:
        root = default_root_page()
        if root is None:
            return Page.objects.none()
        pages = public_pages(Page.objects.descendant_of(root, inclusive=True))
        return pages.exclude(pk__in=hidden_records()).order_by("path")

    def location(self, item: Page) -> str:
        return urlsplit(item.get_url() or "/").path

    def lastmod(self, item: Page) -> dt.datetime | None:
        return item.last_published_at
