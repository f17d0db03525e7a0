"""The one address that is measured."""

from __future__ import annotations

from django.urls import include, path
from wagtail import urls as wagtail_urls

from benchmarks.peer import views

urlpatterns = [path("search/", views.search, name="search"), path("", include(wagtail_urls))]
