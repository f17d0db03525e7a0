"""What surrounds the pages: own colours, the manifest, what robots may read, the colophon."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hub.branding import brand_css, site_branding
from hub.site.colophon import WORKS, versions

YEAR = 31_536_000
CLOSED = ("/beheer/", "/zoeken/", "/mijn-gemeente/", "/vergelijken/")


@require_safe
@cache_control(public=True, max_age=300)
def house_style(request: HttpRequest) -> HttpResponse:
    """The colours that editors chose. With the version of this moment in its address it may be kept for a year."""
    branding = site_branding()
    response = HttpResponse(brand_css(branding.primary, branding.accent), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == branding.version:
        response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def webmanifest(request: HttpRequest) -> JsonResponse:
    """Name, colours and icons for a start screen."""
    branding = site_branding()
    icons = [
        {"src": static(f"hub/img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    manifest = {
        "name": branding.site_name,
        "short_name": branding.site_name[:12],
        "lang": settings.LANGUAGE_CODE,
        "start_url": "/",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": branding.primary,
        "icons": icons,
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read, and where the list of pages is."""
    base = settings.BASE_URL.rstrip("/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {base}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponsePermanentRedirect:
    """Where browsers look by themselves: on to the icon."""
    return HttpResponsePermanentRedirect(static("hub/img/icon-32.png"))


@require_safe
def colophon(request: HttpRequest) -> HttpResponse:
    """What this site is made of, in which versions, and under which licences."""
    context = {
        "versions": versions(),
        "works": WORKS,
        "source_url": settings.SOURCE_URL,
        "steps": [{"title": "", "url": "/"}],
        "page_title": _("Colophon"),
    }
    return render(request, "hub/colophon.html", context)
