"""What stands around every page: name, logo, colours, menu. Asked of the database once a minute, not for each page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from hub.colour import BLACK, WHITE, mix
from hub.models.brand import ACCENT, PRIMARY, BrandSettings
from hub.models.visibility import default_root_page, readable_pages

KEY = "hub.branding"
SECONDS = 60
LOGO_SPEC = "max-320x96"


@dataclass(frozen=True, slots=True)
class SiteBranding:
    """Everything about the site that a page shows around its content."""

    site_name: str
    logo: dict[str, Any] | None
    primary: str
    accent: str
    footer_text: str
    register_url: str
    contact_email: str
    menu: tuple[tuple[str, str], ...]

    @property
    def own_colours(self) -> bool:
        """Whether the colours differ from those of the style sheet."""
        return (self.primary, self.accent) != (PRIMARY, ACCENT)

    @property
    def version(self) -> str:
        """Changes with the colours: part of the address of their style sheet."""
        return hashlib.sha256(f"1{self.primary}{self.accent}".encode()).hexdigest()[:10]


def site_branding() -> SiteBranding:
    """The branding as it stands now, at most a minute old."""
    found = cache.get(KEY)
    if found is None:
        found = _read()
        cache.set(KEY, found, SECONDS)
    return found


def cached_branding() -> SiteBranding | None:
    """The branding if it is known without asking the database: for pages that must show when that does not answer."""
    found: SiteBranding | None = cache.get(KEY)
    return found


def forget_branding(**kwargs: Any) -> None:
    """Read the branding anew at the next page; connected to what editors may change of it."""
    cache.delete(KEY)


def _read() -> SiteBranding:
    brand = BrandSettings.objects.select_related("logo").first() or BrandSettings()
    return SiteBranding(
        site_name=brand.site_name,
        logo=_logo(brand),
        primary=brand.primary_colour.lower(),
        accent=brand.accent_colour.lower(),
        footer_text=brand.footer_text,
        register_url=brand.accessibility_register_url,
        contact_email=brand.contact_email,
        menu=_menu(),
    )


def _logo(brand: BrandSettings) -> dict[str, Any] | None:
    """Address and size of the logo; None without one, or when its file is gone."""
    if brand.logo is None:
        return None
    try:
        rendition = brand.logo.get_rendition(LOGO_SPEC)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}


def _menu() -> tuple[tuple[str, str], ...]:
    """Pages right under the front page that editors put in the menu."""
    root = default_root_page()
    if root is None:
        return ()
    pages = readable_pages(root.get_children().in_menu().values_list("pk", flat=True))
    in_order = sorted(pages.values(), key=lambda page: page.path)
    return tuple((page.title, page.get_url() or f"/{page.slug}/") for page in in_order)


def brand_css(primary: str, accent: str) -> str:
    """The custom properties that follow from the two colours."""
    values = {
        "--basis-color-petrol": primary,
        "--basis-color-petrol-dark": mix(primary, BLACK, 0.3),
        "--basis-color-petrol-light": mix(primary, WHITE, 0.89),
        "--basis-color-amber": accent,
        "--basis-color-amber-light": mix(accent, WHITE, 0.89),
    }
    return ":root {\n" + "".join(f"  {name}: {value};\n" for name, value in values.items()) + "}\n"
