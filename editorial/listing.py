"""Lists of news, events and publications: filtered by year, theme and kind, a page at a time."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from editorial.hooks import theme_choices
from hub.links import page_links

ITEMS_PER_PAGE = 12


def filtered(items: Any, request: HttpRequest, *, date_field: str, kinds: Any = ()) -> dict[str, Any]:
    """One page of these items, with what it was filtered by and what it can be filtered by.

    An address that names an unknown year, theme or kind shows the list as if it named none.
    """
    themes = {theme.slug: theme for theme in theme_choices()}
    found = items.order_by().values_list(f"{date_field}__year", flat=True).distinct()
    years = [str(year) for year in sorted(found, reverse=True)]
    labels = {str(value): label for value, label in kinds}
    offered = {"jaar": years, "thema": themes, "soort": labels}
    chosen = {name: given if (given := request.GET.get(name, "")) in among else "" for name, among in offered.items()}
    if chosen["jaar"]:
        items = items.filter(**{f"{date_field}__year": int(chosen["jaar"])})
    if chosen["soort"]:
        items = items.filter(kind=chosen["soort"])
    if chosen["thema"]:
        tagged = items.model.objects.filter(tagged_items__tag__in=themes[chosen["thema"]].tags)
        items = items.filter(pk__in=tagged.order_by().values("pk"))
    page_obj = Paginator(items, ITEMS_PER_PAGE).get_page(request.GET.get("pagina", "1"))
    return {
        "page_obj": page_obj,
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "years": years,
        "themes": list(themes.values()),
        "kinds": list(labels.items()),
        **page_links(request, page_obj),
    }
