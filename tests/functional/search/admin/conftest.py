"""A hub with an editor of VNG and one of a municipality, both logged in."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from hub.models import User
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from organisations.participation.rights import EDITORS
from search.answering import service
from search.engines.registry import LEXICON_NAME, forget_engines
from search.indexing.consumers import consumer
from tests.factories import ExperiencePageFactory, OrganisationFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture


@pytest.fixture(autouse=True)
def fresh_search():
    """No breaker, cache, lexicon or engine of another test."""
    service.reset()
    forget_engines()
    yield
    service.reset()
    forget_engines()


@shared_fixture
def filled():
    """A few records that can be found; returns the municipality that shares them."""
    parent = onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))
    SolutionPageFactory(
        parent=parent, slug="meldingen", title="Meldingen openbare ruimte", summary="Een gat in de weg."
    )
    SolutionPageFactory(
        parent=parent, slug="klanten", title="Klantcontact met Kiss", summary="Een scherm voor de balie."
    )
    ExperiencePageFactory(parent=parent, slug="balie", title="Wat de balie leerde van klantcontact")
    for name in (LEXICON_NAME, "embedded"):
        consumer(name).rebuild()
    return parent


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def vng(home):
    """An editor of VNG, logged in."""
    user = User.objects.create_user("vng", "vng@example.org", "een lang wachtwoord")
    user.groups.add(Group.objects.get(name=EDITORS))
    return logged_in(user)


@pytest.fixture
def municipal(home):
    """An editor of a municipality, logged in."""
    organisation = OrganisationFactory(name="Venray", code="GM0984", slug="venray")
    onboard(organisation)
    user = User.objects.create_user("venray", "venray@example.org", "een lang wachtwoord")
    set_role(user, organisation, Role.EDITOR)
    return logged_in(user)
