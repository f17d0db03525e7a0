"""What the page of a solution shows: the facts at a glance, its parts, and what a visitor can do with it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.models import User
from organisations.models import Organisation
from solutions.contact.recipients import who_receives
from solutions.evidence import evidence_of
from solutions.models import ExperiencePage, SolutionPage
from solutions.page.attachments import attachments_for
from solutions.page.costs import reported_costs
from solutions.page.explanations import LAYERS
from solutions.page.key_facts import KeyFact
from solutions.page.lessons import experiences_with_failures, lessons_of
from solutions.page.related import related_solutions
from solutions.page.sharing import sharing
from solutions.page.uses import uses_of
from solutions.reusability import facts_of, reusability

LONG = 8
"""From so many parts on, a page begins with a list of them."""
HEADINGS: dict[str, str | Promise] = {
    "probleem": gettext_lazy("The problem"),
    "aanpak": gettext_lazy("The approach"),
    "resultaat": gettext_lazy("The result"),
    "beelden": gettext_lazy("Pictures"),
    "bewijs": gettext_lazy("How well proven"),
    "gebruik": gettext_lazy("Who uses this"),
    "kosten": gettext_lazy("What it costs"),
    "tegenvallers": gettext_lazy("What did not work"),
    "ervaringen": gettext_lazy("Experiences"),
    "hergebruik": gettext_lazy("How easy it is to reuse"),
    "techniek": gettext_lazy("Standards and architecture"),
    "papieren": gettext_lazy("Attachments"),
    "leveranciers": gettext_lazy("Suppliers"),
    "verwant": gettext_lazy("Other solutions"),
}
"""The parts in order, by the address of each on the page."""


def solution_context(
    solution: SolutionPage, user: User | AnonymousUser, municipality: Organisation | None = None
) -> dict[str, Any]:
    """Everything that the page of one solution shows to this user, who looks for this municipality."""
    uses = uses_of(solution, municipality)
    public = ExperiencePage.objects.shared_publicly().filter(solutions=solution.pk)
    experiences = list(public.newest().with_list_relations()) if solution.pk else []
    evidence = evidence_of(solution)
    context: dict[str, Any] = {
        "municipality": municipality,
        "uses": uses,
        "evidence": evidence,
        "experiences": experiences,
        "provenance": bool(solution.provenance),
        "reported_costs": reported_costs(uses.counted),
        "lessons": lessons_of(uses.confirmed),
        "experiences_with_failures": experiences_with_failures(experiences),
        "reusability": reusability(facts_of(solution, reused=evidence.confirmed_reuse > 0)),
        "standards": list(solution.standard_links.select_related("standard")),
        "components": list(solution.gemma_components.all()),
        "layer": LAYERS.get(solution.common_ground_layer, ""),
        "attachments": attachments_for(solution, user),
        "pictures": list(solution.images.select_related("image")),
        "suppliers": list(solution.supplier_links.select_related("organisation")),
        "related": related_solutions(solution),
        "tagged": list(solution.tagged_items.select_related("tag")),
        "who_receives": who_receives(solution, solution.organisation),
        "confirmed_by": str(solution.organisation) if solution.is_confirmed_by_owner else "",
        "is_overdue": bool(solution.review_by and solution.review_by < timezone.localdate()),
        "key_facts": key_facts_of(solution, evidence.label, len(uses.organisations)),
        **sharing(solution, solution.get_kind_display()),
    }
    return context | {"parts": sections_of(solution, context)}


def key_facts_of(solution: SolutionPage, evidence: str | Promise, users: int) -> list[KeyFact]:
    """The facts at the top: what it is, how far, how well proven, by whom used, at what cost, under which licence."""
    licence = solution.licence
    return [
        KeyFact(_("Kind"), solution.get_kind_display()),
        KeyFact(_("Status"), solution.get_development_status_display()),
        KeyFact(_("How well proven"), evidence, url="#bewijs"),
        KeyFact(_("Other users"), str(users) if users else _("None confirmed"), url="#gebruik"),
        _costs(solution),
        KeyFact(_("Licence"), licence.label if licence else "", url=licence.uri if licence else ""),
    ]


def _costs(solution: SolutionPage) -> KeyFact:
    """The costs in one cell: each year, else once, else how it is paid for."""
    if solution.cost_band_yearly:
        note = _("each year, actual") if solution.costs_actual else _("each year, estimated")
        return KeyFact(_("Costs"), solution.get_cost_band_yearly_display(), note, "#kosten")
    if solution.cost_band_once:
        note = _("once, actual") if solution.costs_actual else _("once, estimated")
        return KeyFact(_("Costs"), solution.get_cost_band_once_display(), note, "#kosten")
    return KeyFact(_("Costs"), solution.get_cost_model_display(), url="#kosten")


def sections_of(solution: SolutionPage, context: dict[str, Any]) -> dict[str, Any]:
    """The parts that the page has: the heading of each by its address; `is_long` when a list of them helps."""
    there = {
        "probleem": solution.problem or solution.for_whom,
        "aanpak": solution.approach,
        "resultaat": solution.result,
        "beelden": context["pictures"],
        "ervaringen": context["experiences"],
        "techniek": context["standards"] or context["components"] or context["layer"],
        "papieren": context["attachments"],
        "leveranciers": context["suppliers"],
        "verwant": context["related"].alternatives or context["related"].others,
    }
    shown = {name: heading for name, heading in HEADINGS.items() if there.get(name, True)}
    return {"headings": shown, "is_long": len(shown) >= LONG}
