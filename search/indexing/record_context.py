"""The data from other tables that a batch of records needs, read once for the whole batch."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from wagtail.models import Page, Site

from hub.models import Tag, is_public_given, public_pages, restricted_paths
from organisations.models import Organisation, OrganisationPage
from search.indexing.attachments import attachments_of
from search.kinds import tag_models
from search.types import Attachment, Kind
from solutions.evidence import Step, step_for
from solutions.models import (
    ExperiencePartner,
    Licence,
    Reuse,
    SolutionPage,
    SolutionStandard,
    SolutionSupplier,
)

Roots = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """The fields that a record repeats of the organisation whose subtree it is in."""

    code: str
    name: str
    province: str

    @classmethod
    def of(cls, organisation: Organisation) -> Owner:
        return cls(organisation.code, organisation.name, organisation.province)


@dataclass(slots=True)
class PageTags:
    """The tags of a page: the slugs of the preferred tags, and the names of those and of all tags merged into them."""

    slugs: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Terms:
    """The vocabulary terms of a solution: codes to filter by, and labels that are searched as text."""

    policy_domains: list[str] = field(default_factory=list)
    gemma_components: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Use:
    """One organisation's confirmed use of a solution, and whether it would do it again."""

    organisation: str
    again: bool


@dataclass(slots=True)
class RecordContext:
    """Look-up tables for one batch, read in a bounded number of queries: `owners` by tree path, the others by pk."""

    owners: dict[str, Owner] = field(default_factory=dict)
    restricted: tuple[str, ...] = ()
    roots: Roots = ()
    tags: dict[int, PageTags] = field(default_factory=dict)
    terms: dict[int, Terms] = field(default_factory=dict)
    uses: dict[int, list[Use]] = field(default_factory=dict)
    licences: dict[int, str] = field(default_factory=dict)
    suppliers: dict[int, list[str]] = field(default_factory=dict)
    partners: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    introductions: dict[int, tuple[str, dt.datetime | None]] = field(default_factory=dict)
    attachments: dict[int, tuple[Attachment, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, instances: Mapping[Kind, Iterable[Any]]) -> RecordContext:
        """The context of these objects; without objects it makes no queries."""
        numbers = {kind: [instance.pk for instance in found] for kind, found in instances.items()}
        pages = [page for kind, found in instances.items() if kind is not Kind.ORGANISATION for page in found]
        context = cls()
        if pages:
            context.owners = _owners(pages)
            context.restricted = restricted_paths()
            context.roots = site_roots()
            context.tags = _tags(numbers)
            context.attachments = attachments_of(pages)
        if solutions := numbers.get(Kind.SOLUTION):
            context.terms = _terms(solutions)
            context.uses = _uses(solutions)
            context.suppliers = _suppliers(solutions)
            context.licences = dict(Licence.objects.filter(solutions__in=solutions).values_list("pk", "code"))
        if experiences := numbers.get(Kind.EXPERIENCE):
            context.partners = _partners(experiences)
        if organisations := numbers.get(Kind.ORGANISATION):
            context.introductions = _introductions(organisations)
        return context

    def owner_of(self, page: Page) -> Owner | None:
        """The nearest organisation above the page in the tree, which is right even halfway through a move."""
        return next((self.owners[path] for path in reversed(_ancestry(page)) if path in self.owners), None)

    def is_public(self, page: Any) -> bool:
        """The rule of `hub.models.is_public`, without a query per page."""
        return is_public_given(page, self.restricted)

    def url_of(self, page: Page) -> str | None:
        """The URL of the page, relative for the default site; None for a page outside every site."""
        return address_of(page.url_path, self.roots)

    def tags_of(self, page: Page) -> PageTags:
        return self.tags.get(page.pk, PageTags())

    def terms_of(self, solution: Page) -> Terms:
        return self.terms.get(solution.pk, Terms())

    def sharers_of(self, page: Page) -> list[str]:
        """The codes of the organisations that share a page: its owner, and the partners of an experience."""
        owner = self.owner_of(page)
        return [*([owner.code] if owner else []), *(code for code, _name in self.partners.get(page.pk, ()))]

    def uses_elsewhere(self, solution: Page) -> list[Use]:
        """The confirmed uses of a solution by organisations other than its owner."""
        owner = self.owner_of(solution)
        return [use for use in self.uses.get(solution.pk, ()) if owner is None or use.organisation != owner.code]

    def step_of(self, solution: SolutionPage) -> Step:
        """The step of a solution on the evidence ladder."""
        uses = self.uses_elsewhere(solution)
        return step_for(
            status=solution.development_status,
            confirmed_reuse=len(uses),
            good_experiences=sum(use.again for use in uses),
        )


def _ancestry(page: Page) -> list[str]:
    """The tree paths of a page and its ancestors, topmost first."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]


def _owners(pages: list[Page]) -> dict[str, Owner]:
    paths = {path for page in pages for path in _ancestry(page)[:-1]}
    found = OrganisationPage.objects.filter(path__in=paths).select_related("organisation")
    return {page.path: Owner.of(page.organisation) for page in found}


def site_roots() -> Roots:
    """The URL path of each site's root page with the site's URL prefix, empty for the default site."""
    sites = Site.objects.select_related("root_page").order_by("-is_default_site", "pk")
    return tuple((site.root_page.url_path, "" if site.is_default_site else site.root_url) for site in sites)


def address_of(url_path: str, roots: Roots) -> str | None:
    """The URL of a page with this `url_path`; None when it is outside every site."""
    for root, address in roots:
        if url_path.startswith(root):
            return f"{address}/{url_path[len(root) :]}"
    return None


def _tags(numbers: Mapping[Kind, list[int]]) -> dict[int, PageTags]:
    """The tags by page pk: each preferred tag, followed by the tags merged into it."""
    rows = [
        (page, tag)
        for kind, model in tag_models().items()
        if numbers.get(kind)
        for page, tag in model._default_manager.filter(content_object__in=numbers[kind])
        .order_by("pk")
        .values_list("content_object_id", "tag_id")
    ]
    families = _merged_tags_by_tag({tag for _page, tag in rows})
    found: defaultdict[int, PageTags] = defaultdict(PageTags)
    for page, tag in rows:
        for slug, name in families.get(tag, ()):
            found[page].names[name] = None
            if slug:
                found[page].slugs[slug] = None
    return dict(found)


def _merged_tags_by_tag(tags: set[int]) -> dict[int, list[tuple[str, str]]]:
    """Per tag: the slug and name of its preferred tag, then the names of the tags merged into that, with an empty slug.

    A merged tag is still searched, but no longer filtered by.
    """
    if not tags:
        return {}
    preferred = {
        pk: merged_into or pk for pk, merged_into in Tag.objects.filter(pk__in=tags).values_list("pk", "merged_into")
    }
    heads = set(preferred.values())
    members: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    found = Tag.objects.filter(Q(pk__in=heads) | Q(merged_into__in=heads)).order_by("name")
    for pk, slug, name, merged_into in found.values_list("pk", "slug", "name", "merged_into"):
        if pk in heads:
            members[pk].insert(0, (slug, name))
        if merged_into in heads:
            members[merged_into].append(("", name))
    return {tag: members[head] for tag, head in preferred.items()}


def _terms(solutions: list[int]) -> dict[int, Terms]:
    """The terms by page pk, in three queries."""
    found: defaultdict[int, Terms] = defaultdict(Terms)
    domains = SolutionPage.policy_domains.through.objects.filter(solutionpage__in=solutions)
    for page, code, label in domains.order_by("policydomain__label").values_list(
        "solutionpage_id", "policydomain__code", "policydomain__label"
    ):
        found[page].policy_domains.append(code)
        found[page].labels.append(label)
    components = SolutionPage.gemma_components.through.objects.filter(solutionpage__in=solutions)
    for page, code, label in components.order_by("gemmacomponent__label").values_list(
        "solutionpage_id", "gemmacomponent__code", "gemmacomponent__label"
    ):
        found[page].gemma_components.append(code)
        found[page].labels.append(label)
    standards = SolutionStandard.objects.filter(page__in=solutions).order_by("standard__label")
    for page, label in standards.values_list("page_id", "standard__label"):
        found[page].labels.append(label)
    return dict(found)


def _suppliers(solutions: list[int]) -> dict[int, list[str]]:
    """The names of the suppliers by page pk, without duplicates."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    rows = SolutionSupplier.objects.filter(page__in=solutions).order_by("sort_order", "pk")
    for page, name, known in rows.values_list("page_id", "name", "organisation__name"):
        found[page][known or name] = None
    return {page: list(names) for page, names in found.items()}


def _uses(solutions: list[int]) -> dict[int, list[Use]]:
    """The confirmed uses by page pk, as `solutions.evidence` counts them, ordered by organisation code."""
    again: defaultdict[int, dict[str, bool]] = defaultdict(dict)
    rows = Reuse.objects.counted().filter(solution__in=solutions).order_by("organisation__code")
    for page, code, would in rows.values_list("solution_id", "organisation__code", "would_do_again"):
        again[page][code] = again[page].get(code, False) or bool(would)
    return {page: [Use(code, would) for code, would in uses.items()] for page, uses in again.items()}


def _partners(experiences: list[int]) -> dict[int, list[tuple[str, str]]]:
    """The code and name of each partner organisation by page pk, in their given order."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = ExperiencePartner.objects.filter(page__in=experiences).order_by("sort_order", "pk")
    for page, code, name in rows.values_list("page_id", "organisation__code", "organisation__name"):
        found[page].append((code, name))
    return dict(found)


def _introductions(organisations: list[int]) -> dict[int, tuple[str, dt.datetime | None]]:
    """The introduction and first publication date of each organisation whose page is public."""
    pages = public_pages(OrganisationPage.objects.filter(organisation__in=organisations))
    return {
        owner: (introduction, published)
        for owner, introduction, published in pages.values_list("organisation_id", "introduction", "first_published_at")
    }
