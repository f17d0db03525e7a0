"""Puts the solutions of the demo on the site, real ones and invented ones, with all that hangs on them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from demo.content import DemoContent
from demo.pages import Seeded, blocks, drawing, organisation_of, paper, publish_for
from demo.sharing import DemoSolution, DemoUse, ExampleSolution
from hub.models import Source
from organisations.participation.onboarding import ensure_collection
from solutions.models import (
    ClaimedBy,
    GemmaComponent,
    Licence,
    PolicyDomain,
    Reuse,
    SolutionAttachment,
    SolutionImage,
    SolutionPage,
    SolutionRelation,
    SolutionStandard,
    SolutionSupplier,
    Standard,
)

COMMON = ("title", "summary", "kind", "for_whom", "common_ground_layer", "development_status", "maintenance_type")
EXAMPLE_FACTS = (
    *("reuse_level", "hosting", "personal_data", "cost_model", "cost_band_once", "cost_band_yearly", "costs_actual"),
    *("repository_url", "demo_url", "documentation_url", "contact_name"),
)
USE_FACTS = (
    *("until", "reason", "version", "adapted", "scale", "effort_band", "cost_band_once", "cost_band_yearly"),
    *("costs_actual", "would_do_again", "lesson", "contact_willing"),
)
Pages = dict[str, SolutionPage]


def seed_solutions(content: DemoContent, seeded: Seeded) -> Pages:
    """All solutions of the demo by key; those that exist stay as they are."""
    found: Pages = {}
    new: list[DemoSolution | ExampleSolution] = []
    for real in content.solutions:
        existing = SolutionPage.objects.filter(repository_url=real.repository_url).first()
        found[real.key] = existing or _real(real, content)
        new += [] if existing else [real]
    for example in content.invented:
        existing = SolutionPage.objects.filter(slug=example.key, organisation__code=example.owner).first()
        found[example.key] = existing or _invented(example)
        new += [] if existing else [example]
    for item in new:
        _tie(item, found)
        seeded.made["solutions"] += 1
    return found


def _real(item: DemoSolution, content: DemoContent) -> SolutionPage:
    page = SolutionPage(
        **_common(item),
        repository_url=item.repository_url,
        demo_url=item.landing_url,
        documentation_url=item.documentation_url,
        source=Source.PUBLICCODE if item.source.kind == "publiccode" else Source.IMPORT,
        source_url=item.source.url,
        provenance=_provenance(item, content),
    )
    _publish(page, item, evidence=item.source.url)
    for stated in item.used_by:
        _stated_use(page, stated.organisation, item.source.url)
    return page


def _invented(item: ExampleSolution) -> SolutionPage:
    owner = organisation_of(item.owner)
    collection = ensure_collection(owner)
    confirmed = item.confirmed_days_ago
    page = SolutionPage(
        **_common(item),
        **{name: getattr(item, name) for name in EXAMPLE_FACTS},
        what_did_not_work=blocks(item.what_did_not_work),
        contact_email=f"{item.contact_box}@{owner.slug}.example" if item.contact_box else "",
        last_confirmed_at=None if confirmed is None else timezone.localdate() - timedelta(days=confirmed),
        image=drawing(item.illustration, item.key, item.title, collection),
        is_example=True,
    )
    page.attachments = [
        SolutionAttachment(document=paper(one.file, one.title, collection), visibility=one.visibility)
        for one in item.papers
    ]
    page.images = [
        SolutionImage(image=drawing(one.illustration, item.key, one.caption, collection), caption=one.caption)
        for one in item.pictures
    ]
    _publish(page, item)
    return page


def _common(item: DemoSolution | ExampleSolution) -> dict[str, Any]:
    """The fields that real and invented solutions are filled with in the same way."""
    return {
        **{name: getattr(item, name) for name in COMMON},
        "slug": slugify(item.key),
        "problem": blocks(item.problem),
        "approach": blocks(item.approach),
        "result": blocks(item.result),
        "licence": Licence.objects.filter(code=item.licence).first(),
    }


def _publish(page: SolutionPage, item: DemoSolution | ExampleSolution, evidence: str = "") -> None:
    """Publish the page with its lists; a standard without evidence of its own gets that of the source."""
    page.supplier_links = [
        SolutionSupplier(
            name=one.name,
            organisation=organisation_of(one.organisation) if one.organisation else None,
            role=one.role,
        )
        for one in item.suppliers
    ]
    page.standard_links = [
        SolutionStandard(
            standard=Standard.objects.get(label=one.name), note=one.note, evidence_url=one.evidence or evidence
        )
        for one in item.standards
    ]
    publish_for(page, item.owner, item.tags)
    page.policy_domains.set(PolicyDomain.objects.filter(label__in=item.policy_domains))
    page.gemma_components.set(GemmaComponent.objects.filter(label__in=item.gemma_components))
    page.save_revision().publish()


def _tie(item: DemoSolution | ExampleSolution, pages: Pages) -> None:
    """Tie a new solution to the others, now that all of them are there."""
    if item.relations:
        page = pages[item.key]
        page.relation_links = [SolutionRelation(kind=one.kind, other=pages[one.other]) for one in item.relations]
        page.save_revision().publish()


def _provenance(item: DemoSolution, content: DemoContent) -> dict[str, Any]:
    """Which fields hold facts of the source file; summary, problem and approach were written for the demo."""
    facts = ("title", "licence", "development_status", "maintenance_type", "repository_url", "documentation_url")
    at = content.collected_on.isoformat()
    return {name: {"source": item.source.url, "at": at} for name in facts if getattr(item, name)}


def _stated_use(page: SolutionPage, code: str, source: str) -> None:
    """A use that the source file names: a claim, until the organisation itself confirms it."""
    organisation = organisation_of(code)
    if organisation != page.organisation:
        Reuse.objects.get_or_create(
            organisation=organisation,
            solution=page,
            status="in_use",
            defaults={"claimed_by": ClaimedBy.MAINTAINER, "claim_source": source},
        )


def seed_use(item: DemoUse, page: SolutionPage, seeded: Seeded) -> None:
    """Use by an invented organisation, as if it had confirmed that today."""
    details = {name: getattr(item, name) for name in USE_FACTS}
    _row, created = Reuse.objects.get_or_create(
        organisation=organisation_of(item.organisation),
        solution=page,
        status=item.status,
        since=item.since,
        defaults={**details, "claimed_by": ClaimedBy.SELF, "confirmed_at": timezone.localdate()},
    )
    seeded.made["uses"] += created
