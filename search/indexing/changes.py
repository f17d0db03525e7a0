"""Enqueues every object that a change affects, also for `update()` and other writes that send no signal."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from hub.models import Tag
from organisations.models import Organisation, OrganisationPage
from search.indexing.attachments import pages_with
from search.indexing.outbox import enqueue
from search.indexing.records import all_keys, make_key
from search.kinds import page_models, tag_models
from search.types import Kind
from solutions.models import (
    ExperiencePartner,
    GemmaComponent,
    Licence,
    PolicyDomain,
    Reuse,
    SolutionPage,
    SolutionSupplier,
    Standard,
    Vocabulary,
)


def keys_below(path: str) -> list[str]:
    """The keys of the pages at and below this tree path; an organisation page has the key of its organisation."""
    keys = [
        make_key(kind, pk)
        for model, kind in page_models().items()
        for pk in model.objects.filter(path__startswith=path).values_list("pk", flat=True)
    ]
    owners = OrganisationPage.objects.filter(path__startswith=path).values_list("organisation_id", flat=True)
    return keys + [make_key(Kind.ORGANISATION, pk) for pk in owners]


def enqueue_subtree(path: str) -> None:
    """Enqueue every page at and below this tree path."""
    enqueue(keys_below(path))


def enqueue_everything() -> None:
    """Enqueue every object."""
    enqueue(all_keys())


def enqueue_pages(kind: Kind, numbers: Iterable[int]) -> None:
    """Enqueue the pages of one kind with these pks."""
    enqueue(make_key(kind, pk) for pk in numbers)


def enqueue_restricted(restriction: PageViewRestriction) -> None:
    """Enqueue the page of a view restriction and its descendants."""
    path = Page.objects.filter(pk=restriction.page_id).values_list("path", flat=True).first()
    if path:
        enqueue_subtree(path)


def enqueue_users_of(documents: Iterable[int]) -> None:
    """Enqueue every page that uses any of these documents."""
    users = pages_with(documents)
    for model, kind in page_models().items() if users else ():
        enqueue_pages(kind, model.objects.filter(pk__in=users).values_list("pk", flat=True))


def enqueue_tagged(tag: int) -> None:
    """Enqueue every page with this tag, the tag it was merged into, or another tag merged into that one."""
    family = _merged_tags(tag)
    enqueue(
        make_key(kind, pk)
        for kind, model in tag_models().items()
        for pk in model._default_manager.filter(tag__in=family).values_list("content_object_id", flat=True)
    )


def enqueue_with_term(term: Vocabulary) -> None:
    """Enqueue the solutions with this vocabulary term."""
    solutions: QuerySet[SolutionPage] = SolutionPage.objects.none()
    if isinstance(term, PolicyDomain):
        solutions = SolutionPage.objects.filter(policy_domains=term.pk)
    elif isinstance(term, GemmaComponent):
        solutions = SolutionPage.objects.filter(gemma_components=term.pk)
    elif isinstance(term, Standard):
        solutions = SolutionPage.objects.filter(standard_links__standard=term.pk)
    elif isinstance(term, Licence):
        solutions = SolutionPage.objects.filter(licence=term.pk)
    enqueue_pages(Kind.SOLUTION, solutions.values_list("pk", flat=True))


def enqueue_organisation(organisation: Organisation) -> None:
    """Enqueue an organisation and its subtree, the solutions it uses or supplies and the experiences it shares."""
    keys = [make_key(Kind.ORGANISATION, organisation.pk)]
    path = OrganisationPage.objects.filter(organisation=organisation.pk).values_list("path", flat=True).first()
    if path:
        keys += keys_below(path)
    used = Reuse.objects.filter(organisation=organisation.pk).values_list("solution_id", flat=True)
    shared = ExperiencePartner.objects.filter(organisation=organisation.pk).values_list("page_id", flat=True)
    keys += [make_key(Kind.EXPERIENCE, pk) for pk in shared]
    supplied = SolutionSupplier.objects.filter(organisation=organisation.pk).values_list("page_id", flat=True)
    enqueue([*keys, *(make_key(Kind.SOLUTION, pk) for pk in dict.fromkeys([*used, *supplied]))])


def _merged_tags(tag: int) -> list[int]:
    head = Tag.objects.filter(pk=tag).values_list("merged_into", flat=True).first() or tag
    return list(Tag.objects.filter(Q(pk__in=[tag, head]) | Q(merged_into=head)).values_list("pk", flat=True))
