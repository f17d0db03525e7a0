"""Controlled lists: what a record is about, in words that others use too."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from hub.models import AtomicSaveModel


class TermStatus(models.TextChoices):
    """Whether a term may still be chosen."""

    CURRENT = "current", _("In use")
    WITHDRAWN = "withdrawn", _("No longer in use")


class VocabularyQuerySet(models.QuerySet["Vocabulary"]):
    """Reads on the terms of one list."""

    def current(self) -> Self:
        """Terms that may be chosen."""
        return self.filter(status=TermStatus.CURRENT)


class Vocabulary(index.Indexed, AtomicSaveModel):
    """A term of a controlled list: its code is its identity, its label is what people read."""

    code = models.CharField(_("code"), max_length=120, unique=True)
    uri = models.URLField(_("address"), max_length=300, blank=True)
    label = models.CharField(_("label"), max_length=200)
    definition = models.TextField(_("definition"), blank=True)
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader term"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="narrower",
    )
    status = models.CharField(_("status"), max_length=12, choices=TermStatus, default=TermStatus.CURRENT)

    objects = VocabularyQuerySet.as_manager()
    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.FilterField("status"),
    ]

    class Meta:
        abstract = True
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class PolicyDomain(Vocabulary):
    """A policy domain of GEMMA (beleidsdomein)."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("policy domain")
        verbose_name_plural = _("policy domains")


class GemmaComponent(Vocabulary):
    """A reference component of GEMMA (referentiecomponent)."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("GEMMA reference component")
        verbose_name_plural = _("GEMMA reference components")


OPEN_CONTENT = frozenset({"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0"})
"""Licences of texts and data that conform to the Open Definition 2.1; OSI judges software only."""


class Licence(Vocabulary):
    """A licence of the SPDX list; the code is the SPDX identifier. The code NIET-OPEN says that there is none."""

    osi_approved = models.BooleanField(_("approved by the Open Source Initiative"), default=False)

    class Meta(Vocabulary.Meta):
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    @property
    def is_open(self) -> bool:
        """Whether everyone may reuse what has it: software by the OSI's list, texts and data by the Open Definition."""
        return self.osi_approved or self.code in OPEN_CONTENT


class Standard(Vocabulary):
    """A standard of the list of GEMMA (standaard): an agreement on data, messages or quality."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
