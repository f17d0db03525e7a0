"""Puts the demo's content on a site: repeatable, and it leaves alone what is there already."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import slugify

from demo.content import DemoContent, DemoExperience, DemoOrganisation, DemoSolution, DemoUse, load_content
from demo.illustrations import illustration
from hub.models import HubImage, Source, User
from organisations.editorial import EDITORS
from organisations.models import Organisation, Role
from organisations.models.organisation import RecordSource
from organisations.onboarding import ensure_collection, onboard, set_role
from solutions.models import (
    ClaimedBy,
    ExperiencePage,
    ExperiencePartner,
    GemmaComponent,
    Licence,
    PolicyDomain,
    Reuse,
    SolutionPage,
)

EXAMPLE_EDITOR = "redacteur"
ACCOUNTS = (
    (EXAMPLE_EDITOR, "Voorbeeld", "Redacteur", "redacteur van een voorbeeldgemeente"),
    ("vng-redacteur", "Voorbeeld", "VNG-redacteur", "redacteur van de VNG, keurt pagina's goed"),
    ("beheerder", "Voorbeeld", "Beheerder", "beheerder van de site, mag alles"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account; `password` is known only right after it was made."""

    username: str
    role: str
    password: str


@dataclass(slots=True)
class Seeded:
    """What a run made, counted per kind, and the accounts."""

    made: Counter[str] = field(default_factory=Counter)
    accounts: list[Account] = field(default_factory=list)


@transaction.atomic
def seed() -> Seeded:
    """Put the demo on the site; what exists stays as it is. Raises ContentError when a data file is wrong."""
    content, seeded = load_content(), Seeded()
    for organisation in content.organisations:
        _bring_in(organisation, seeded)
    pages = {solution.key: _solution(solution, content, seeded) for solution in content.solutions}
    for story in content.experiences:
        _experience(story, pages, seeded)
    for use in content.uses:
        _use(use, pages[use.solution], seeded)
    _accounts(content.examples[0], seeded)
    return seeded


def _bring_in(item: DemoOrganisation, seeded: Seeded) -> None:
    fields = ("kind", "name", "official_name", "tooi_uri", "website", "inhabitants", "inhabitants_year", "is_example")
    organisation, created = Organisation.objects.get_or_create(
        code=item.code,
        defaults={
            "slug": slugify(item.name),
            "source": RecordSource.IMPORT,
            **{name: getattr(item, name) for name in fields},
        },
    )
    seeded.made["organisations"] += created
    if organisation.is_example:
        page = onboard(organisation)
        if item.introduction and not page.introduction:
            page.introduction = _rich_text([item.introduction])
            page.save_revision().publish()


def _solution(item: DemoSolution, content: DemoContent, seeded: Seeded) -> SolutionPage:
    existing = SolutionPage.objects.filter(repository_url=item.repository_url).first()
    if existing:
        return existing
    page = SolutionPage(
        title=item.title,
        slug=slugify(item.key),
        summary=item.summary,
        kind=item.kind,
        problem=_blocks(item.problem),
        approach=_blocks(item.approach),
        result=_blocks(item.result),
        common_ground_layer=item.common_ground_layer,
        development_status=item.development_status,
        maintenance_type=item.maintenance_type,
        licence=Licence.objects.filter(code=item.licence).first(),
        repository_url=item.repository_url,
        demo_url=item.landing_url,
        documentation_url=item.documentation_url,
        source=Source.PUBLICCODE if item.source.kind == "publiccode" else Source.IMPORT,
        source_url=item.source.url,
        provenance=_provenance(item, content),
    )
    _publish(page, item.owner, item.tags)
    page.policy_domains.set(PolicyDomain.objects.filter(label__in=item.policy_domains))
    page.gemma_components.set(GemmaComponent.objects.filter(label__in=item.gemma_components))
    page.save_revision().publish()
    seeded.made["solutions"] += 1
    for stated in item.used_by:
        _stated_use(page, stated.organisation, item.source.url)
    return page


def _provenance(item: DemoSolution, content: DemoContent) -> dict[str, Any]:
    """Which fields hold facts of the source file; summary, problem and approach were written for the demo."""
    facts = ("title", "licence", "development_status", "maintenance_type", "repository_url", "documentation_url")
    at = content.collected_on.isoformat()
    return {name: {"source": item.source.url, "at": at} for name in facts if getattr(item, name)}


def _publish(page: Any, owner: str, tags: Iterable[str]) -> None:
    """Add the page below its owner's, with its tags, and publish it."""
    parent = onboard(Organisation.objects.get(code=owner))
    parent.add_child(instance=page)
    page.tags.add(*tags)
    page.save_revision().publish()


def _stated_use(page: SolutionPage, code: str, source: str) -> None:
    """A use that the source file names: a claim, until the organisation itself confirms it."""
    organisation = Organisation.objects.get(code=code)
    if organisation != page.organisation:
        Reuse.objects.get_or_create(
            organisation=organisation,
            solution=page,
            status="in_use",
            defaults={"claimed_by": ClaimedBy.MAINTAINER, "claim_source": source},
        )


def _experience(item: DemoExperience, pages: dict[str, SolutionPage], seeded: Seeded) -> None:
    if ExperiencePage.objects.filter(slug=slugify(item.key), organisation__code=item.organisation).exists():
        return
    sections = {name: _rich_text(getattr(item, name)) for name in ExperiencePage.SECTIONS}
    facts = ("phase", "period_start", "period_end", "lead_time", "cost_band_once", "cost_band_yearly")
    names = ("title", "summary", "pull_quote", "pull_quote_by", *facts)
    page = ExperiencePage(
        slug=slugify(item.key),
        indicators=[{"type": "indicator", "value": asdict(one)} for one in item.indicators],
        is_example=True,
        **{name: getattr(item, name) for name in names},
        **sections,
    )
    page.image = _image(item)
    _publish(page, item.organisation, item.tags)
    page.solutions.set([pages[key] for key in item.solutions])
    for partner in Organisation.objects.filter(code__in=item.partners).order_by("name"):
        page.partner_links.add(ExperiencePartner(organisation=partner))
    page.save_revision().publish()
    seeded.made["experiences"] += 1


def _image(item: DemoExperience) -> HubImage | None:
    """The drawing of a story, in the collection of its organisation."""
    if item.illustration is None:
        return None
    drawing = ImageFile(BytesIO(illustration(item.illustration.motif)), name=f"{item.key}.png")
    collection = ensure_collection(Organisation.objects.get(code=item.organisation))
    return HubImage.objects.create(
        title=item.title, description=item.illustration.alt, file=drawing, collection=collection
    )


def _use(item: DemoUse, page: SolutionPage, seeded: Seeded) -> None:
    names = ("until", "reason", "adapted", "scale", "effort_band", "cost_band_once", "cost_band_yearly", "lesson")
    details = {name: getattr(item, name) for name in (*names, "would_do_again")}
    _row, created = Reuse.objects.get_or_create(
        organisation=Organisation.objects.get(code=item.organisation),
        solution=page,
        status=item.status,
        since=item.since,
        defaults={**details, "claimed_by": ClaimedBy.SELF, "confirmed_at": timezone.localdate()},
    )
    seeded.made["uses"] += created


def _accounts(example: DemoOrganisation, seeded: Seeded) -> None:
    """Three accounts with passwords made up now; those that exist keep theirs."""
    for username, first_name, last_name, role in ACCOUNTS:
        password = ""
        user = User.objects.filter(username=username).first()
        if user is None:
            password = secrets.token_urlsafe(12)
            user = User.objects.create_user(
                username, f"{username}@example.org", password, first_name=first_name, last_name=last_name
            )
        seeded.accounts.append(Account(username, role, password))
        if username == EXAMPLE_EDITOR:
            set_role(user, Organisation.objects.get(code=example.code), Role.REDACTEUR)
        elif username == "vng-redacteur":
            user.groups.add(Group.objects.get(name=EDITORS))
        elif not user.is_superuser:
            user.is_superuser = user.is_staff = True
            user.save(update_fields=["is_superuser", "is_staff"])


def _blocks(paragraphs: Iterable[str]) -> list[dict[str, str]]:
    return [{"type": "paragraph", "value": _rich_text([paragraph])} for paragraph in paragraphs]


def _rich_text(paragraphs: Iterable[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((paragraph.strip(),) for paragraph in paragraphs))
