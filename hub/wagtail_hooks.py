"""What the hub adds to Wagtail's admin: closed gaps, and the screens of tags."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.viewsets.base import ViewSet
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.users.models import UserProfile

from hub.admin.accounts import EmailPanel
from hub.admin.file_tags import UsableDocumentsFilterSet, image_urls
from hub.admin.people import HubPageViewSet
from hub.admin.viewsets import TagViewSet
from hub.documents.rights import may_read
from hub.documents.views import DocumentIndexView
from hub.models import User
from hub.rights import choosable_pages

register_snippet(TagViewSet)


@hooks.register("construct_page_chooser_queryset")
def hide_drafts_of_others(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """The page chooser, browsing and searching, shows live pages and one's own drafts only."""
    return choosable_pages(request.user, pages)


@hooks.register("before_serve_document")
def serve_only_what_may_be_read(document: AbstractDocument, request: HttpRequest) -> None:
    """A document is served when a public page uses it, or to those who work in its collection; else 404."""
    if not may_read(document, request.user):
        raise Http404


@hooks.register("register_admin_urls", order=-1)
def lists_of_files() -> list[URLPattern]:
    """Our lists of documents and images, which come before Wagtail's at the same addresses."""
    return [
        *image_urls(),
        path("documents/", DocumentIndexView.as_view(filterset_class=UsableDocumentsFilterSet)),
        path(
            "documents/results/",
            DocumentIndexView.as_view(filterset_class=UsableDocumentsFilterSet, results_only=True),
        ),
    ]


@hooks.register("register_account_settings_panel")
def email_panel(request: HttpRequest, user: User, profile: UserProfile) -> EmailPanel:
    """One's own address, which Wagtail would change without asking for the password."""
    return EmailPanel(request, user, profile)


@hooks.register("register_admin_viewset")
def lists_of_pages() -> ViewSet:
    """The lists of all pages, with the people that their reader may know."""
    return HubPageViewSet()


@hooks.register("get_avatar_url")
def one_picture_for_everybody(user: User, size: int) -> str:
    """The drawing that Wagtail brings: a profile picture of before is private, as every upload is."""
    return str(versioned_static("wagtailadmin/images/default-user-avatar.png"))


@hooks.register("construct_main_menu")
def without_what_nobody_here_uses(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out the help menu: it leads to pages outside this site."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


class ComponentsMenuItem(MenuItem):
    """Shown to who keeps the look of the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("hub.change_brandsettings")


@hooks.register("register_reports_menu_item")
def components_menu_item() -> MenuItem:
    """The way to the page of components."""
    return ComponentsMenuItem(_("Components"), reverse("components"), icon_name="code", order=1000)
