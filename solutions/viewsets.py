"""Admin screens of what is shared, for VNG's editors and for writers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from hub.admin.people import KnownPeopleIndexView
from solutions.models import (
    ExperiencePage,
    GemmaComponent,
    Licence,
    PolicyDomain,
    Reuse,
    SolutionPage,
    Standard,
)


class ReuseViewSet(SnippetViewSet):
    """The ledger of reuse."""

    model = Reuse
    icon = "success"
    menu_label = _("Use")
    menu_order = 140
    add_to_admin_menu = True
    list_display = ["organisation", "solution", "status", "since", "claimed_by", "confirmed_at"]
    list_filter = {"status": ["exact"], "claimed_by": ["exact"], "confirmed_at": ["isnull"]}
    panels = [
        HelpPanel(_("A use counts only when the organisation confirmed it. Then fill in the date and who confirmed.")),
        FieldPanel("organisation"),
        PageChooserPanel("solution", "solutions.SolutionPage"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("since"), FieldPanel("until")]),
        FieldPanel("reason"),
        MultiFieldPanel(
            [FieldPanel("version"), FieldPanel("adapted"), FieldPanel("scale"), FieldPanel("effort_band")],
            heading=_("How it is used"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("cost_band_once"), FieldPanel("cost_band_yearly")]), FieldPanel("costs_actual")],
            heading=_("Costs"),
        ),
        MultiFieldPanel(
            [FieldPanel("would_do_again"), FieldPanel("lesson"), FieldPanel("contact_willing")], heading=_("Lesson")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("claimed_by"), FieldPanel("claim_source")]),
                FieldRowPanel([FieldPanel("confirmed_at"), FieldPanel("confirmed_by")]),
            ],
            heading=_("Who says so"),
        ),
    ]


def _vocabulary(vocabulary: type, label: Any, icon_name: str) -> type[SnippetViewSet]:
    """The screen of one controlled list."""

    class VocabularyViewSet(SnippetViewSet):
        model = vocabulary
        icon = icon_name
        menu_label = label
        list_display = ["label", "code", "status"]
        list_filter = ["status"]
        panels = [FieldPanel(name) for name in ("label", "code", "uri", "definition", "broader", "status")]

    return VocabularyViewSet


class VocabularyGroup(SnippetViewSetGroup):
    """Controlled lists, in one menu."""

    menu_label = _("Lists")
    menu_icon = "list-ul"
    menu_order = 300
    items = (
        _vocabulary(PolicyDomain, _("Policy domains"), "folder-open-inverse"),
        _vocabulary(GemmaComponent, _("GEMMA components"), "cogs"),
        _vocabulary(Standard, _("Standards"), "check"),
        _vocabulary(Licence, _("Licences"), "lock"),
    )


class SolutionListing(PageListingViewSet):
    """All solutions that the user may work on, in one list."""

    model = SolutionPage
    icon = "snippet"
    menu_label = _("Solutions")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = KnownPeopleIndexView
    list_filter = ["organisation", "kind", "development_status", "policy_domains", "licence"]


class ExperienceListing(PageListingViewSet):
    """All experiences that the user may work on, in one list."""

    model = ExperiencePage
    icon = "openquote"
    menu_label = _("Experiences")
    menu_order = 120
    add_to_admin_menu = True
    index_view_class = KnownPeopleIndexView
    list_filter = ["organisation", "phase"]
