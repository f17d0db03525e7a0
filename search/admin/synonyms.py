"""The admin screens of synonyms: list and form, with links to import, export and try-out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter  # type: ignore[import-untyped]
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from search.admin.synonym_views import ExportView, ImportView, TryView
from search.synonyms.models import SynonymEntry

NAME = "synonyms"


class SynonymForm(WagtailAdminModelForm):
    """One line of synonyms; stores who changed it."""

    class Meta:
        model = SynonymEntry
        fields = ["terms", "direction", "is_bilingual", "is_active", "note"]
        widgets = {"terms": forms.Textarea(attrs={"rows": 6}), "direction": forms.RadioSelect}

    def save(self, commit: bool = True) -> SynonymEntry:
        self.instance.updated_by = self.for_user
        return super().save(commit)


class SynonymFilters(WagtailFilterSet):
    """The filters of the list."""

    origin = ChoiceFilter(
        label=_("Origin"),
        method="by_origin",
        choices=[("shipped", _("Came with the software")), ("own", _("Added here"))],
        empty_label=_("All"),
    )

    class Meta:
        model = SynonymEntry
        fields = ["is_active", "direction", "is_bilingual"]

    def by_origin(self, lines: QuerySet[SynonymEntry], name: str, value: str) -> QuerySet[SynonymEntry]:
        return lines.exclude(shipped_line="") if value == "shipped" else lines.filter(shipped_line="")


class SynonymIndexView(generic.IndexView):
    """The list, with buttons for actions on the whole list."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [
            Button(_("Try a question"), url=reverse(f"{NAME}:try"), icon_name="view", priority=10),
            Button(_("Export to a file"), url=reverse(f"{NAME}:export"), icon_name="download", priority=30),
        ]
        if self.user_has_permission("add"):
            buttons.append(
                Button(_("Import from a file"), url=reverse(f"{NAME}:import"), icon_name="upload", priority=20)
            )
        return buttons


class SynonymCreateView(generic.CreateView):
    """A new line, with terms that a link from a report fills in."""

    def get_initial(self) -> dict[str, Any]:
        terms = self.request.GET.get("terms", "")[:200]
        return {**super().get_initial(), **({"terms": terms} if terms else {})}


class SynonymViewSet(ModelViewSet):
    """Synonyms, managed by VNG's editors."""

    model = SynonymEntry
    name = NAME
    url_prefix = "zoeken/synoniemen"
    icon = "group"
    menu_label = _("Synonyms")
    menu_order = 10
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = SynonymFilters
    search_fields = ["terms", "note"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "__str__",
        Column("origin", label=_("Origin")),
        BooleanColumn("is_active", label=_("In use"), sort_key="is_active"),
        "note",
        "updated_by",
    ]
    create_template_name = "search/admin/synonym_form.html"
    edit_template_name = "search/admin/synonym_form.html"

    def get_form_class(self, for_update: bool = False) -> type[SynonymForm]:
        return SynonymForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("proberen/", TryView.as_view(), name="try"),
            path("import/", ImportView.as_view(), name="import"),
            path("export/", ExportView.as_view(), name="export"),
        ]
