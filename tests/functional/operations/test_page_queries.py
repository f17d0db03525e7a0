"""Every public page asks the database a bounded number of questions, however much is on it."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from organisations.participation.onboarding import onboard
from search.indexing.consumers import consumer
from solutions.models import ThemePick
from tests.factories import (
    EventPageFactory,
    ExperiencePageFactory,
    NewsPageFactory,
    OrganisationFactory,
    PolicyDomainFactory,
    PublicationPageFactory,
    ReuseFactory,
    SolutionPageFactory,
    ThemePageFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MOST = {
    "home": 30,
    "solution": 40,
    "experience": 30,
    "organisation": 30,
    "organisations": 20,
    "tag": 25,
    "search": 20,
    "search of solutions": 20,
    "search of experiences": 20,
    "suggestions": 10,
    "themes": 20,
    "theme": 30,
    "news": 20,
    "one piece of news": 20,
    "agenda": 20,
    "agenda, what has been": 20,
    "event": 20,
    "publications": 20,
    "publication": 20,
    "ask": 15,
    "ask, sent": 15,
    "mine": 15,
    "mine, chosen": 15,
    "text": 15,
    "not found": 10,
    "feed of solutions": 12,
    "feed of experiences": 12,
    "feed of news": 12,
    "feed of events": 12,
    "feed of publications": 12,
    "feed of an organisation": 20,
    "feed of a theme": 25,
    "feed of a search": 20,
    "calendar": 15,
    "sitemap": 20,
    "API": 20,
}


CACHED = {"sitemap"}  # kept whole for a minute: what counts is the first visitor


def addresses(solution, experience, news, event, publication, theme):
    """Every kind of page, list and feed with the things that were made last."""
    return {
        "home": "/",
        "solution": solution.url,
        "experience": experience.url,
        "organisation": "/organisaties/delft/",
        "organisations": "/organisaties/",
        "tag": "/onderwerpen/meldingen/",
        "search": "/zoeken/?q=meldingen",
        "search of solutions": "/oplossingen/?q=meldingen",
        "search of experiences": "/ervaringen/",
        "suggestions": "/zoeken/suggesties/?q=meld",
        "themes": "/themas/",
        "theme": theme.url,
        "news": "/nieuws/",
        "one piece of news": news.url,
        "agenda": "/agenda/",
        "agenda, what has been": "/agenda/?periode=geweest",
        "event": event.url,
        "publications": "/publicaties/",
        "publication": publication.url,
        "ask": f"/stel-een-vraag/{solution.pk}/",
        "ask, sent": f"/stel-een-vraag/{solution.pk}/verstuurd/",
        "mine": "/mijn-gemeente/",
        "mine, chosen": "/mijn-gemeente/?gemeente=delft",
        "text": "/over/",
        "not found": "/bestaat-niet/",
        "feed of solutions": "/feeds/oplossingen/",
        "feed of experiences": "/feeds/ervaringen/",
        "feed of news": "/feeds/nieuws/",
        "feed of events": "/feeds/agenda/",
        "feed of publications": "/feeds/publicaties/",
        "feed of an organisation": "/feeds/organisatie/delft/",
        "feed of a theme": f"/feeds/thema/{theme.slug}/",
        "feed of a search": "/feeds/zoeken/?q=meldingen",
        "calendar": "/feeds/agenda.ics",
        "sitemap": "/sitemap.xml",
        "API": "/api/v1/zoeken?q=meldingen",
    }


@pytest.fixture
def filled():
    """A function that puts so many of everything on the site and gives the addresses of its pages."""
    parent = onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))
    domain = PolicyDomainFactory()

    def fill(count):
        for number in range(count):
            solution = SolutionPageFactory(parent=parent, tags=["meldingen", "parkeren"])
            solution.policy_domains.add(domain)
            solution.save()
            experience = ExperiencePageFactory(parent=parent, tags=["meldingen"])
            experience.solutions.add(solution)
            experience.save()
            for _user in range(count):
                ReuseFactory(solution=solution)
            OrganisationFactory()
            news, event, publication = (
                factory(tags=["meldingen", "parkeren"], slug=f"{count}-{number}")
                for factory in (NewsPageFactory, EventPageFactory, PublicationPageFactory)
            )
            EventPageFactory(tags=["meldingen"], starts_at=now() - dt.timedelta(days=30 + number))
            theme = ThemePageFactory(slug=f"melden-{count}-{number}", tags=["meldingen"])
            ThemePick.objects.create(theme=theme, page=solution.page_ptr)
        consumer("embedded").rebuild()
        return addresses(solution, experience, news, event, publication, theme)

    return fill


def asked(client, name, url):
    """How many questions a page asks of the database when only the frame of every page is remembered."""
    cache.clear()
    client.get("/over/")
    if name not in CACHED:
        client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == (404 if name == "not found" else 200), name
    return len(queries)


def test_more_on_a_page_asks_no_more_questions(filled, client):
    few = {name: asked(client, name, url) for name, url in filled(1).items()}
    many = {name: asked(client, name, url) for name, url in filled(5).items()}
    assert few.keys() == MOST.keys()
    assert {name: (few[name], many[name]) for name in MOST if many[name] > few[name] + 2} == {}
    assert {name: many[name] for name, most in MOST.items() if many[name] > most} == {}
