"""What is shared."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolutionsConfig(AppConfig):
    name = "solutions"
    verbose_name = _("Solutions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.home import KEPT as HOME
        from hub.hooks import (
            add_description,
            add_figures,
            add_page_kind,
            add_subjects,
            add_themes,
            add_to_site,
            add_to_tag,
        )
        from organisations.hooks import add_to_profile, add_uses
        from solutions import front_page
        from solutions.descriptions import describe_experience, describe_solution, describe_theme
        from solutions.models import ExperiencePage, PolicyDomain, Reuse, SolutionPage, ThemePage
        from solutions.profile import profile, used_by_organisation
        from solutions.signal_handlers import connect
        from solutions.tagged import tagged
        from solutions.themes import ensure_themes, theme_choices

        add_themes(theme_choices)
        add_to_site(ensure_themes)
        for kind in front_page.KINDS:
            add_page_kind(kind)
        add_subjects("themes", front_page.themes)
        add_subjects("domains", front_page.domains)
        add_figures(front_page.figures)
        HOME.forget_with(PolicyDomain, Reuse)
        add_to_tag(tagged)
        add_to_profile(profile)
        add_uses(used_by_organisation)
        add_description(SolutionPage, describe_solution)
        add_description(ExperiencePage, describe_experience)
        add_description(ThemePage, describe_theme)
        connect()
