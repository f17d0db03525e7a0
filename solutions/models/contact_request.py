"""Questions of visitors to those who shared something, kept until they arrived and were answered."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.models import User
from organisations.models import Organisation

NAME_LENGTH = 120
TEXT_LENGTH = 4_000


class ContactRequestState(models.TextChoices):
    """Whether the question reached the one who can answer it."""

    WAITING = "waiting", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")


class ContactRequestQuerySet(models.QuerySet["ContactRequest"]):
    """Reads on questions."""

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Those to organisations whose page this user may change; all of them for who may see every question."""
        if user.has_perm("solutions.view_contactrequest"):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        own = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
        return self.filter(organisation__page__in=own.values("pk"))


class ContactRequest(models.Model):
    """A question that somebody asked about a page, and how far it came.

    Name and address of who asked are personal data: only those who may answer read them, they never stand in the
    log, and the row is deleted after QUESTION_DAYS.
    """

    page = models.ForeignKey(Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+")
    page_title = models.CharField(_("title of the page"), max_length=255)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, on_delete=models.SET_NULL, related_name="questions"
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    email = models.EmailField(_("work e-mail address"))
    works_for = models.CharField(_("works for"), max_length=NAME_LENGTH, blank=True)
    text = models.TextField(_("question"), max_length=TEXT_LENGTH)
    asked_at = models.DateTimeField(_("asked on"), auto_now_add=True, db_index=True)
    client = models.CharField(_("mark of the visitor"), max_length=64, blank=True, db_index=True, editable=False)
    state = models.CharField(
        _("status"), max_length=12, choices=ContactRequestState, default=ContactRequestState.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try = models.DateTimeField(_("next try"))
    error = models.CharField(_("what went wrong"), max_length=250, blank=True)
    delivered_at = models.DateTimeField(_("delivered on"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("confirmed to who asked"), null=True, blank=True)

    objects: ClassVar[ContactRequestQuerySet] = ContactRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("question to a contact")
        verbose_name_plural = _("questions to contacts")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ("view", "delete")
        indexes = [models.Index(fields=["state", "next_try"], name="question_to_deliver")]

    def __str__(self) -> str:
        return self.page_title
