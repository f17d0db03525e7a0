"""The demo with everything that editors add to it: a site on which every public template has something to show."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from demo.pages import Seeded
from demo.seed import seed
from hub.blocks import paragraphs
from organisations.models import Organisation
from organisations.participation.onboarding import onboard
from search.indexing.consumers import consumer
from solutions.contact.forms import PER_CLIENT
from solutions.models import ExperiencePage, SolutionPage, ThemePick
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
TAGS = ["meldingen", "openbare ruimte"]


def seeded() -> Seeded:
    """Put the registers and the demo on the empty site of a test."""
    call_command("import_organisations", apply=True, verbosity=0)
    call_command("import_vocabularies", apply=True, verbosity=0)
    return seed()


def fill() -> dict[str, int]:
    """Put more on a site with the demo; the numbers of pages that addresses name."""
    call_command("setup_site", verbosity=0)
    call_command("compute_similarity", write=True, verbosity=0)
    solution = SolutionPage.objects.get(url_path__endswith="/amsterdam/signalen/")
    experience = ExperiencePage.objects.get(slug="meldingen-van-zes-ingangen-naar-een")
    _editorial(solution)
    _of_a_municipality()
    SearchPromotion.objects.create(
        query=Query.get("aangeraden"), page=solution.page_ptr, description="Wordt door veel gemeenten gebruikt."
    )
    for _question in range(PER_CLIENT.most):
        assert PER_CLIENT.take("127.0.0.1")  # whoever looks at this site asked as much as fits in an hour
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
