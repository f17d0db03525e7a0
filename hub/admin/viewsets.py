"""Admin screens of what every page shares."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.models import Tag


class TagViewSet(SnippetViewSet):
    """Tags: rename, describe, merge."""

    model = Tag
    icon = "tag"
    menu_label = _("Tags")
    list_display = ["name", "merged_into"]
    list_filter = ["merged_into"]
    menu_order = 170
    add_to_admin_menu = True
