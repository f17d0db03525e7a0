"""The form of a solution, as an editor of a municipality meets it."""

from __future__ import annotations

import pytest

from home.setup import ensure_site
from hub.models import User
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from solutions.models import SolutionPage
from tests.factories import OrganisationFactory, PolicyDomainFactory

pytestmark = pytest.mark.saves

PASSWORD = "een heel lang wachtwoord"
LATER = ("what_did_not_work", "licence", "repository_url", "cost_model", "common_ground_layer")


@pytest.fixture
def form(transactional_db, settings, visit):
    """The empty form, opened by an editor of 's-Hertogenbosch."""
    settings.ALLOWED_HOSTS = ["*"]
    ensure_site("localhost", 80)
    organisation = OrganisationFactory(name="'s-Hertogenbosch", code="GM0796", slug="s-hertogenbosch")
    parent = onboard(organisation)
    PolicyDomainFactory(code="verkeer", label="Verkeer en vervoer")
    set_role(User.objects.create_user("redacteur", "r@example.org", PASSWORD), organisation, Role.EDITOR)
    visit.goto("/beheer/login/")
    visit.fill("[name=username]", "redacteur")
    visit.fill("[name=password]", PASSWORD)
    visit.click("button[type=submit]")
    visit.wait_for_url("**/beheer/")
    visit.goto(f"/beheer/pages/add/solutions/solutionpage/{parent.pk}/")
    return visit


def test_six_things_stand_open_and_the_rest_is_folded_until_it_is_wrong(form):
    form.expected_complaints = ["400"]  # what saves by itself is told that the address is wrong
    for name in ("title", "summary", "kind", "contact_email"):
        assert form.locator(f"[name={name}]").is_visible(), name
    assert form.get_by_text("Zes dingen zijn genoeg").bounding_box()["y"] < 400
    for name in LATER:
        assert not form.locator(f"[name^={name}]").first.is_visible(), name

    form.fill("[name=title]", "Parkeervergunning zonder papier")
    form.evaluate("document.querySelector('[name=repository_url]').value = 'geen adres'")
    form.get_by_role("button", name="Bewaar concept").click()
    form.get_by_text("Voer een geldige URL in").first.wait_for()
    assert form.locator("[name=repository_url]").is_visible()
    assert not form.locator("[name=licence]").is_visible()
    assert form.input_value("[name=title]") == "Parkeervergunning zonder papier"

    form.fill("[name=repository_url]", "https://github.com/s-hertogenbosch/parkeren")
    form.get_by_role("button", name="Bewaar concept").click()
    form.wait_for_url("**/edit/**")
    draft = SolutionPage.objects.get()
    assert (draft.live, draft.slug) == (False, "parkeervergunning-zonder-papier")
    assert draft.get_latest_revision_as_object().repository_url == "https://github.com/s-hertogenbosch/parkeren"
