"""The themes by which lists are narrowed, and the list of them that every site has."""

from __future__ import annotations

from collections import defaultdict

from hub.listing import ThemeChoice
from hub.models import HomePage, public_pages
from hub.tree import ensure_list
from solutions.models import ThemeIndexPage, ThemePage, ThemeTag


def theme_choices() -> list[ThemeChoice]:
    """The public themes, each with the numbers of its tags; two queries."""
    tags: defaultdict[int, list[int]] = defaultdict(list)
    for page, tag in ThemeTag.objects.values_list("content_object_id", "tag_id"):
        tags[page].append(tag)
    themes = public_pages(ThemePage.objects).values_list("pk", "slug", "title")
    return [ThemeChoice(slug, title, tuple(tags[pk])) for pk, slug, title in themes]


def ensure_themes(home: HomePage) -> None:
    """The list of themes at /themas/."""
    ensure_list(home, ThemeIndexPage, "themas", "Thema's", "Onderwerpen waarover gemeenten van elkaar leren.")
