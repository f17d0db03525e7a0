"""Who shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import post_page_move

        from organisations.signal_handlers import owner_follows_the_tree

        post_page_move.connect(owner_follows_the_tree, dispatch_uid="organisations.owner_follows_the_tree")
