"""What the page of an experience shows: the story in sections, and its facts."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organisations.models import Organisation
from solutions.contact.recipients import who_receives
from solutions.models import ExperiencePage, SolutionPage
from solutions.page.key_facts import KeyFact
from solutions.page.sharing import sharing


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the story; `text` is empty where nobody wrote anything a reader would see."""

    name: str
    label: str
    text: str


def experience_context(experience: ExperiencePage) -> dict[str, Any]:
    """Every section of the story, empty ones too, who tells it, and the public solutions it is about."""
    pks = [page.pk for page in experience.solutions.all()]
    solutions = SolutionPage.objects.shared_publicly().filter(pk__in=pks).with_list_relations()
    return {
        "sections": sections_of(experience),
        "tellers": tellers_of(experience),
        "solutions": list(solutions),
        "tagged": list(experience.tagged_items.select_related("tag")),
        "indicators": [block.value for block in experience.indicators],
        "key_facts": key_facts_of(experience),
        "who_receives": who_receives(experience, experience.organisation),
        "parts": {f"deel-{section.name}": capfirst(section.label) for section in sections_of(experience)},
        **sharing(experience, capfirst(experience._meta.verbose_name)),
    }


def key_facts_of(experience: ExperiencePage) -> list[KeyFact]:
    """The facts at the top: how far it is, how long it took and what it cost."""
    once, yearly = experience.get_cost_band_once_display(), experience.get_cost_band_yearly_display()
    return [
        KeyFact(_("Phase"), experience.get_phase_display()),
        KeyFact(_("Lead time"), experience.lead_time),
        KeyFact(_("Costs, once"), once, url="#deel-costs" if once else ""),
        KeyFact(_("Costs, each year"), yearly, url="#deel-costs" if yearly else ""),
    ]


def sections_of(experience: ExperiencePage) -> list[Section]:
    """The sections in order, with their headings."""
    return [
        Section(name, str(experience._meta.get_field(name).verbose_name), _visible(getattr(experience, name)))
        for name in ExperiencePage.SECTIONS
    ]


def tellers_of(experience: ExperiencePage) -> list[Organisation]:
    """The owner first, then those it did this with, each once."""
    partners = [link.organisation for link in experience.partner_links.select_related("organisation")]
    found = {one.pk: one for one in (experience.organisation, *partners) if one}
    return list(found.values())


def _visible(html: str) -> str:
    """The text, or nothing when its markup holds only blanks, as an emptied editor leaves behind."""
    return html if unescape(strip_tags(html or "")).strip() else ""
