"""Who may delete an image or a document: as Wagtail says, and no review may be passed by."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from hub.models import User
from hub.rights import may_replace_file


class ReviewedFilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rights on collections, but what a live page shows is deleted only by who may publish that page."""

    def user_has_permission_for_instance(self, user: User | AnonymousUser, action: str, instance: Model) -> bool:
        """Whether this user may do this with this file."""
        allowed = bool(super().user_has_permission_for_instance(user, action, instance))
        return allowed and (action != "delete" or may_replace_file(user, instance))


def review_deleted_files() -> None:
    """Let this rule decide about images and documents, at every door of Wagtail."""
    for model, auth_model in (
        (get_image_model(), "wagtailimages.Image"),
        (get_document_model(), "wagtaildocs.Document"),
    ):
        policy = ReviewedFilePolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
