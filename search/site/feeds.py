"""The Atom feed of a search: its newest results, with the parameters of the search page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.branding import site_branding
from hub.feeds import MOST, AtomFeed
from hub.links import carried
from search.answering.service import SearchUnavailable
from search.answering.service import search as find
from search.site.forms import request_from
from search.types import Hit, Sort

UNAVAILABLE = 503


class SearchFeed(AtomFeed):
    """The results of a search, newest first; status 503 when no engine is available."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().__call__(request, *args, **kwargs)
        except SearchUnavailable:
            return HttpResponse(_("The search does not answer now. Try again later."), status=UNAVAILABLE)

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self, request: HttpRequest) -> str:
        names = {"question": request_from(request.GET).question, "site": site_branding().site_name}
        return (_("“%(question)s” on %(site)s") if names["question"] else _("New on %(site)s")) % names

    def link(self, request: HttpRequest) -> str:
        return f"{reverse('search')}?{carried(request.GET).urlencode()}"

    def feed_url(self, request: HttpRequest) -> str:
        return f"{reverse('feed_search')}?{carried(request.GET).urlencode()}"

    def items(self, request: HttpRequest) -> tuple[Hit, ...]:
        asked = replace(request_from(request.GET, page_size=MOST), page=1, sort=Sort.NEWEST, with_facets=False)
        return find(asked).hits

    def item_link(self, item: Any) -> str:
        return str(item.url)

    def item_guid(self, item: Any) -> str:
        return f"tag:verderbouwen,2026:{item.key}"

    def item_pubdate(self, item: Any) -> dt.datetime | None:
        published: dt.datetime | None = item.published
        return published

    def item_updateddate(self, item: Any) -> dt.datetime | None:
        return self.item_pubdate(item)
