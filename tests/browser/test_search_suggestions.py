"""Suggestions while typing, on every question box: by keyboard, by touch, read out, and never in the way."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import axe_violations

BOXES = {"/": "#vraag", "/zoeken/": "#vraag", "/organisaties/": "#kop-zoeken", "/bestaat-niet/": "#zoek-verder"}


@pytest.fixture
def field(shelf, visit):
    """The question box of the search page, with a list under it."""
    visit.goto("/zoeken/")
    field = visit.locator("#vraag")
    field.press_sequentially("afspraak")
    expect(options(visit).first).to_be_visible()
    return field


def options(page):
    return page.locator("[role=option]:visible")


def active(field):
    return field.get_attribute("aria-activedescendant")


def test_every_question_box_is_a_combobox_with_suggestions(shelf, visit):
    visit.expected_complaints = ["404"]
    for address, selector in BOXES.items():
        visit.goto(address)
        field = visit.locator(selector)
        expect(field).to_have_role("combobox")
        expect(field).to_have_attribute("aria-expanded", "false")
        field.press_sequentially("Delft")
        expect(options(visit)).to_have_count(2)
        expect(field).to_have_attribute("aria-expanded", "true")
        assert "Afspraak maken in Delft" in options(visit).first.inner_text()
        assert options(visit).nth(1).inner_text().startswith("Gemeente Delft")
        listed = visit.locator(f"#{field.get_attribute('aria-controls')}")
        expect(listed).to_have_role("listbox")
        expect(visit.locator(f"{selector} ~ [role=status]")).to_contain_text("2 ")


def test_arrows_home_and_end_walk_the_list_while_the_focus_stays_in_the_field(field, visit):
    last = options(visit).count() - 1
    first_id, last_id = (options(visit).nth(place).get_attribute("id") for place in (0, last))
    assert active(field) is None
    visit.keyboard.press("ArrowDown")
    assert active(field) == first_id
    expect(options(visit).first).to_have_attribute("aria-selected", "true")
    visit.keyboard.press("End")
    assert active(field) == last_id
    visit.keyboard.press("ArrowDown")
    assert active(field) is None, "between the last and the first stands the field itself"
    visit.keyboard.press("ArrowUp")
    assert active(field) == last_id
    visit.keyboard.press("Home")
    assert active(field) == first_id
    assert visit.locator("[role=option][aria-selected=true]").count() == 1
    expect(field).to_be_focused()


def test_enter_follows_the_option_or_else_asks_the_question(field, visit):
    visit.keyboard.press("ArrowDown")
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/afspraak/")
    visit.goto("/zoeken/")
    visit.locator("#vraag").press_sequentially("afspraak")
    expect(options(visit).first).to_be_visible()
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/zoeken/?q=afspraak")


def test_escape_closes_first_and_clears_then_and_tab_leaves(field, visit):
    visit.keyboard.press("ArrowDown")
    visit.keyboard.press("Escape")
    expect(options(visit)).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    assert active(field) is None
    assert field.input_value() == "afspraak"
    visit.keyboard.press("ArrowDown")
    expect(options(visit).first).to_be_visible()
    visit.keyboard.press("Escape")
    visit.keyboard.press("Escape")
    assert field.input_value() == ""
    field.press_sequentially("afspraak")
    expect(options(visit).first).to_be_visible()
    visit.keyboard.press("Tab")
    expect(options(visit)).to_have_count(0)
    assert visit.evaluate("document.activeElement.type") == "submit"


def test_a_finger_can_choose(shelf, browser, live_server):
    context = browser.new_context(base_url=live_server.url, has_touch=True, viewport={"width": 360, "height": 760})
    page = context.new_page()
    page.goto("/")
    page.locator("#vraag").tap()
    page.locator("#vraag").press_sequentially("Zwolle")
    options(page).first.tap()
    page.wait_for_url("**/afspraak/")
    context.close()


def test_an_answer_that_comes_too_late_is_not_shown(shelf, visit):
    visit.goto("/zoeken/")
    held = []

    def hold(route):
        held.append(route)

    visit.route(re.compile(r"suggesties/\?q=Delft$"), hold)
    field = visit.locator("#vraag")
    with visit.expect_request(re.compile(r"q=Delft$")):
        field.press_sequentially("Delft")
    with visit.expect_event("requestfailed", lambda request: request.url.endswith("q=Delft")):
        field.fill("Zwolle")
    expect(options(visit).first).to_contain_text("Zwolle")
    assert len(held) == 1
    with suppress(Error):  # the browser let go of it
        held[0].fulfill(json={"suggestions": [{"text": "Delft", "kind": "tag", "label": "x", "url": "/"}]})
    expect(options(visit).first).to_contain_text("Zwolle")


def test_typing_asks_once_after_a_pause_and_no_answer_is_no_trouble(shelf, visit):
    visit.expected_complaints = ["500"]
    asked = []
    visit.on("request", lambda request: "suggesties" in request.url and asked.append(request.url))
    visit.clock.install()
    visit.goto("/zoeken/")
    visit.clock.pause_at(dt.datetime.now(tz=dt.UTC) + dt.timedelta(hours=1))
    visit.locator("#vraag").press_sequentially("Zwolle")
    assert asked == []
    visit.clock.run_for(1000)
    expect(options(visit).first).to_be_visible()
    assert len(asked) == 1
    visit.clock.resume()
    visit.route("**/suggesties/**", lambda route: route.fulfill(status=500, body="weg"))
    visit.locator("#vraag").press_sequentially("r")
    expect(options(visit)).to_have_count(0)
    visit.keyboard.press("Enter")
    visit.wait_for_url("**q=Zwoller")


@pytest.mark.parametrize("width", [360, 1280])
def test_an_open_list_is_accessible_and_fits(shelf, visit, width):
    visit.expected_complaints = ["404"]
    visit.set_viewport_size({"width": width, "height": 900})
    wrong = {}
    for address, selector in BOXES.items():
        visit.goto(address)
        visit.locator(selector).press_sequentially("afspraak")
        expect(options(visit).first).to_be_visible()
        visit.keyboard.press("ArrowDown")
        violations = axe_violations(visit)
        if visit.evaluate("document.documentElement.scrollWidth") > width:
            violations.append("scrolls sideways")
        if violations:
            wrong[address] = violations
    assert not wrong


def test_typing_on_or_moving_in_the_text_lets_go_of_the_option(field, visit):
    for key in ("r", "ArrowLeft", "ArrowRight"):
        visit.keyboard.press("ArrowDown")
        expect(field).to_have_attribute("aria-activedescendant", re.compile("."))
        visit.keyboard.press(key)
        assert active(field) is None
        field.fill("afspraak")
        expect(options(visit).first).to_be_visible()
    visit.keyboard.press("ArrowDown")
    field.press_sequentially("en maken")
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/zoeken/?q=afspraaken+maken")


def test_a_list_of_an_earlier_text_does_not_stay(field, visit):
    visit.route(re.compile(r"suggesties/\?q=afspraakzzz"), lambda _route: None)  # no answer comes
    field.press_sequentially("zzz")
    expect(options(visit)).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")


def test_nothing_is_suggested_to_leave_out(field, visit):
    visit.clock.install()
    field.fill("afspraak -delf")
    expect(options(visit)).to_have_count(0)
    visit.clock.run_for(5_000)
    expect(options(visit)).to_have_count(0)
