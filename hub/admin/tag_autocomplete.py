"""Tags offered while an editor types; Wagtail's own view at these addresses tells everybody of all tags."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from taggit.models import Tag as MediaTag
from taggit.models import TaggedItem
from wagtail.admin.auth import require_admin_access
from wagtail.permissions import policy_registry

from hub.models import HubDocument, HubImage, Tag
from hub.text.tag_names import clean_name, folded_name

OFFERED = 10


@never_cache
@require_admin_access
def tags_of_pages(request: HttpRequest) -> JsonResponse:
    """Tags that begin as typed, of what everybody may read and of what the editor works on."""
    typed = folded_name(request.GET.get("term", ""))
    known = Tag.objects.preferred().known_to(request.user) if typed else Tag.objects.none()
    return _names(known.filter(folded_name__startswith=typed))


@never_cache
@require_admin_access
def tags_of_media(request: HttpRequest) -> JsonResponse:
    """Tags that begin as typed, of images and documents that the editor may use."""
    typed = clean_name(request.GET.get("term", ""))
    usable = Q()
    for model in (HubImage, HubDocument) if typed else ():
        files = policy_registry.get_by_type(model).instances_user_has_permission_for(request.user, "choose")
        usable |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=files.values("pk"))
    items = TaggedItem.objects.filter(usable) if usable else TaggedItem.objects.none()
    return _names(MediaTag.objects.filter(name__istartswith=typed, pk__in=items.values("tag")))


def _names(tags: QuerySet[Tag] | QuerySet[MediaTag]) -> JsonResponse:
    return JsonResponse(list(tags.order_by("name").values_list("name", flat=True)[:OFFERED]), safe=False)


urlpatterns = [
    path("tag-autocomplete/", tags_of_media),
    path("tag-autocomplete/hub/tag/", tags_of_pages),
]
"""They come before Wagtail's, whose names still lead here."""
