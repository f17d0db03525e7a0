"""App configuration of search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import init_new_page

        from search import checks  # noqa: F401 - registers the system checks
        from search.admin.new_pages import fill_in_title
        from search.indexing import attachment_signals, signal_handlers
        from search.site.finding import solution_ids
        from search.synonyms.signal_handlers import connect as connect_synonyms
        from solutions.hooks import register_search_backend

        signal_handlers.connect()
        attachment_signals.connect()
        connect_synonyms(self)
        register_search_backend(solution_ids)
        init_new_page.connect(fill_in_title)
