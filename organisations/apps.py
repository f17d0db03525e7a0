"""Who shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save, pre_save
        from wagtail.signals import post_page_move

        from hub.caching import all_pages
        from hub.hooks import add_description
        from organisations import signal_handlers as handlers
        from organisations.descriptions import describe_organisation
        from organisations.models import Organisation, OrganisationMembership, OrganisationPage
        from organisations.page.profile import PROFILES
        from organisations.similarity.table import recomputed

        add_description(Organisation, describe_organisation)

        post_page_move.connect(handlers.owner_follows_the_tree, dispatch_uid="organisations.owner")
        pre_save.connect(
            handlers.remember_membership, OrganisationMembership, dispatch_uid="organisations.membership_before"
        )
        post_save.connect(
            handlers.rights_follow_the_membership, OrganisationMembership, dispatch_uid="organisations.role_saved"
        )
        post_save.connect(
            handlers.rights_follow_the_organisation, Organisation, dispatch_uid="organisations.organisation_saved"
        )
        post_delete.connect(
            handlers.rights_end_with_the_page, OrganisationPage, dispatch_uid="organisations.page_deleted"
        )
        post_delete.connect(
            handlers.rights_end_with_the_membership, OrganisationMembership, dispatch_uid="organisations.role_deleted"
        )
        PROFILES.clear_on_change(*handlers.SHOWN, *all_pages())
        recomputed.connect(PROFILES.clear, dispatch_uid="organisations.similarity")
