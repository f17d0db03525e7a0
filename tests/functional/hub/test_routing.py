"""A page is found by its whole address in the same few steps however far below the front page it stands."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from organisations.participation.onboarding import onboard
from tests.factories import OrganisationFactory, SolutionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


def status(client, path):
    return client.get(path).status_code


def test_a_page_far_below_is_found_without_those_above_it(delft, rf, django_assert_num_queries):
    page = SolutionPageFactory(parent=delft, slug="signalen")
    home = Site.objects.get().root_page.specific
    with django_assert_num_queries(2):
        assert home.route(rf.get("/"), ["organisaties", "delft", "signalen"]).page == page


def test_the_same_slug_elsewhere_is_another_page(client, delft):
    other = onboard(OrganisationFactory(name="Zwolle", code="GM0193", slug="zwolle"))
    here = SolutionPageFactory(parent=delft, slug="signalen", title="Van Delft")
    there = SolutionPageFactory(parent=other, slug="signalen", title="Van Zwolle")
    for page in (here, there):
        assert page.title in client.get(page.url).content.decode()


def test_what_is_withdrawn_moved_or_never_was_is_not_found(client, delft):
    page = SolutionPageFactory(parent=delft, slug="signalen")
    assert status(client, "/organisaties/delft/signalen/") == 200
    page.unpublish()
    assert status(client, "/organisaties/delft/signalen/") == 404
    assert status(client, "/organisaties/delft/bestaat-niet/") == 404
    assert status(client, "/organisaties/zwolle/signalen/") == 404


def test_a_page_whose_organisation_moved_is_found_at_its_new_address(client, delft):
    SolutionPageFactory(parent=delft, slug="signalen")
    delft.slug = "delft-nieuw"
    delft.save_revision().publish()
    assert status(client, "/organisaties/delft-nieuw/signalen/") == 200
    assert status(client, "/organisaties/delft/signalen/") == 404


def test_the_profile_of_an_organisation_without_a_page_is_still_found(client, delft):
    OrganisationFactory(name="Urk", code="GM0184", slug="urk")
    assert status(client, "/organisaties/urk/") == 200
    assert status(client, "/organisaties/urk/signalen/") == 404
