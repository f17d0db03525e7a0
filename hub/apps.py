"""The ground floor: what every page shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = _("Hub")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from hub import checks  # noqa: F401 - registers the system checks
        from hub.branding import forget_branding
        from hub.breadcrumbs import BREADCRUMBS
        from hub.caching import all_pages
        from hub.documents.tasks import document_saved
        from hub.models import BrandSettings, HubDocument

        post_save.connect(document_saved, HubDocument)
        for changed in (post_save, post_delete):
            changed.connect(forget_branding, BrandSettings)
        BREADCRUMBS.clear_on_change(*all_pages())
