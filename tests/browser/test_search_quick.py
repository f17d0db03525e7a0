"""The search page in the hands of somebody who is quicker than the answers are."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(shelf, visit):
    """The page of a question that everybody answers, with its longest facet open."""
    visit.goto("/zoeken/?q=afspraak")
    visit.wait_for_function("document.documentElement.classList.contains('has-search')")
    visit.locator("#facet-organisatie").evaluate("facet => facet.open = true")
    return visit


def test_two_quick_choices_are_both_kept(page):
    boxes = page.locator("#facet-organisatie .option__box")
    page.expected_complaints = ["htmx:sendAbort", "htmx:afterRequest"]  # the first answer is no longer wanted
    ids = [boxes.nth(place).get_attribute("id") for place in (0, 1)]
    page.evaluate("ids => ids.forEach(id => document.getElementById(id).click())", ids)
    expect(page.locator("a.chip")).to_have_count(2)
    assert all(page.locator(f"#{one}").is_checked() for one in ids)
    assert page.url.count("organisatie=") == 2


def test_a_choice_made_as_soon_as_new_results_stand_is_kept(page):
    first, second = (page.locator("#facet-organisatie .option__box").nth(place).get_attribute("id") for place in (0, 1))
    page.evaluate(
        """second => document.body.addEventListener(
          "htmx:afterSwap", () => setTimeout(() => document.getElementById(second).click()), {once: true}
        )""",
        second,
    )
    page.locator(f"#{first}").check()
    expect(page.locator("a.chip")).to_have_count(2)
    assert all(page.locator(f"#{one}").is_checked() for one in (first, second))
