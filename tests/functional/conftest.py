import pytest
from django.test import Client

from search.answering import service
from search.engines.registry import LEXICON_NAME, configured_engines, forget_engines
from search.indexing.consumers import consumer
from search.indexing.models import OutboxEvent
from tests.factories import (
    ContentPageFactory,
    ExperiencePageFactory,
    OrganisationPageFactory,
    PolicyDomainFactory,
    SolutionPageFactory,
)
from tests.shared_fixtures import shared_fixture


@pytest.fixture(autouse=True)
def fresh_search():
    """No breaker, cache, lexicon or engine of another test."""
    service.reset()
    forget_engines()
    yield
    forget_engines()


@shared_fixture
def hub():
    """A small hub with a solution, an experience, an article and two organisations, in both senses built."""
    delft = OrganisationPageFactory(
        organisation__name="Delft",
        organisation__code="GM0503",
        organisation__province="Zuid-Holland",
        slug="delft",
    )
    venray = OrganisationPageFactory(organisation__name="Venray", organisation__province="Limburg", slug="venray")
    solution = SolutionPageFactory(
        parent=delft,
        slug="parkeervergunning",
        title="Parkeervergunningen online aanvragen",
        summary="Inwoners vragen een vergunning aan met DigiD.",
        development_status="stable",
    )
    solution.policy_domains.add(PolicyDomainFactory(code="verkeer", label="Verkeer en vervoer"))
    solution.save()
    ExperiencePageFactory(parent=venray, title="Wat wij leerden van de vergunning op straat")
    ContentPageFactory(parent=venray, title="Handleiding zaaksysteem")
    built_and_drained()
    return {"delft": delft, "venray": venray, "solution": solution}


def built_and_drained():
    """Every engine built from what is there, with no change waiting."""
    OutboxEvent.objects.all().delete()  # a build reads everything; taking in the changes too would be doing it twice
    for name in (LEXICON_NAME, *configured_engines()):
        consumer(name).rebuild()


def drained():
    """Every engine with all changes taken in."""
    for name in (LEXICON_NAME, *configured_engines()):
        consumer(name).catch_up()


@pytest.fixture
def client():
    return Client(raise_request_exception=True)
