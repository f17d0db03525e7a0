"""Discovering what is shared."""

from django.apps import AppConfig, apps
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import Page, PageViewRestriction, Site
        from wagtail.signals import init_new_page

        from hub.models import Tag
        from organisations.models import Organisation
        from search import checks  # noqa: F401 - registers the system checks
        from search.admin.new_pages import fill_in_title
        from search.indexing import signal_handlers as handlers
        from search.indexing.attachment_signals import connect as connect_attachments
        from search.indexing.record_context import TAG_MODELS
        from search.site.finding import solution_ids
        from search.synonyms.signal_handlers import connect as connect_synonyms
        from search.transactions import save_in_one_transaction
        from solutions.hooks import register_search_backend
        from solutions.models import GemmaComponent, PolicyDomain, Reuse, SolutionPage, Standard

        for model in apps.get_models():
            if issubclass(model, Page):
                pre_save.connect(handlers.page_about_to_be_saved, model)
                post_save.connect(handlers.page_saved, model)
                pre_delete.connect(handlers.page_about_to_be_deleted, model)
        for signal in (post_save, post_delete):
            signal.connect(handlers.privacy_changed, PageViewRestriction)
            signal.connect(handlers.site_changed, Site)
            for model in TAG_MODELS.values():
                signal.connect(handlers.tagged, model)
        for signal in (pre_save, pre_delete):
            signal.connect(handlers.tag_about_to_change, Tag)
            signal.connect(handlers.reuse_about_to_change, Reuse)
            for term in (PolicyDomain, GemmaComponent, Standard):
                signal.connect(handlers.term_about_to_change, term)
        for terms in (SolutionPage.policy_domains, SolutionPage.gemma_components):
            m2m_changed.connect(handlers.terms_set, terms.through)
        plain = (Organisation, Reuse, Tag, PolicyDomain, GemmaComponent, Standard, PageViewRestriction, Site)
        for model in (*plain, *TAG_MODELS.values()):
            save_in_one_transaction(model)
        post_save.connect(handlers.tag_saved, Tag)
        post_save.connect(handlers.reuse_saved, Reuse)
        pre_save.connect(handlers.organisation_about_to_be_saved, Organisation)
        post_save.connect(handlers.organisation_saved, Organisation)
        pre_delete.connect(handlers.organisation_about_to_be_deleted, Organisation)
        connect_attachments()
        connect_synonyms(self)
        register_search_backend(solution_ids)
        init_new_page.connect(fill_in_title)
