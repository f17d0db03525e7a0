"""Addresses of what surrounds the pages: for browsers, search engines and start screens."""

from __future__ import annotations

from django.urls import path

from hub.site import views as site_views
from hub.site.security_txt import security_txt
from hub.styleguide.views import styleguide

urlpatterns = [
    path("huisstijl.css", site_views.house_style, name="house_style"),
    path("site.webmanifest", site_views.webmanifest, name="webmanifest"),
    path("robots.txt", site_views.robots, name="robots"),
    path("colofon/", site_views.colophon, name="colophon"),
    path("onderdelen/", styleguide, name="components"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("favicon.ico", site_views.favicon),
]
