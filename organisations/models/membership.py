"""The people who act for an organisation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.models import User
from organisations.models.organisation import Organisation


class Role(models.TextChoices):
    """What a member may do for the organisation."""

    MEMBER = "lid", _("Member: reads what is for municipalities only")
    EDITOR = "redacteur", _("Editor: also writes")
    MANAGER = "beheerder", _("Manager: writes as an editor does")


class OrganisationMembership(models.Model):
    """A person in a role at an organisation."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="organisation_memberships",
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.EDITOR)
    user_before: User | None = None
    """Whose membership it was when it was last saved; known while it is being saved."""

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_role_per_organisation")]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation} ({self.role})"
