"""Where the keyboard and the eye are after a change in place, after Back, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.in_place import ADDRESS, focus_is_on, mark, say


@pytest.fixture
def page(shelf, visit):
    """The page of a question that everybody answers."""
    visit.goto(ADDRESS)
    mark(visit)
    return visit


def test_showing_all_values_goes_on_at_the_first_that_was_folded_away(page):
    facet = page.locator("#facet-organisatie")
    facet.evaluate("facet => facet.open = true")
    facet.locator(".facet__more > summary").press("Enter")
    facet.locator("a", has_text="Toon alle").press("Enter")
    expect(facet.locator("a", has_text="Toon alle")).to_have_count(0)
    page.wait_for_function("document.activeElement.matches('.facet__more .option__box')", timeout=3000)
    say(page, str(facet.locator(".option__box").count()))


def test_a_value_that_moves_when_it_is_chosen_stays_in_sight(page):
    facet = page.locator("#facet-organisatie")
    facet.evaluate("facet => facet.open = true")
    facet.locator(".facet__more > summary").press("Enter")
    last = facet.locator(".option__box").last
    last.scroll_into_view_if_needed()
    last.press("Space")
    page.wait_for_url("**organisatie=**")
    focus_is_on(page, facet.locator(".option__box:checked").get_attribute("id"))
    top, bottom = page.evaluate(
        "(() => { const box = document.activeElement.getBoundingClientRect(); return [box.top, box.bottom] })()"
    )
    assert top >= 0
    assert bottom <= page.viewport_size["height"]


def test_back_leaves_the_keyboard_on_the_page(page):
    page.locator("#soort-solution").check()
    page.wait_for_url("**soort=solution**")
    page.locator("a.chip").focus()
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(0)
    focus_is_on(page, "aantal")


def test_on_paper_the_results_have_the_width_and_say_what_was_chosen(page):
    page.goto(f"{ADDRESS}&soort=solution")
    page.set_viewport_size({"width": 1047, "height": 740})
    page.emulate_media(media="print")
    assert page.locator("#resultaten").bounding_box()["width"] > 700
    assert page.locator("a.chip").is_visible()
    assert not page.locator(".chosen__clear").is_visible()
    assert not page.locator("#facetten").is_visible()
