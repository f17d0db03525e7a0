"""Pictures in a template."""

from __future__ import annotations

from typing import Any

from django import template

from hub.images.pictures import HIGH, WIDE, picture_of
from hub.models import HubImage

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(
    image: HubImage | None, *, alt: str | None = None, first: bool = False, wide: int = WIDE, high: int = HIGH
) -> dict[str, Any]:
    """The image as `<picture>`; `first` for one at the top, which is not put off. Nothing when there is no file."""
    found = picture_of(image, alt=alt, wide=wide, high=high) if image else None
    return {"picture": found, "first": first, "sizes": f"(min-width: {wide}px) {wide}px, 100vw"}
