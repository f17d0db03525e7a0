"""Addresses of what visitors do with solutions besides reading them."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
