"""Choosing "mijn gemeente" in a real browser: accessible, by keyboard, and without JavaScript."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from organisations.models import Organisation
from organisations.participation.onboarding import onboard
from search.indexing.consumers import consumer
from tests.browser.conftest import axe_violations
from tests.factories import ReuseFactory, SolutionPageFactory

WIDTHS = (360, 1280)


@pytest.fixture
def shared(put_site):
    """A solution of Utrecht that four municipalities like Delft use, found by "stoeptegels"."""
    put_site("mine", fill)


def fill():
    call_command("import_organisations", apply=True, verbosity=0)
    utrecht = onboard(Organisation.objects.by_code("GM0344"))
    solution = SolutionPageFactory(parent=utrecht, slug="meldingen")
    for name in ("Leiden", "Schiedam", "Gouda", "Zoetermeer", "Urk"):
        ReuseFactory(solution=solution, organisation=Organisation.objects.get(name=name))
    consumer("embedded").rebuild()
    return {}


def test_every_state_of_the_panel_is_accessible_at_both_widths(shared, visit):
    wrong = {}
    for width in WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        for address in (
            "/zoeken/?q=stoeptegels&gemeente=delft&zoals-mijn=1",
            "/zoeken/?q=stoeptegels&gemeente=atlantis&zoals-mijn=1",
        ):
            visit.goto(address)
            for details in visit.locator(".mine details").all():
                details.locator("summary").click()
            violations = axe_violations(visit)
            if visit.evaluate("document.documentElement.scrollWidth") > width:
                violations.append("scrolls sideways")
            if violations:
                wrong[f"{address} at {width}"] = violations
    assert not wrong


@pytest.mark.parametrize("javascript", [True, False])
def test_choosing_and_forgetting_by_keyboard_with_and_without_javascript(shared, browser, live_server, javascript):
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=javascript)
    page = context.new_page()
    page.goto("/zoeken/?q=stoeptegels")
    assert context.cookies() == []
    assert page.locator(".hit__alike").count() == 0
    page.locator(".mine a").press("Enter")
    page.locator("select[name=gemeente]").focus()
    page.keyboard.type("Delft")
    page.locator("form:has(select[name=gemeente]) button").press("Enter")
    page.wait_for_url("**/zoeken/?q=stoeptegels")
    assert "Delft" in page.locator(".mine").inner_text()
    alike = page.locator(".hit__alike").inner_text()
    assert all(name in alike for name in ("Leiden", "Schiedam", "Zoetermeer"))
    assert "Urk" not in alike
    assert page.locator("input[name=zoals-mijn]").count() == 1
    page.locator(".mine button[name=vergeten]").press("Enter")
    page.wait_for_url("**/zoeken/?q=stoeptegels")
    assert page.locator(".hit__alike").count() == 0
    assert page.locator("input[name=zoals-mijn]").count() == 0
    context.close()


def test_a_shared_address_keeps_its_municipality_in_facets_and_in_the_question_box(shared, visit):
    visit.goto("/zoeken/?q=stoeptegels&gemeente=delft")
    assert visit.locator("form.search-box input[name=gemeente]").first.input_value() == "GM0503"
    visit.locator("input[name=zoals-mijn]").first.check()
    visit.wait_for_url("**zoals-mijn=1**")
    assert "gemeente=" in visit.url
    assert visit.locator(".hit").count() == 1
    visit.locator("a.chip").first.click()
    visit.wait_for_url(lambda url: "zoals-mijn" not in url and "gemeente=" in url)
