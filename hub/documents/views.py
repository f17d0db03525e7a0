"""Wagtail's list of documents, with what is known of their text."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import IndexView

from hub.documents.report import report_on
from hub.models import HubDocument


class DocumentIndexView(IndexView):
    """The list of documents; a column tells of which ones the text can be found."""

    def get_base_queryset(self) -> QuerySet[HubDocument]:
        return super().get_base_queryset().select_related("text").defer("text__pages")

    @property
    def columns(self) -> list[Any]:
        return [*super().columns, Column("text", label=_("Text"), accessor=_label)]


def _label(document: HubDocument) -> str:
    report = report_on(document)
    return report.label if report else ""
