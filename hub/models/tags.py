"""Free words that editors give to records, kept tidy by curators.

On the ground floor, because every record has tags, a ContentPage as well as a solution.
"""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from hub.models.atomic import AtomicSaveModel


class TagQuerySet(models.QuerySet["Tag"]):
    """Reads on tags."""

    def preferred(self) -> Self:
        """Tags that stand for themselves: not merged into another."""
        return self.filter(merged_into=None)


class Tag(AtomicSaveModel, index.Indexed, TagBase):
    """A word for a subject. A merged tag stays as a synonym of the one it was merged into."""

    free_tagging = True

    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences, shown on the page of this tag.")
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="synonyms",
        help_text=_("The preferred tag. Leave empty when this tag is the preferred one."),
    )

    objects = TagQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description"), FieldPanel("merged_into")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="tag_not_merged_into_itself")
        ]

    def clean(self) -> None:
        super().clean()
        if self.merged_into and self.merged_into.merged_into_id:
            raise ValidationError({"merged_into": _("This tag was itself merged. Choose the tag it was merged into.")})

    def get_absolute_url(self) -> str:
        """The public page of this tag."""
        return reverse("tag", args=[self.slug])

    @property
    def preferred(self) -> Tag:
        """The tag that stands for this one: itself unless it was merged."""
        return self.merged_into or self

    def natural_key(self) -> list[Any]:
        return [self.name]
