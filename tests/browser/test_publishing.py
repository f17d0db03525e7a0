"""The main job: a municipality writes, VNG approves, a project leader elsewhere finds; withdrawn, it is gone."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import Group

from home.setup import ensure_site
from hub.models import User
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from organisations.participation.rights import EDITORS
from solutions.models import SolutionPage
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.saves

PASSWORD = "een heel lang wachtwoord"
TITLE = "Parkeervergunningaanvraag zonder papier"
FINDABLE_IN = 2.0  # seconds


@pytest.fixture
def municipality(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ensure_site("localhost", 80)
    organisation = OrganisationFactory(name="Súdwest-Fryslân", code="GM1900", province="Friesland")
    page = onboard(organisation)
    editor = User.objects.create_user("redacteur", "redacteur@example.org", PASSWORD)
    set_role(editor, organisation, Role.EDITOR)
    vng = User.objects.create_user("vng", "vng@example.org", PASSWORD)
    vng.groups.add(Group.objects.get(name=EDITORS))
    return page


def log_in(page, username):
    page.goto("/beheer/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/beheer/")


def log_out(page):
    page.context.clear_cookies()


def write_and_submit(page, municipality):
    """As a municipal editor: a title, a summary, a status, two tags, and on to the editors."""
    log_in(page, "redacteur")
    page.goto(f"/beheer/pages/add/solutions/solutionpage/{municipality.pk}/")
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", "Inwoners vragen hun vergunningen thuis aan.")
    page.locator(".w-panel__header", has_text="Status en hergebruik").locator("[data-panel-toggle]").click()
    page.select_option("[name=development_status]", "stable")
    tags = page.locator("#id_tags ~ ul.tagit input, .tagit input").first
    for tag in ("parkeren", "formulieren"):
        tags.fill(tag)
        tags.press("Enter")
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Stuur door naar Redactie").click()
    page.wait_for_url("**/beheer/pages/**")


def approve(page, solution):
    """As an editor of VNG: approve and publish from the edit screen."""
    log_out(page)
    log_in(page, "vng")
    page.goto(f"/beheer/pages/{solution.pk}/edit/")
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Goedkeuren en publiceren", exact=True).click()
    page.wait_for_url("**/beheer/pages/**")


def withdraw(page, solution):
    """As an editor of VNG: take the page off the site."""
    page.goto(f"/beheer/pages/{solution.pk}/unpublish/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/beheer/pages/**")


def until(page, url, wanted, present=True):
    """Seconds until the words stand, or no longer stand, among the results at this address."""
    started = time.monotonic()
    while time.monotonic() - started < 10:
        page.goto(url)
        if (wanted in page.locator("main").inner_text()) == present:
            return time.monotonic() - started
        time.sleep(0.1)
    pytest.fail(f"{wanted!r} {'not found' if present else 'still found'} at {url}")


def facet_count(page, parameter, label):
    """The number beside a value of the facet with this parameter, or 0 when it is not offered."""
    option = page.locator(f"#facet-{parameter} label.option", has_text=label)
    return int("".join(filter(str.isdigit, option.text_content()))) if option.count() else 0


def test_what_a_municipality_writes_is_found_within_two_seconds_and_gone_when_withdrawn(municipality, worker, visit):
    write_and_submit(visit, municipality)
    solution = SolutionPage.objects.get(title=TITLE)
    assert not solution.live
    assert sorted(tag.name for tag in solution.get_latest_revision_as_object().tags.all()) == [
        "formulieren",
        "parkeren",
    ]

    approve(visit, solution)
    solution.refresh_from_db()
    assert solution.live
    log_out(visit)
    assert until(visit, "/zoeken/?q=vergunning", TITLE) < FINDABLE_IN
    assert facet_count(visit, "soort", "Oplossingen") == 1
    assert facet_count(visit, "organisatie", "Súdwest-Fryslân") == 1
    assert facet_count(visit, "provincie", "Friesland") == 1
    assert facet_count(visit, "status", "Klaar voor gebruik") == 1
    until(visit, "/zoeken/?q=aanvragen+parkeren", TITLE)  # an inflected form, and a part of the compound

    log_in(visit, "vng")
    withdraw(visit, solution)
    log_out(visit)
    assert until(visit, "/zoeken/?q=vergunning", TITLE, present=False) < FINDABLE_IN
    assert facet_count(visit, "soort", "Oplossingen") == 0
    assert facet_count(visit, "status", "Klaar voor gebruik") == 0
