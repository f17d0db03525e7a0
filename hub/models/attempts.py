"""How often something was tried."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attempts(models.Model):
    """What was tried under a key since a moment; the key is a hash and tells nothing of who tried."""

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    since = models.DateTimeField(_("since"), db_index=True)
    count = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("attempts")
        verbose_name_plural = _("attempts")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
