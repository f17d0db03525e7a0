"""Every template, as a visitor sees it at both widths: accessible, quiet in the console, nothing from elsewhere."""

from __future__ import annotations

import pytest

from tests.browser.addresses import ERRORS, STATES
from tests.browser.conftest import axe_violations

WIDTHS = (360, 1280)


@pytest.mark.slow
def test_every_page_is_accessible_at_both_widths(open_state, visit):
    wrong = {}
    for width in WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        for name in (*STATES, *ERRORS):
            open_state(name)
            violations = axe_violations(visit)
            if visit.evaluate("document.documentElement.scrollWidth") > width:
                violations.append("scrolls sideways")
            if violations:
                wrong[f"{name} at {width}"] = violations
    assert not wrong


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(demo, visit):
    visit.goto("/")
    visit.keyboard.press("Tab")
    assert visit.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    visit.keyboard.press("Enter")
    assert visit.evaluate("document.activeElement.id") == "inhoud"


def test_searching_works_without_javascript(demo, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#vraag", "meldingen")
    page.locator("main").get_by_role("button", name="Zoeken").click()
    assert page.locator(".hit").count() > 0
    context.close()
