"""The first steps of a visitor, by keyboard and without JavaScript."""

from __future__ import annotations

from home.required_pages import REQUIRED_PAGES
from tests.browser.addresses import STATES


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(demo, visit):
    visit.goto("/")
    visit.keyboard.press("Tab")
    assert visit.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    visit.keyboard.press("Enter")
    assert visit.evaluate("document.activeElement.id") == "inhoud"


def test_the_walk_over_all_pages_meets_every_page_that_a_site_must_have():
    assert {f"/{required.slug}/" for required in REQUIRED_PAGES} <= {state.path for state in STATES.values()}
