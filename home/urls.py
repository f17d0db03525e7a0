"""Addresses that lead to more than one subject."""

from __future__ import annotations

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.cache import cache_page

from home import views
from home.sitemap import FixedPages, PublicPages

SITEMAPS = {"pages": PublicPages, "fixed": FixedPages}

urlpatterns = [
    path("onderwerpen/<slug:slug>/", views.tag, name="tag"),
    path("sitemap.xml", cache_page(60)(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
]
