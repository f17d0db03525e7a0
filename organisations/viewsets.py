"""Admin screens of organisations, for VNG's editors."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from organisations.models import Organisation, OrganisationMembership

TAKES_PART = BooleanColumn("takes_part", accessor=lambda organisation: organisation.takes_part, label=_("takes part"))


class OrganisationViewSet(SnippetViewSet):
    """Organisations: from the registry or added by hand."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name", "kind", "province", "code", TAKES_PART]
    list_filter = ["kind", "province", "source", "is_trusted"]
    ordering = ["name"]

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
                FieldPanel("official_name"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("slug")]),
                FieldPanel("tooi_uri"),
            ],
            heading=_("Identity"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("province"), FieldPanel("province_code")]),
                FieldRowPanel([FieldPanel("inhabitants"), FieldPanel("inhabitants_year")]),
                FieldRowPanel([FieldPanel("area_km2"), FieldPanel("seat")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Facts"),
        ),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("logo"), FieldPanel("mail_domains")], heading=_("On the web")
        ),
        MultiFieldPanel(
            [FieldPanel("is_trusted"), FieldPanel("ended_on"), FieldPanel("is_example")], heading=_("Taking part")
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return Organisation.objects.with_participation()


class MembershipViewSet(SnippetViewSet):
    """Who acts for which organisation, in what role."""

    model = OrganisationMembership
    icon = "user"
    menu_label = _("Memberships")
    menu_order = 160
    add_to_admin_menu = True
    list_display = ["user", "organisation", "role"]
    list_filter = ["role"]
    panels = [FieldPanel("user"), FieldPanel("organisation"), FieldPanel("role")]
