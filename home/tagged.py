"""What has a tag: the records of its page, counted by kind, a page at a time, and the tags that go with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import CharField, Value
from django.http import HttpRequest
from django.utils.translation import gettext as _

from editorial.models import EventPage, NewsPage, PublicationPage
from hub.links import page_links
from hub.models import ContentPage, Tag, public_condition
from solutions.models import ExperiencePage, SolutionPage, ThemePage

RECORDS_PER_PAGE = 24
RELATED = 8
KINDS: dict[str, Any] = {
    "oplossingen": SolutionPage,
    "ervaringen": ExperiencePage,
    "artikelen": ContentPage,
    "themas": ThemePage,
    "nieuws": NewsPage,
    "agenda": EventPage,
    "publicaties": PublicationPage,
}
"""Everything that bears tags: where one tag leads must show whatever has it."""

Row = tuple[str, int, Any]
"""The kind of a page, its number, and when it was first published."""


def tagged(tag: Tag, request: HttpRequest) -> dict[str, Any]:
    """The public records with a tag, or one merged into it, of one kind or of all, newest first."""
    synonyms = list(tag.synonyms.order_by("name"))
    family = [tag.pk, *(synonym.pk for synonym in synonyms)]
    public = _public(family)
    rows = _rows(public)
    counts = Counter(kind for kind, _pk, _published in rows)
    asked = request.GET.get("soort", "")
    chosen = asked if counts[asked] else ""
    shown = [row for row in rows if chosen in {"", row[0]}]
    page_obj = Paginator(shown, RECORDS_PER_PAGE).get_page(request.GET.get("pagina", "1"))
    return {
        "kinds": _choices(counts, chosen),
        "chosen_kind": chosen,
        "total": len(rows),
        "page_obj": page_obj,
        "records": _filled(list(page_obj.object_list)),
        "related": related_tags(family, public),
        "synonyms": [synonym for synonym in synonyms if synonym.folded_name != tag.folded_name],
        **page_links(request, page_obj),
    }


def related_tags(family: Iterable[int], public: Mapping[str, Any]) -> list[Tag]:
    """The preferred tags that stand most often beside this one on public records."""
    together = Counter[int]()
    joins = [
        KINDS[kind].tags.through.objects.filter(content_object__in=pages.values("pk")).exclude(tag__in=family)
        for kind, pages in public.items()
    ]
    for pk, merged_into in _all_of([join.values_list("tag_id", "tag__merged_into") for join in joins]):
        together[merged_into or pk] += 1
    most = [pk for pk, _count in sorted(together.items(), key=lambda item: (-item[1], item[0]))[:RELATED]]
    found = Tag.objects.in_bulk(most)
    return [found[pk] for pk in most if pk in found]


def _public(family: list[int]) -> dict[str, Any]:
    """The public pages of each kind with one of these tags, in no order."""
    public = public_condition()
    with_tag = {kind: model.objects.filter(tagged_items__tag__in=family) for kind, model in KINDS.items()}
    return {
        kind: pages.model.objects.filter(public, pk__in=pages.values("pk")).order_by()
        for kind, pages in with_tag.items()
    }


def _rows(public: Mapping[str, Any]) -> list[Row]:
    """All these pages, most recently published first; numbers are cheap, pages are not."""
    each = [
        pages.annotate(of_kind=Value(kind, CharField())).values_list("of_kind", "pk", "first_published_at")
        for kind, pages in public.items()
    ]
    return sorted(_all_of(each), key=lambda row: (row[2] is not None, row[2], row[1]), reverse=True)


def _all_of(querysets: list[Any]) -> Iterable[Any]:
    """The rows of all these querysets, in one query."""
    return querysets[0].union(*querysets[1:], all=True)


def _filled(rows: list[Row]) -> list[dict[str, Any]]:
    """The pages of these rows in this order, each with the kind of its card."""
    found: dict[int, Any] = {}
    for kind, model in KINDS.items():
        if numbers := [pk for of_kind, pk, _published in rows if of_kind == kind]:
            queryset = model.objects.filter(pk__in=numbers)
            shown = queryset.with_list_relations() if hasattr(queryset, "with_list_relations") else queryset
            found |= {page.pk: page for page in shown}
    return [{"kind": kind, "page": found[pk]} for kind, pk, _published in rows if pk in found]


def _choices(counts: Mapping[str, int], chosen: str) -> list[dict[str, Any]]:
    """What one can narrow the list to, with how many there are; nothing that would be empty."""
    labels = {
        "oplossingen": _("Solutions"),
        "ervaringen": _("Experiences"),
        "artikelen": _("Articles"),
        "themas": _("Themes"),
        "nieuws": _("News"),
        "agenda": _("Events"),
        "publicaties": _("Publications"),
    }
    return [
        {"kind": kind, "label": label, "count": counts[kind], "current": kind == chosen}
        for kind, label in labels.items()
        if counts[kind]
    ]
