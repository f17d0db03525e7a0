"""Who may download a document."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from hub.models import User, is_public


def may_read(document: AbstractDocument, user: User | AnonymousUser) -> bool:
    """Whether this user may download the document: a public page uses it, or they may choose it as an editor."""
    if user.is_superuser or is_used_publicly(document):
        return True
    if not user.is_authenticated:
        return False
    policy = policy_registry.get_by_type(type(document))
    own = policy.instances_user_has_any_permission_for(user, ["choose", "change", "delete"])
    return bool(own.filter(pk=document.pk).exists())


def is_used_publicly(document: AbstractDocument) -> bool:
    """Whether a page that anonymous visitors may read refers to the document in its published text."""
    references = ReferenceIndex.get_references_to(document).filter(base_content_type__in=_page_types())
    pages = Page.objects.filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)], live=True)
    return any(is_public(page) for page in pages.specific())


def _page_types() -> list[int]:
    from django.contrib.contenttypes.models import ContentType

    return [ContentType.objects.get_for_model(Page).pk]
