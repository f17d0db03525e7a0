"""URLs for monitoring."""

from __future__ import annotations

from django.urls import path

from operations.health import Health, alive

urlpatterns = [
    path("gezond/", Health.as_view(), name="health"),
    path("gezond/actief/", alive, name="alive"),
]
