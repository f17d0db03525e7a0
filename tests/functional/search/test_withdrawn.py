"""What was withdrawn, as a visitor meets it whose process was told nothing: the page never, a list within a minute."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.models import Visibility
from organisations.participation.onboarding import onboard
from solutions.models import SolutionPage
from tests.factories import OrganisationFactory, ReuseFactory, SolutionPageFactory

pytestmark = pytest.mark.django_db

TITLE = "Parkeervergunning zonder papier"
OTHER = "Meldingen openbare ruimte"


def unpublished(page):
    Page.objects.filter(pk=page.pk).update(live=False)


def for_municipalities(page):
    SolutionPage.objects.filter(pk=page.pk).update(visibility=Visibility.MUNICIPALITIES)


def behind_a_password(page):
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type=PageViewRestriction.PASSWORD, password="geheim")]
    )


WAYS = {
    "unpublished": unpublished,
    "for municipalities": for_municipalities,
    "behind a password": behind_a_password,
}


@pytest.fixture
def shared(db):
    """A solution, and another of the same organisation."""
    delft = onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))
    return SolutionPageFactory(parent=delft, title=TITLE), SolutionPageFactory(parent=delft, title=OTHER)


@pytest.mark.parametrize("way", WAYS)
def test_the_page_itself_is_gone_at_once_and_lists_forget_it_within_a_minute(way, shared, client):
    """Rows are changed without a signal, as another process does: what this one remembers is not told."""
    page, other = shared
    ReuseFactory(solution=page)
    asking = f"/stel-een-vraag/{page.pk}/"
    lists = ["/", other.url, f"/vergelijken/?o={page.pk}&o={other.pk}", f"/vergelijken/csv/?o={page.pk}",
             "/feeds/oplossingen/", "/organisaties/delft/", "/sitemap.xml"]  # fmt: skip
    before = {address: client.get(address).content.decode() for address in [page.url, asking, *lists]}
    assert TITLE in before[page.url]
    assert TITLE in before["/"]
    assert page.url in before["/sitemap.xml"]

    WAYS[way](page)
    own = client.get(page.url)
    assert own.status_code in {302, 404} or "wachtwoord" in own.content.decode()
    assert TITLE not in own.content.decode().split("<main", 1)[-1]
    assert client.get(asking).status_code == 404
    assert client.get(f"/kaart/?o={page.pk}").status_code == 404
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=61)):
        for address in lists:
            after = client.get(address).content.decode()
            assert TITLE not in after, address
            assert page.url not in after, address
