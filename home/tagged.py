"""What has a tag: the records of its page, counted by kind, a page at a time, and the tags that go with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.links import page_links
from hub.models import ContentPage, ContentTag, Tag, public_pages
from solutions.models import ExperiencePage, ExperienceTag, SolutionPage, SolutionTag

RECORDS_PER_PAGE = 24
RELATED = 8
KINDS: dict[str, type[Page]] = {"oplossingen": SolutionPage, "ervaringen": ExperiencePage, "artikelen": ContentPage}
THROUGH: tuple[Any, ...] = (SolutionTag, ExperienceTag, ContentTag)


def tagged(tag: Tag, request: HttpRequest) -> dict[str, Any]:
    """The public records with a tag, or one merged into it, of one kind or of all, newest first."""
    family = [tag.pk, *tag.synonyms.values_list("pk", flat=True)]
    public = {kind: _public(model, family) for kind, model in KINDS.items()}
    counts = {kind: queryset.count() for kind, queryset in public.items()}
    chosen = request.GET.get("soort", "")
    chosen = chosen if counts.get(chosen) else ""
    found = _newest(public[kind] for kind in ([chosen] if chosen else KINDS))
    page_obj = Paginator(found, RECORDS_PER_PAGE).get_page(request.GET.get("pagina", "1"))
    return {
        "kinds": _choices(counts, chosen),
        "chosen_kind": chosen,
        "total": sum(counts.values()),
        "page_obj": page_obj,
        "records": _filled([pk for pk, _published in page_obj.object_list]),
        "related": related_tags(family, public.values()),
        "synonyms": list(tag.synonyms.order_by("name")),
        **page_links(request, page_obj),
    }


def related_tags(family: Iterable[int], public: Iterable[Any]) -> list[Tag]:
    """The preferred tags that stand most often beside this one on public records."""
    own, together = set(family), Counter[int]()
    for model, queryset in zip(THROUGH, public, strict=True):
        rows = model.objects.filter(content_object__in=queryset.order_by().values("pk")).exclude(tag__in=own)
        together.update(merged_into or pk for pk, merged_into in rows.values_list("tag_id", "tag__merged_into"))
    most = [pk for pk, _count in sorted(together.items(), key=lambda item: (-item[1], item[0]))[:RELATED]]
    found = Tag.objects.in_bulk(most)
    return [found[pk] for pk in most if pk in found]


def _public(model: Any, family: list[int]) -> Any:
    """The public pages of this kind with one of these tags."""
    with_tag = model.objects.filter(tagged_items__tag__in=family).values("pk")
    return public_pages(model.objects.filter(pk__in=with_tag))


def _newest(querysets: Iterable[Any]) -> list[tuple[int, Any]]:
    """The numbers of all these pages, most recently published first; numbers are cheap, pages are not."""
    rows = [row for queryset in querysets for row in queryset.values_list("pk", "first_published_at")]
    return sorted(rows, key=lambda row: (row[1] is not None, row[1], row[0]), reverse=True)


def _filled(numbers: list[int]) -> list[dict[str, Any]]:
    """The pages with these numbers in this order, each with the kind of its card."""
    found: dict[int, dict[str, Any]] = {}
    for kind, model in KINDS.items():
        queryset = model.objects.filter(pk__in=numbers)
        for page in queryset.with_list_relations() if model is not ContentPage else queryset:
            found[page.pk] = {"kind": kind, "page": page}
    return [found[pk] for pk in numbers if pk in found]


def _choices(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    """What one can narrow the list to, with how many there are; nothing that would be empty."""
    labels = {"oplossingen": _("Solutions"), "ervaringen": _("Experiences"), "artikelen": _("Articles")}
    return [
        {"kind": kind, "label": labels[kind], "count": count, "current": kind == chosen}
        for kind, count in counts.items()
        if count
    ]
