"""Addresses of the admin that come before Wagtail's own."""

from __future__ import annotations

from hub.admin import link_dialogs, tag_autocomplete

urlpatterns = [*tag_autocomplete.urlpatterns, *link_dialogs.urlpatterns]
