"""Whose names an editor meets in the filters and reports of the admin: those of their own organisation.

Wagtail lists everybody who ever owned or edited a page, and in one report the newest page of each type, whosever it is.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.forms import Form, ModelChoiceField
from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, IndexView, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from hub.models import User
from hub.rights import choosable_pages, works_on_all_pages


def known_people(user: User) -> QuerySet[User]:
    """Those whose names this user may read: everyone when they work on the whole site, else people of their groups."""
    if works_on_all_pages(user):
        return User.objects.all()
    return User.objects.filter(Q(pk=user.pk) | Q(groups__in=user.groups.all())).distinct()


def with_known_people(filterset: type[WagtailFilterSet]) -> type[WagtailFilterSet]:
    """The same filters, in which a choice of people offers `known_people` only."""

    class KnownPeopleFilterSet(filterset):
        @property
        def form(self) -> Form:
            is_new = not hasattr(self, "_form")
            form: Form = super().form
            if is_new:
                _offer_known_people(form, self.request.user)
            return form

    return KnownPeopleFilterSet


def _offer_known_people(form: Form, user: User) -> None:
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField) and field.queryset is not None and field.queryset.model is User:
            field.queryset = field.queryset.filter(pk__in=known_people(user).values("pk"))


class PageTypesUsage(PageTypesUsageReportView):
    """Names the newest page of a type only to who may see it."""

    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        rows = super().decorate_paginated_queryset(page_types)
        shown = [row.last_edited_page.pk for row in rows if row.last_edited_page]
        visible = set(choosable_pages(self.request.user).filter(pk__in=shown).values_list("pk", flat=True))
        for row in rows:
            if row.last_edited_page and row.last_edited_page.pk not in visible:
                row.last_edited_page = None
        return rows


class KnownPeopleIndexView(IndexView):
    """A flat list of pages."""

    base_filterset_class = with_known_people(PageFilterSet)


class _Explorer(ExplorableIndexView):
    base_filterset_class = with_known_people(GenericPageFilterSet)


class _PagesOfType(ContentTypeUseView):
    base_filterset_class = with_known_people(PageFilterSet)


class HubPageViewSet(PageViewSet):
    """The lists of pages in the admin."""

    parent_models = (Page,)
    index_view_class = _Explorer
    content_type_use_view_class = _PagesOfType
    filterset_class = PageViewSet.UNDEFINED  # the views above have their own


def report_urls() -> list[URLPattern]:
    """Wagtail's reports at their own addresses, each with its list of results; to be included before Wagtail's."""
    limited = (
        ("site-history", LogEntriesView),
        ("workflow", WorkflowView),
        ("locked", LockedPagesView),
    )
    found = [(name, view, {"filterset_class": with_known_people(view.filterset_class)}) for name, view in limited]
    found.append(("page-types-usage", PageTypesUsage, {}))
    return [
        path(f"reports/{name}/{part}", require_admin_access(view.as_view(**options, results_only=bool(part))))
        for name, view, options in found
        for part in ("", "results/")
    ]
