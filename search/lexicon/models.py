"""The words of public records, counted in the database."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.types import KEY_LENGTH

WORD_LENGTH = 64


class LexiconWord(models.Model):
    """A word, and the number of public records with it. `changed` increases in the order of commits."""

    word = models.CharField(_("word"), max_length=WORD_LENGTH, primary_key=True)
    documents = models.IntegerField(_("records"), default=0)
    changed = models.BigIntegerField(_("changed"), default=0, db_index=True)

    class Meta:
        verbose_name = _("word of the lexicon")
        verbose_name_plural = _("words of the lexicon")

    def __str__(self) -> str:
        return f"{self.word} ({self.documents})"


class LexiconRecord(models.Model):
    """The words that one record is counted for, so that they can be subtracted when it changes or is withdrawn."""

    key = models.CharField(_("object"), max_length=KEY_LENGTH, primary_key=True)
    version = models.BigIntegerField(_("version"))
    words = models.TextField(_("words"), blank=True)
    is_public = models.BooleanField(_("public"), default=True)

    class Meta:
        verbose_name = _("record in the lexicon")
        verbose_name_plural = _("records in the lexicon")

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class LexiconState(models.Model):
    """A single row: its lock serialises writers of the lexicon, its sequence number signals changes to readers."""

    sequence = models.BigIntegerField(_("sequence"), default=0)

    class Meta:
        verbose_name = _("state of the lexicon")
        verbose_name_plural = _("states of the lexicon")

    def __str__(self) -> str:
        return str(self.sequence)
