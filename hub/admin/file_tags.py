"""The tags by which files can be found in the admin: those of the files that an editor may use, nobody else's.

Wagtail offers the most popular tags of all files to everybody.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, QuerySet
from django.urls import URLPattern, path
from taggit.models import Tag
from wagtail.admin.auth import require_admin_access
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.images import get_image_model
from wagtail.images.views.chooser import ImageChooserViewSet, ImageChooseView
from wagtail.images.views.images import ImagesFilterSet, IndexView

from hub.models import User
from hub.rights import usable_files

MOST = 10


def tags_of_usable(model: type[Model], user: User | AnonymousUser) -> QuerySet[Tag]:
    """The most used tags of the files of this model that this user may choose or change, at most MOST."""
    tagged = {
        "taggit_taggeditem_items__content_type": ContentType.objects.get_for_model(model),
        "taggit_taggeditem_items__object_id__in": usable_files(user, model).values("pk"),
    }
    return Tag.objects.filter(**tagged).annotate(times=Count("pk")).order_by("-times", "name")[:MOST]


class UsableTagsMixin:
    """For Wagtail's filters of a list of files: narrowed by the tags of those that its reader may use."""

    filters: dict[str, Any]

    def __init__(self, *args: Any, request: Any = None, is_searching: bool | None = None, **kwargs: Any) -> None:
        super().__init__(*args, request=request, is_searching=is_searching, **kwargs)  # type: ignore[call-arg]
        listing: Any = self
        names = [tag.name for tag in tags_of_usable(listing._meta.model, request.user)]
        offered = self.filters.pop("tag", None)
        if offered and names:
            offered.extra["choices"] = [(name, name) for name in names]
            self.filters["tag"] = offered


class UsableDocumentsFilterSet(UsableTagsMixin, DocumentsFilterSet):
    """The filters of the list of documents."""


class UsableImagesFilterSet(UsableTagsMixin, ImagesFilterSet):
    """The filters of the list of images."""


class _Choose(ImageChooseView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"popular_tags": tags_of_usable(self.model, self.request.user)}


class _ChooserViewSet(ImageChooserViewSet):
    choose_view_class = _Choose


def image_urls() -> list[URLPattern]:
    """The list of images and the first screen of their chooser; to be included before Wagtail's."""
    chooser = _ChooserViewSet("wagtailimages_chooser", model=get_image_model(), url_prefix="images/chooser")
    listing = {"filterset_class": UsableImagesFilterSet}
    return [
        path("images/", require_admin_access(IndexView.as_view(**listing))),
        path("images/results/", require_admin_access(IndexView.as_view(**listing, results_only=True))),
        path("images/chooser/", require_admin_access(chooser.choose_view)),
    ]
