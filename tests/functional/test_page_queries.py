"""Every public page asks the database a bounded number of questions, however much is on it."""

import pytest
from django.core.cache import cache

from organisations.onboarding import onboard
from organisations.tree import ensure_site
from search.rebuild import rebuild
from tests.factories import (
    ExperiencePageFactory,
    OrganisationFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
)

pytestmark = pytest.mark.django_db

MOST = {"home": 30, "solution": 40, "organisation": 30, "organisations": 20, "tag": 25, "search": 20}


@pytest.fixture
def filled():
    """A function that puts so many of everything on the site and gives the addresses of its pages."""
    ensure_site("testserver", 80)
    parent = onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))
    domain = PolicyDomainFactory()

    def fill(count):
        for _number in range(count):
            solution = SolutionPageFactory(parent=parent, tags=["meldingen", "parkeren"])
            solution.policy_domains.add(domain)
            solution.save()
            experience = ExperiencePageFactory(parent=parent, tags=["meldingen"])
            experience.solutions.add(solution)
            experience.save()
            for _user in range(count):
                ReuseFactory(solution=solution)
            OrganisationFactory()
        rebuild("embedded")
        return {
            "home": "/",
            "solution": solution.url,
            "organisation": "/organisaties/delft/",
            "organisations": "/organisaties/",
            "tag": "/onderwerpen/meldingen/",
            "search": "/zoeken/?q=meldingen",
        }

    return fill


@pytest.mark.parametrize("name", MOST)
def test_more_on_a_page_asks_no_more_questions(name, filled, client, django_assert_max_num_queries):
    url = filled(1)[name]
    client.get(url)
    with django_assert_max_num_queries(MOST[name]) as few:
        assert client.get(url).status_code == 200
    url = filled(5)[name]
    cache.clear()
    client.get(url)
    with django_assert_max_num_queries(MOST[name]) as many:
        assert client.get(url).status_code == 200
    assert len(many) <= len(few) + 2
