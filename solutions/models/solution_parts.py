"""What a solution consists of besides its own fields: suppliers, standards, relations, attachments, pictures."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from hub.models import Visibility
from organisations.models import Organisation
from solutions.models.vocabulary import Standard


class SupplierRole(models.TextChoices):
    """What a supplier does for a solution."""

    BUILDS = "builds", _("Builds it")
    HOSTS = "hosts", _("Runs it on its servers")
    MAINTAINS = "maintains", _("Maintains it")
    INTRODUCES = "introduces", _("Helps to introduce it")
    ADVISES = "advises", _("Advises")


class RelationKind(models.TextChoices):
    """How a solution is tied to another one."""

    BASED_ON = "based_on", _("Based on")
    REPLACES = "replaces", _("Replaces")
    ALTERNATIVE = "alternative", _("Alternative to")
    RELATED = "related", _("Works together with")


class SolutionSupplier(Orderable):
    """A company that has a part in a solution; its name, or the organisation that the hub knows."""

    page = ParentalKey("solutions.SolutionPage", on_delete=models.CASCADE, related_name="supplier_links")
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Needed when the supplier is not in the list.")
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="supplied",
        help_text=_("Choose the supplier when it is in the list."),
    )
    role = models.CharField(_("role"), max_length=12, choices=SupplierRole, default=SupplierRole.BUILDS)

    panels = [FieldPanel("name"), FieldPanel("organisation"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        constraints = [
            models.CheckConstraint(condition=~Q(name="") | ~Q(organisation=None), name="supplier_has_a_name")
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.organisation.name if self.organisation else self.name

    def clean(self) -> None:
        super().clean()
        if not self.name and not self.organisation_id:
            raise ValidationError({"name": _("Give the name of the supplier, or choose it from the list.")})


class SolutionStandard(Orderable):
    """A standard that a solution follows, and where that can be seen."""

    page = ParentalKey("solutions.SolutionPage", on_delete=models.CASCADE, related_name="standard_links")
    standard = models.ForeignKey(
        Standard, verbose_name=_("standard"), on_delete=models.CASCADE, related_name="solution_links"
    )
    note = models.CharField(
        _("how far"), max_length=150, blank=True, help_text=_("Such as: version 1.5, reading only.")
    )
    evidence_url = models.URLField(
        _("evidence"), max_length=500, blank=True, help_text=_("Where a colleague can see it: a test report, the code.")
    )

    panels = [FieldPanel("standard"), FieldPanel("note"), FieldPanel("evidence_url")]

    class Meta(Orderable.Meta):
        verbose_name = _("standard of a solution")
        verbose_name_plural = _("standards of solutions")
        constraints = [models.UniqueConstraint(fields=["page", "standard"], name="one_line_per_standard")]

    def __str__(self) -> str:
        return str(self.standard)


class SolutionRelation(Orderable):
    """A relation to another solution."""

    page = ParentalKey("solutions.SolutionPage", on_delete=models.CASCADE, related_name="relation_links")
    kind = models.CharField(_("kind"), max_length=12, choices=RelationKind, default=RelationKind.RELATED)
    other = models.ForeignKey(
        "solutions.SolutionPage", verbose_name=_("solution"), on_delete=models.CASCADE, related_name="relations_from"
    )

    panels = [FieldPanel("kind"), PageChooserPanel("other", "solutions.SolutionPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation to another solution")
        verbose_name_plural = _("relations to other solutions")
        constraints = [
            models.UniqueConstraint(fields=["page", "kind", "other"], name="one_relation_per_kind"),
            models.CheckConstraint(condition=~Q(page=F("other")), name="solution_is_not_related_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other}"

    def clean(self) -> None:
        super().clean()
        if self.other_id and self.other_id == self.page_id:
            raise ValidationError({"other": _("Choose another solution than this one.")})


class SolutionAttachment(Orderable):
    """An attachment, which may be for fewer people than the page."""

    page = ParentalKey("solutions.SolutionPage", on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "hub.HubDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="solution_attachments"
    )
    title = models.CharField(
        _("title"), max_length=150, blank=True, help_text=_("Leave empty to use the title of the document.")
    )
    visibility = models.CharField(
        _("visible to"),
        max_length=20,
        choices=Visibility,
        default=Visibility.PUBLIC,
        help_text=_("Never more people than may see the page."),
    )

    panels = [FieldPanel("document"), FieldPanel("title"), FieldPanel("visibility")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return self.title or self.document.title


class SolutionImage(Orderable):
    """A picture of a solution at work."""

    page = ParentalKey("solutions.SolutionPage", on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey("hub.HubImage", verbose_name=_("image"), on_delete=models.CASCADE, related_name="+")
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.caption or str(self.image)
