"""Autocomplete: titles and organisations, tags, policy domains and earlier queries.

The engine finds the titles; the rest is read from the database in a constant number of queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hub.models import Tag, public_condition, restricted_paths
from search.answering import service
from search.facets import FACETS_BY_KEY
from search.kinds import KINDS
from search.query_log.log import popular_questions
from search.types import Suggestion
from solutions.models import PolicyDomain, SolutionPage

TAG = "tag"
DOMAIN = "domain"
QUESTION = "question"
QUOTAS = {**{str(spec.kind): spec.suggestions for spec in KINDS}, TAG: 2, DOMAIN: 2, QUESTION: 3}
"""The number of suggestions per kind, in display order. What one kind does not use goes to the others."""

MOST = 10

ASKED = 40
"""Titles requested from the engine: it puts solutions first, and organisations must be among them too."""

SHORTEST = 2
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Completion:
    """One suggestion as shown: its text, its kind, the label of that kind, and its URL."""

    text: str
    kind: str
    label: str
    url: str


def autocomplete(typed: str) -> list[Completion]:
    """Return the suggestions for this prefix, grouped by kind; empty for fewer than two characters."""
    prefix = " ".join(typed[:LONGEST].replace("\x00", " ").split())
    if len(prefix) < SHORTEST:
        return []
    singular = {str(spec.kind): str(spec.label) for spec in KINDS}
    labels = {**singular, TAG: _("Subject"), DOMAIN: _("Theme"), QUESTION: _("Asked before")}
    hidden = restricted_paths()
    read = [*_tags(prefix, hidden), *_domains(prefix, hidden), *_questions(prefix)]
    found = _by_kind([*service.suggest(prefix, ASKED), *read])
    shares = _shares({kind: len(suggestions) for kind, suggestions in found.items()})
    return [
        Completion(one.text, kind, labels[kind], one.url)
        for kind, suggestions in found.items()
        for one in suggestions[: shares[kind]]
    ]


def _by_kind(suggestions: Iterable[Suggestion]) -> dict[str, list[Suggestion]]:
    """Return the suggestions of each kind, each text once: solutions with the same title look the same here."""
    found: dict[str, dict[str, Suggestion]] = {str(kind): {} for kind in QUOTAS}
    for one in suggestions:
        found[one.kind].setdefault(one.text.casefold(), one)
    return {kind: list(texts.values()) for kind, texts in found.items()}


def _shares(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many of each kind to show: up to its quota, then what still fits, in display order."""
    shares = {kind: min(count, QUOTAS[kind]) for kind, count in counts.items()}
    left = MOST - sum(shares.values())
    for kind, count in counts.items():
        more = min(count - shares[kind], max(left, 0))
        shares[kind] += more
        left -= more
    return shares


def _tags(prefix: str, hidden: tuple[str, ...]) -> list[Suggestion]:
    """Return tags with a word that starts with the prefix, by slug, which has neither accents nor capitals."""
    slug = slugify(prefix)
    if not slug:
        return []
    tags = Tag.objects.preferred().filter(Q(slug__startswith=slug) | Q(slug__contains=f"-{slug}"))
    used = tags.order_by("name").first_on_public_pages(QUOTAS[TAG], hidden)
    return [Suggestion(tag.name, TAG, tag.get_absolute_url()) for tag in used]


def _domains(prefix: str, hidden: tuple[str, ...]) -> list[Suggestion]:
    """Return policy domains with a public solution and with a word that starts with the prefix."""
    shared = SolutionPage.objects.filter(public_condition(restricted=hidden), policy_domains=OuterRef("pk"))
    named = PolicyDomain.objects.filter(Q(label__istartswith=prefix) | Q(label__icontains=f" {prefix}"))
    rows = named.filter(Exists(shared)).values_list("label", "code")[: QUOTAS[DOMAIN]]
    address, parameter = reverse("search_solutions"), FACETS_BY_KEY["policy_domain"].parameter
    return [Suggestion(label, DOMAIN, f"{address}?{urlencode({parameter: code})}") for label, code in rows]


def _questions(prefix: str) -> list[Suggestion]:
    """Return popular queries with this prefix, except the typed query itself."""
    asked = popular_questions(prefix, QUOTAS[QUESTION] + 1)
    address = reverse("search")
    return [
        Suggestion(text, QUESTION, f"{address}?{urlencode({'q': text})}")
        for text in asked
        if text.casefold() != prefix.casefold()
    ]
