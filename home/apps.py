"""The front page and what stands above all subjects."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Front page")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction

        from home.rendered_blocks import BODIES
        from hub.caching import all_pages
        from organisations.models import Organisation
        from solutions.models import PolicyDomain, Reuse

        BODIES.clear_on_change(PageViewRestriction, Organisation, PolicyDomain, Reuse, *all_pages())
