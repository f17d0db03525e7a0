"""The ground floor: what every page shares."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SUBMISSION_MAIL = "workflow_state_submitted_email_notification"  # under which Wagtail connects it


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = _("Hub")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.models import WorkflowState
        from wagtail.signals import workflow_submitted

        from hub import checks  # noqa: F401 - registers the system checks
        from hub.admin.exports import guard_exports
        from hub.admin.file_policy import review_deleted_files
        from hub.branding import forget_branding
        from hub.breadcrumbs import BREADCRUMBS
        from hub.caching import all_pages
        from hub.documents.tasks import document_saved
        from hub.models import BrandSettings, HubDocument

        post_save.connect(document_saved, HubDocument)
        for changed in (post_save, post_delete):
            changed.connect(forget_branding, BrandSettings)
        BREADCRUMBS.clear_on_change(*all_pages())
        guard_exports()
        review_deleted_files()
        # In the place of Wagtail's mail to superusers: with our workflow of one step, that step mails them already.
        workflow_submitted.connect(no_second_mail, sender=WorkflowState, dispatch_uid=SUBMISSION_MAIL)


def no_second_mail(**kwargs: Any) -> None:
    """Does nothing."""
