"""The themes by which lists are filtered."""

from __future__ import annotations

from collections import defaultdict

from editorial.hooks import ThemeChoice
from hub.models import public_pages
from solutions.models import ThemePage, ThemeTag


def theme_choices() -> list[ThemeChoice]:
    """The public themes, each with the numbers of its tags; two queries."""
    tags: defaultdict[int, list[int]] = defaultdict(list)
    for page, tag in ThemeTag.objects.values_list("content_object_id", "tag_id"):
        tags[page].append(tag)
    themes = public_pages(ThemePage.objects).values_list("pk", "slug", "title")
    return [ThemeChoice(slug, title, tuple(tags[pk])) for pk, slug, title in themes]
