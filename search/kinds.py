"""The kinds of record in the index: one row each, with its model and its labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from search.types import Kind

if TYPE_CHECKING:
    from django.db.models import Model
    from django_stubs_ext import StrPromise
    from wagtail.models import Page

_NEVER_READ = ("provenance", "search_description", "seo_title")


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of record; its weight is in `search.ranking`, its text extraction in `search.indexing.records`.

    `label` is the singular name, `plural` the plural. `suggestions` is its number of slots in autocomplete, in the
    order of `KINDS`; slots that one kind leaves empty go to the others. `tag_model` is the through model of its tags.
    `never_read` are the columns that no record needs. Models are named, not imported: the engines read this table too,
    in processes without a site.
    """

    kind: Kind
    model_label: str
    label: StrPromise
    plural: StrPromise
    suggestions: int
    tag_model_label: str = ""
    never_read: tuple[str, ...] = _NEVER_READ

    @property
    def model(self) -> type[Model]:
        """The model; raises LookupError when no model has that name."""
        return apps.get_model(self.model_label)

    @property
    def tag_model(self) -> type[Model] | None:
        """The through model between its pages and tags; None for a kind without tags of its own."""
        return apps.get_model(self.tag_model_label) if self.tag_model_label else None


# fmt: off
KINDS = (
    KindSpec(Kind.SOLUTION, "solutions.SolutionPage", _("Solution"), _("Solutions"), 4, "solutions.SolutionTag"),
    KindSpec(Kind.EXPERIENCE, "solutions.ExperiencePage", _("Experience"), _("Experiences"), 2,
             "solutions.ExperienceTag"),
    KindSpec(Kind.ARTICLE, "hub.ContentPage", _("Article"), _("Articles"), 1, "hub.ContentTag"),
    KindSpec(Kind.ORGANISATION, "organisations.Organisation", _("Organisation"), _("Organisations"), 3,
             never_read=("mail_domains",)),
    KindSpec(Kind.THEME, "solutions.ThemePage", _("Theme"), _("Themes"), 2, "solutions.ThemeTag"),
    KindSpec(Kind.NEWS, "editorial.NewsPage", _("News"), _("News"), 1, "editorial.NewsTag"),
    KindSpec(Kind.EVENT, "editorial.EventPage", _("Event"), _("Events"), 1, "editorial.EventTag"),
    KindSpec(Kind.PUBLICATION, "editorial.PublicationPage", _("Publication"), _("Publications"), 2,
             "editorial.PublicationTag"),
)
# fmt: on

SPECS: dict[Kind, KindSpec] = {spec.kind: spec for spec in KINDS}
PAGE_KINDS = tuple(spec.kind for spec in KINDS if spec.kind is not Kind.ORGANISATION)
"""The kinds that are pages; an organisation is indexed whether or not it has a page."""


@cache
def page_models() -> dict[type[Page], Kind]:
    """The kind of each indexed page model."""
    return {SPECS[kind].model: kind for kind in PAGE_KINDS}


@cache
def tag_models() -> dict[Kind, type[Model]]:
    """The through model between pages and tags, for each kind with tags."""
    return {spec.kind: model for spec in KINDS if (model := spec.tag_model)}


def kind_labels() -> dict[str, str]:
    """The plural label of each kind, in the active language."""
    return {spec.kind: str(spec.plural) for spec in KINDS}
