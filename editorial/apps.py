"""What VNG's editors publish."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from editorial.descriptions import describe_event, describe_news, describe_publication
        from editorial.models import EventPage, NewsPage, PublicationPage
        from hub.hooks import add_description

        add_description(NewsPage, describe_news)
        add_description(EventPage, describe_event)
        add_description(PublicationPage, describe_publication)
