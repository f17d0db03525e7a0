"""The ground floor: what every page shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = _("Hub")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.models import PageViewRestriction

        from hub import checks  # noqa: F401 - registers the system checks
        from hub.branding import forget_frame
        from hub.breadcrumbs import WAYS
        from hub.caching import all_pages
        from hub.descriptions import describe_event, describe_news, describe_publication
        from hub.documents.tasks import document_saved
        from hub.home import KEPT as HOME
        from hub.home_kinds import KINDS
        from hub.hooks import add_description, add_page_kind
        from hub.models import BrandSettings, EventPage, HubDocument, NewsPage, PublicationPage

        post_save.connect(document_saved, HubDocument)
        for changed in (post_save, post_delete):
            changed.connect(forget_frame, BrandSettings)
        for kind in KINDS:
            add_page_kind(kind)
        HOME.forget_with(PageViewRestriction, *all_pages())
        WAYS.forget_with(*all_pages())
        add_description(NewsPage, describe_news)
        add_description(EventPage, describe_event)
        add_description(PublicationPage, describe_publication)
