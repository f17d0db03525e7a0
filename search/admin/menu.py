"""The admin menu for improving search; it shows each user only what that user may do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from search.admin.synonyms import SynonymViewSet

MENU_HOOK = "register_improve_search_menu_item"


class SearchGroup(ModelViewSetGroup):
    """Synonyms, promoted results, and reports of logged queries."""

    menu_label = _("Improve search")
    menu_icon = "search"
    menu_order = 200
    items = (SynonymViewSet,)
    submenu_hook = MENU_HOOK
