"""Synonyms that editors manage.

The shipped list is the base; a row replaces the shipped line that it was created from. So a site without rows, or
with a newer list than its rows were created from, still searches with the shipped list.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.models import AtomicSaveModel
from search.synonyms.rules import BILINGUAL_NOTE, BOTH_WAYS, ONE_WAY, SynonymRule
from search.synonyms.terms import LONGEST_NOTE, check_terms, identity_of, split_terms

SHIPPED_LINE_LENGTH = 500


class Direction(models.TextChoices):
    """The direction of a synonym line."""

    BOTH_WAYS = BOTH_WAYS, _("All terms mean the same")
    ONE_WAY = ONE_WAY, _("The first term also finds the others, not the other way round")


class SynonymEntryQuerySet(models.QuerySet["SynonymEntry"]):
    """Queries on synonym lines."""

    def equivalent_to(self, rule: SynonymRule) -> SynonymEntryQuerySet:
        """Filter on the line with the same terms and direction."""
        return self.filter(identity=identity_of(rule))


class SynonymEntry(AtomicSaveModel):
    """One line of synonyms. `shipped_line` is the line of the shipped list that it was created from, if any."""

    terms = models.TextField(
        _("terms"), help_text=_("One term per line. With a one-way line, put the word that people type first.")
    )
    direction = models.CharField(_("direction"), max_length=1, choices=Direction, default=Direction.BOTH_WAYS)
    is_bilingual = models.BooleanField(
        _("translation"),
        default=False,
        help_text=_("Dutch and English words for the same. A translation counts for less than a synonym."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    note = models.CharField(
        _("note"), max_length=LONGEST_NOTE, blank=True, help_text=_("For your colleagues: why this line is here.")
    )
    shipped_line = models.CharField(_("shipped line"), max_length=SHIPPED_LINE_LENGTH, blank=True, editable=False)
    identity = models.CharField(_("identity"), max_length=64, unique=True, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = SynonymEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("synonym line")
        verbose_name_plural = _("synonyms")
        ordering = ["terms"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipped_line"], condition=~Q(shipped_line=""), name="one_row_per_shipped_line"
            )
        ]

    def __str__(self) -> str:
        first, *others = split_terms(self.terms) or ("",)
        sign = "→" if self.direction == Direction.ONE_WAY else "="
        return f"{first} {sign} {', '.join(others)}"

    def clean(self) -> None:
        super().clean()
        self.check_line()
        if SynonymEntry.objects.equivalent_to(self.rule).exclude(pk=self.pk).exists():
            raise ValidationError({"terms": gettext("The list already has a line with these terms.")})

    def check_line(self) -> None:
        """Normalise the terms and the note; raises ValidationError when they are invalid. Makes no database query."""
        terms = split_terms(self.terms)
        try:
            check_terms(terms)
        except ValidationError as error:
            raise ValidationError({"terms": error.messages}) from error
        self.terms = "\n".join(terms)
        mark, _colon, rest = self.note.partition(":")
        if mark.strip() == BILINGUAL_NOTE:  # as in a CSV file
            self.is_bilingual, self.note = True, rest.strip()
        if not self.note.isprintable() or len(self.note) > LONGEST_NOTE:
            raise ValidationError({"note": gettext("The note is too long, or holds a character that cannot be typed.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.identity = identity_of(self.rule)
        super().save(*args, **kwargs)

    @property
    def shown_note(self) -> str:
        """The note as written to a CSV file: a translation is marked at the start."""
        return ": ".join(filter(None, [BILINGUAL_NOTE if self.is_bilingual else "", self.note]))

    @property
    def rule(self) -> SynonymRule:
        """The line as a rule for search."""
        return SynonymRule(split_terms(self.terms), self.direction == Direction.ONE_WAY, self.is_bilingual, self.note)

    @property
    def origin(self) -> str:
        """Where the line comes from, as text for editors."""
        if not self.shipped_line:
            return gettext("Added here")
        return gettext("Came with the software") if self.is_as_shipped else gettext("Came with the software, changed")

    @property
    def is_as_shipped(self) -> bool:
        """Whether this is an active, unchanged line of the shipped list."""
        return self.is_active and self.shipped_line == self.rule.line


class SynonymState(models.Model):
    """A single row whose number increases when synonyms or merged tags change, so that processes can notice."""

    sequence = models.BigIntegerField(_("sequence"), default=0)

    class Meta:
        verbose_name = _("state of the synonyms")
        verbose_name_plural = _("states of the synonyms")

    def __str__(self) -> str:
        return str(self.sequence)
