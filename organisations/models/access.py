"""What an organisation works with in the admin."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from organisations.models.organisation import Organisation


class OrganisationAccess(models.Model):
    """The group and the collection of an organisation, by key: names and codes may change."""

    organisation = models.OneToOneField(
        Organisation,
        verbose_name=_("organisation"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="access",
    )
    group = models.OneToOneField(
        Group, verbose_name=_("group"), null=True, on_delete=models.SET_NULL, related_name="organisation_access"
    )
    collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="organisation_access",
    )

    class Meta:
        verbose_name = _("access of an organisation")
        verbose_name_plural = _("access of organisations")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.organisation)
