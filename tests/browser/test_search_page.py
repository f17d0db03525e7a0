"""The search page in place: by keyboard alone, with the browser's Back, and accessible in every state."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SHARING, axe_violations
from tests.browser.in_place import ADDRESS, count, focus_is_on, is_same_document, mark, say

DELFT = f"GM{SHARING.index('Delft'):04}"
FRYSLAN = f"GM{SHARING.index('Súdwest-Fryslân'):04}"
WIDTHS = (320, 1280)
NARROW = {"width": 360, "height": 760}


@pytest.fixture
def page(shelf, visit):
    """The page of a question that everybody answers, marked so that a reload would show."""
    visit.goto(ADDRESS)
    mark(visit)
    return visit


def box(page, code):
    return page.locator(f"#organisatie-{code}")


def test_choosing_a_value_with_the_space_bar_narrows_in_place_and_keeps_the_focus(page):
    page.locator("#facet-organisatie").evaluate("facet => facet.open = true")
    first = page.locator("#facet-organisatie .option__box").first
    chosen = first.get_attribute("id")
    first.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**organisatie=**")
    say(page, "1 ")
    assert is_same_document(page)
    focus_is_on(page, chosen)
    assert page.locator(f"#{chosen}").is_checked()
    assert count(page) == page.locator(".hit").count() == 1
    expect(page.locator("a.chip")).to_have_count(1)
    expect(page).to_have_title(re.compile("^afspraak"))


def test_back_and_forward_restore_results_boxes_and_chips(page):
    everything = count(page)
    page.locator("#soort-solution").check()
    page.wait_for_url("**soort=solution**")
    page.locator("#provincie-Utrecht").evaluate("box => box.click()")
    page.wait_for_url("**provincie=Utrecht**")
    expect(page.locator("a.chip")).to_have_count(2)
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(1)
    assert page.locator("#soort-solution").is_checked()
    assert not page.locator("#provincie-Utrecht").is_checked()
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(0)
    assert not page.locator("#soort-solution").is_checked()
    assert count(page) == everything
    page.go_forward()
    expect(page.locator("a.chip")).to_have_count(1)
    assert page.locator("#soort-solution").is_checked()
    assert is_same_document(page)
    page.locator("#provincie-Utrecht").evaluate("box => box.click()")
    page.wait_for_url("**provincie=Utrecht**")
    expect(page.locator("a.chip")).to_have_count(2)


def test_back_from_a_result_finds_the_narrowed_page_again(page):
    page.locator("#provincie-Utrecht").evaluate("box => box.click()")
    page.wait_for_url("**provincie=Utrecht**")
    page.locator(".hit a").first.press("Enter")
    page.wait_for_url("**/organisaties/**")
    page.go_back()
    expect(page.locator("#provincie-Utrecht")).to_be_checked()
    expect(page.locator("a.chip")).to_have_count(1)


def test_chips_are_removed_one_by_one_or_all_at_once_by_keyboard(shelf, visit):
    visit.goto(f"{ADDRESS}&organisatie={DELFT}&organisatie={FRYSLAN}&provincie=Utrecht&sorteer=nieuwste")
    mark(visit)
    expect(visit.locator("a.chip")).to_have_count(3)
    visit.locator("a.chip", has_text="Delft").press("Enter")
    expect(visit.locator("a.chip")).to_have_count(2)
    focus_is_on(visit, "aantal")
    assert DELFT not in visit.url
    visit.locator(".chosen__clear").press("Enter")
    expect(visit.locator("a.chip")).to_have_count(0)
    assert visit.url.endswith(f"{ADDRESS}&sorteer=nieuwste")
    focus_is_on(visit, "aantal")
    assert visit.locator(".option__box:checked").count() == 0
    assert is_same_document(visit)


def test_order_and_pages_change_in_place(page):
    page.locator("#sorteer-nieuwste").press("Enter")
    page.wait_for_url("**sorteer=nieuwste**")
    expect(page.locator("#sorteer-nieuwste")).to_have_attribute("aria-current", "true")
    focus_is_on(page, "sorteer-nieuwste")
    first = page.locator(".hit h2").first.inner_text()
    page.locator(".pagination a[rel=next]").press("Enter")
    page.wait_for_url("**pagina=2**")
    expect(page.locator(".pagination [aria-current=page]")).to_contain_text("2")
    focus_is_on(page, "aantal")
    expect(page.locator("#aantal")).to_be_in_viewport()
    assert page.locator(".hit h2").first.inner_text() != first
    page.locator("#soort-solution").check()
    page.wait_for_url("**soort=solution**")
    assert "pagina" not in page.url
    assert "sorteer=nieuwste" in page.url
    assert is_same_document(page)


def test_one_of_many_organisations_is_found_by_typing_and_stays_found(page):
    page.locator("#facet-organisatie").evaluate("facet => facet.open = true")
    assert box(page, FRYSLAN).count() == 0, "not among the first that are sent"
    page.locator("#zoek-organisatie").focus()
    expect(box(page, FRYSLAN)).to_have_count(1)
    page.keyboard.type("fryslan")
    status = page.locator(".facet__find [role=status]").first
    expect(status).to_contain_text("1 ")
    assert page.locator("#facet-organisatie .option:visible").count() == 1
    assert not page.locator("#meer-organisatie > summary").is_visible(), "one list while one looks for a value"
    page.keyboard.press("Enter")
    assert is_same_document(page)
    assert "organisatie=" not in page.url
    page.keyboard.press("Tab")
    focus_is_on(page, f"organisatie-{FRYSLAN}")
    page.keyboard.press("Space")
    page.wait_for_url(f"**organisatie={FRYSLAN}**")
    expect(page.locator("a.chip")).to_contain_text("Súdwest-Fryslân")
    assert page.locator("#zoek-organisatie").input_value() == "fryslan"
    focus_is_on(page, f"organisatie-{FRYSLAN}")
    page.locator("#zoek-organisatie").press("Escape")
    assert page.locator("#zoek-organisatie").input_value() == ""
    assert page.locator("#facet-organisatie .option__box").first.get_attribute("value") == FRYSLAN
    page.locator("#zoek-organisatie").type("bestaat niet")
    assert page.locator("#facet-organisatie .option:visible").count() == 0
    assert status.inner_text() != ""


def test_letting_go_of_a_value_that_returns_to_the_fold_keeps_the_focus_on_it(page):
    page.locator("#facet-organisatie").evaluate("facet => facet.open = true")
    page.locator("#meer-organisatie > summary").press("Enter")
    folded = page.locator("#meer-organisatie .option__box").last.get_attribute("id")
    page.locator(f"#{folded}").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**organisatie=**")
    expect(page.locator("a.chip")).to_have_count(1)
    focus_is_on(page, folded)
    page.locator("#meer-organisatie > summary").press("Enter")
    page.locator(f"#{folded}").focus()
    page.keyboard.press("Space")
    expect(page.locator("a.chip")).to_have_count(0)
    focus_is_on(page, folded)
    assert page.locator(f"#{folded}").is_visible()


def test_the_drawer_holds_the_focus_narrows_behind_itself_and_gives_the_focus_back(page):
    page.set_viewport_size(NARROW)
    everything = count(page)
    assert not page.locator("#facetten").is_visible()
    page.locator("#filters-openen").press("Enter")
    expect(page.locator("#filterla")).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#filterla')"
        )
    page.locator("#facet-provincie").evaluate("facet => facet.open = true")
    page.locator("[id='provincie-Frysl%C3%A2n']").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**provincie=**")
    say(page, "1 ")
    expect(page.locator("#filterla .facets__show")).to_contain_text("1 ")
    assert page.locator("#filterla").is_visible()
    focus_is_on(page, "provincie-Frysl%C3%A2n")
    assert count(page) == 1 < everything
    page.keyboard.press("Escape")
    expect(page.locator("#filterla")).not_to_be_visible()
    focus_is_on(page, "filters-openen")
    assert "(1)" in page.locator("#filters-openen").inner_text()
    page.keyboard.press("Enter")
    page.locator("#filterla .facets__show").press("Enter")
    expect(page.locator("#filterla")).not_to_be_visible()
    focus_is_on(page, "filters-openen")
    assert page.locator("#facetten").count() == 1


def test_back_with_an_open_drawer_leaves_a_whole_page(page):
    page.set_viewport_size(NARROW)
    page.locator("#filters-openen").click()
    page.locator("#soort-solution").check()
    page.wait_for_url("**soort=solution**")
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(0)
    expect(page.locator("#filterla")).not_to_be_visible()
    assert page.locator("#facetten").count() == 1
    page.locator("#filters-openen").click()
    expect(page.locator("#soort-solution")).not_to_be_checked()


def test_a_wide_screen_has_the_facets_beside_the_results_and_no_drawer(page):
    assert page.locator("#facetten").is_visible()
    assert not page.locator("#filters-openen").is_visible()
    page.set_viewport_size(NARROW)
    page.locator("#filters-openen").click()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator("#filterla")).not_to_be_visible()
    assert page.locator(".results > #facetten").is_visible()


def test_when_a_swap_fails_the_page_is_loaded_the_plain_way(page):
    page.expected_complaints = ["Failed to load resource", "htmx", "ERR_FAILED"]
    page.route(
        "**/zoeken/?**",
        lambda route: route.abort() if route.request.resource_type == "xhr" else route.continue_(),
    )
    page.locator("#soort-solution").check()
    page.wait_for_url("**soort=solution**")
    expect(page.locator("a.chip")).to_have_count(1)
    assert not is_same_document(page)


def test_without_htmx_the_form_keeps_its_button(shelf, visit):
    visit.expected_complaints = ["Failed to load resource"]
    visit.route("**/htmx.min*.js", lambda route: route.abort())
    visit.goto(ADDRESS)
    visit.locator("#soort-solution").check()
    visit.locator("#facetten [type=submit]").press("Enter")
    visit.wait_for_url("**soort=solution**")
    expect(visit.locator("a.chip")).to_have_count(1)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_opens_is_accessible_and_fits(shelf, visit, width):
    visit.set_viewport_size({"width": width, "height": 900})
    wrong = {}

    def look(state):
        violations = axe_violations(visit)
        if visit.evaluate("document.documentElement.scrollWidth") > width:
            violations.append("scrolls sideways")
        if violations:
            wrong[state] = violations

    visit.goto(f"{ADDRESS}&organisatie={DELFT}&provincie=Utrecht")
    mark(visit)
    if width < 960:
        visit.locator("#filters-openen").click()
        look("drawer")
    visit.locator("#zoek-organisatie").fill("a")
    look("finding")
    visit.locator("#zoek-organisatie").fill("bestaat niet")
    look("nothing to find")
    assert not wrong
