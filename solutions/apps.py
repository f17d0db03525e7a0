"""What is shared."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolutionsConfig(AppConfig):
    name = "solutions"
    verbose_name = _("Solutions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from editorial.hooks import add_themes
        from hub.hooks import add_description
        from organisations.hooks import add_to_profile, add_uses
        from solutions.descriptions import describe_experience, describe_solution, describe_theme
        from solutions.models import ExperiencePage, SolutionPage, ThemePage
        from solutions.profile import profile, used_by_organisation
        from solutions.signal_handlers import connect
        from solutions.themes import theme_choices

        add_themes(theme_choices)
        add_to_profile(profile)
        add_uses(used_by_organisation)
        add_description(SolutionPage, describe_solution)
        add_description(ExperiencePage, describe_experience)
        add_description(ThemePage, describe_theme)
        connect()
