"""What is shared."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolutionsConfig(AppConfig):
    name = "solutions"
    verbose_name = _("Solutions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.hooks import add_themes, add_to_home, add_to_site, add_to_tag
        from organisations.hooks import add_to_profile, add_uses
        from solutions.presentation import home
        from solutions.profile import profile
        from solutions.query import used_by_organisation
        from solutions.tagged import tagged
        from solutions.themes import ensure_themes, theme_choices

        add_themes(theme_choices)
        add_to_site(ensure_themes)
        add_to_home(home)
        add_to_tag(tagged)
        add_to_profile(profile)
        add_uses(used_by_organisation)
