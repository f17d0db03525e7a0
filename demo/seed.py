"""Puts the demo's content on a site: repeatable, and it leaves alone what is there already."""

from __future__ import annotations

import secrets
from dataclasses import asdict

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from demo.content import DemoOrganisation, load_content
from demo.pages import Account, Seeded, drawing, organisation_of, publish_for, rich_text
from demo.seed_editorial import seed_editorial
from demo.seed_solutions import Pages, seed_solutions, seed_use
from demo.sharing import DemoExperience
from hub.models import User
from organisations.models import Organisation, OrganisationIndexPage, Role
from organisations.models.organisation import RecordSource
from organisations.participation.onboarding import ensure_collection, onboard, set_role
from organisations.participation.rights import EDITORS
from solutions.models import ExperiencePage, ExperiencePartner, Licence

EXAMPLE_EDITOR = "redacteur"
ACCOUNTS = (
    (EXAMPLE_EDITOR, "Voorbeeld", "Redacteur", "redacteur van een voorbeeldgemeente"),
    ("vng-redacteur", "Voorbeeld", "VNG-redacteur", "redacteur van de VNG, keurt pagina's goed"),
    ("beheerder", "Voorbeeld", "Beheerder", "beheerder van de site, mag alles"),
)


class MissingLists(Exception):
    """What must be on a site before the demo; the message names the commands that bring it."""


def require_lists() -> None:
    """Raise MissingLists when the site was not set up, or has no registers or controlled lists yet."""
    needed = {
        "setup_site": OrganisationIndexPage.objects.exists(),
        "import_organisations --apply": Organisation.objects.filter(source=RecordSource.REGISTRY).exists(),
        "import_vocabularies --apply": Licence.objects.exists(),
    }
    missing = [command for command, is_there in needed.items() if not is_there]
    if missing:
        raise MissingLists(f"The demo needs what other commands bring. First run: {', '.join(missing)}.")


@transaction.atomic
def seed() -> Seeded:
    """Put the demo on the site; what exists stays as it is.

    Raises ContentError when a data file is wrong, and MissingLists on a site without what the demo refers to.
    """
    require_lists()
    content, seeded = load_content(), Seeded()
    for organisation in content.organisations:
        _bring_in(organisation, seeded)
    solutions = seed_solutions(content, seeded)
    pages: dict[str, Page] = {**solutions}
    for story in content.experiences:
        pages[story.key] = _experience(story, solutions, seeded)
    for use in content.uses:
        seed_use(use, solutions[use.solution], seeded)
    seed_editorial(content, pages, seeded)
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
            page.introduction = rich_text([item.introduction])
            page.save_revision().publish()


def _experience(item: DemoExperience, solutions: Pages, seeded: Seeded) -> ExperiencePage:
    existing = ExperiencePage.objects.filter(slug=slugify(item.key), organisation__code=item.organisation).first()
    if existing:
        return existing
    sections = {name: rich_text(getattr(item, name)) for name in ExperiencePage.SECTIONS}
    facts = ("phase", "period_start", "period_end", "lead_time", "cost_band_once", "cost_band_yearly")
    names = ("title", "summary", "pull_quote", "pull_quote_by", *facts)
    collection = ensure_collection(organisation_of(item.organisation))
    page = ExperiencePage(
        slug=slugify(item.key),
        indicators=[{"type": "indicator", "value": asdict(one)} for one in item.indicators],
        image=drawing(item.illustration, item.key, item.title, collection),
        is_example=True,
        **{name: getattr(item, name) for name in names},
        **sections,
    )
    publish_for(page, item.organisation, item.tags)
    page.solutions.set([solutions[key] for key in item.solutions])
    for partner in Organisation.objects.filter(code__in=item.partners).order_by("name"):
        page.partner_links.add(ExperiencePartner(organisation=partner))
    page.save_revision().publish()
    seeded.made["experiences"] += 1
    return page


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
            set_role(user, organisation_of(example.code), Role.EDITOR)
        elif username == "vng-redacteur":
            user.groups.add(Group.objects.get(name=EDITORS))
        elif not user.is_superuser:
            user.is_superuser = user.is_staff = True
            user.save(update_fields=["is_superuser", "is_staff"])
