"""The demo with everything that editors add to it: a site on which every public template has something to show.

Filling it takes long, so what it puts in the database and on disk is kept for all processes of a run, and put back for
each test.
"""

from __future__ import annotations

import datetime as dt
import pickle
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from hub.blocks import paragraphs
from organisations.models import Organisation
from organisations.participation.onboarding import onboard
from search.indexing.consumers import consumer
from solutions.contact.forms import MOST_PER_PAGE
from solutions.models import ContactRequest, ExperiencePage, SolutionPage, ThemePick
from tests.database import Tables, read_tables
from tests.factories import (
    ContentPageFactory,
    EventPageFactory,
    NewsPageFactory,
    PublicationPageFactory,
    SolutionPageFactory,
    ThemePageFactory,
)

FULL_LIST = 14  # more than one page of a list shows
THEME = "melden-in-de-buurt"
FILLED = "site.pickle"
TAGS = ["meldingen", "openbare ruimte"]


@dataclass(frozen=True, slots=True)
class DemoSite:
    """A filled site as it can be put back: the database, the folders, and the numbers that addresses name."""

    tables: Tables
    folder: Path
    numbers: dict[str, int]


def fill() -> dict[str, int]:
    """Put the demo and more on the empty site of a test; the numbers of pages that addresses name."""
    call_command("setup_site", verbosity=0)
    call_command("import_organisations", apply=True, verbosity=0)
    call_command("import_vocabularies", apply=True, verbosity=0)
    call_command("seed_demo", verbosity=0)
    call_command("compute_similarity", write=True, verbosity=0)
    solution = SolutionPage.objects.get(url_path__endswith="/amsterdam/signalen/")
    experience = ExperiencePage.objects.get(slug="meldingen-van-zes-ingangen-naar-een")
    _editorial(solution)
    _of_a_municipality()
    SearchPromotion.objects.create(
        query=Query.get("aangeraden"), page=solution.page_ptr, description="Wordt door veel gemeenten gebruikt."
    )
    ContactRequest.objects.bulk_create(
        ContactRequest(
            page=experience.page_ptr,
            page_title=experience.title,
            name="Wim Jansen",
            email="w.jansen@delft.nl",
            text="Hoe ging de uitrol?",
            next_try=timezone.now(),
        )
        for _number in range(MOST_PER_PAGE)
    )
    consumer("embedded").rebuild()
    other = SolutionPage.objects.get(slug="open-zaak")
    return {"solution": solution.pk, "other": other.pk, "experience": experience.pk}


def _editorial(solution: SolutionPage) -> None:
    """Themes, news, events and publications: more than a page of news, and what has been beside what comes."""
    now = timezone.now()
    theme = ThemePageFactory(slug=THEME, tags=TAGS, body=paragraphs("Iedereen meldt, maar hoe?"))
    ThemePick.objects.create(theme=theme, page=solution.page_ptr)
    ThemePageFactory(slug="dienstverlening-op-afstand", title="Dienstverlening op afstand", tags=["afspraken"])
    NewsPageFactory(slug="formulier-gedeeld", tags=TAGS, kind="interview")
    for number in range(FULL_LIST):
        NewsPageFactory(
            title=f"Bijeenkomst {number + 1} van de gebruikersgroep",
            slug=f"gebruikersgroep-{number + 1}",
            published_at=now - dt.timedelta(days=40 * number),
        )
    EventPageFactory(slug="samen-verder", tags=TAGS, body=paragraphs("Neem een vraag mee."))
    EventPageFactory(slug="vorig-jaar", title="Terugblik op common ground", starts_at=now - dt.timedelta(days=365))
    PublicationPageFactory(slug="handreiking-hergebruik", tags=TAGS)
    PublicationPageFactory(slug="oudere-handreiking", title="Handreiking van vorig jaar", tags=TAGS)


def _of_a_municipality() -> None:
    """An article, and a solution of which nothing is known but its name."""
    delft = onboard(Organisation.objects.by_code("GM0503"))
    ContentPageFactory(parent=delft, slug="handleiding", body=paragraphs("Begin met de vragen van inwoners."))
    SolutionPageFactory(parent=delft, slug="kaal", title="Loket voor evenementenvergunningen", summary="", problem=[])


def keep(numbers: dict[str, int], folder: Path) -> None:
    """Write the filled site as it stands, with copies of its files, to this folder."""
    for name, source in _folders().items():
        if source.exists():
            shutil.copytree(source, folder / name)
    (folder / FILLED).write_bytes(pickle.dumps((read_tables(), numbers)))


def read(folder: Path) -> DemoSite:
    """The filled site that was kept in this folder."""
    tables, numbers = pickle.loads((folder / FILLED).read_bytes())  # noqa: S301 - of a process of this run
    return DemoSite(tables, folder, numbers)


def put_back(kept: DemoSite) -> None:
    """The filled site into the folders of this test; its database must have been put back by `restore_database`."""
    for name, target in _folders().items():
        if (kept.folder / name).exists():
            shutil.copytree(kept.folder / name, target, dirs_exist_ok=True)


def _folders() -> dict[str, Path]:
    return {"media": Path(settings.MEDIA_ROOT), "search": Path(settings.EMBEDDED_SEARCH_DIR)}
