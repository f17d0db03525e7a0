"""Comparing in a real browser: every state accessible, by keyboard, without JavaScript, on a small screen, on paper."""

from __future__ import annotations

import pytest

from organisations.participation.onboarding import onboard
from search.indexing.consumers import consumer
from solutions.models import SolutionPage
from tests.browser.conftest import axe_violations
from tests.factories import OrganisationFactory, ReuseFactory, SolutionPageFactory

pytestmark = pytest.mark.slow
WIDTHS = (360, 1280)
TITLES = (
    "Signalen",
    "Meldingenformulier openbare ruimte Súdwest-Fryslân",
    "Zaakafhandelcomponent 's-Hertogenbosch",
    "Meldpunt",
    "Buitenbeter",
)
SCROLLED = """
() => {
  const region = document.querySelector(".compare-region");
  const rests = region.scrollLeft === region.before;
  region.before = region.scrollLeft;
  return rests && region.scrollLeft > 200;
}
"""
COVERED = """
() => {
  const focus = document.activeElement.getBoundingClientRect();
  const head = document.querySelector(".compare__head");
  if (head.contains(document.activeElement)) return false;
  const cells = [head, ...head.children].map((one) => one.getBoundingClientRect());
  const bottom = Math.max(...cells.filter((one) => one.height > 5).map((one) => one.bottom));
  const x = focus.left + focus.width / 2;
  const top = document.elementFromPoint(x, focus.top + 3);
  const one = document.activeElement;
  return focus.top < bottom - 1 || !top || !(one.contains(top) || top.contains(one));
}
"""


@pytest.fixture
def shared(put_site):
    """Five solutions that differ, of which three are used elsewhere, found by "stoeptegels"."""
    put_site("comparison", fill)
    return list(SolutionPage.objects.order_by("pk"))


def fill():
    delft = onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))
    made = [
        SolutionPageFactory(
            parent=delft,
            title=title,
            summary=f"{title}: inwoners melden losse stoeptegels.",
            kind=kind,
            contact_name="Team Dienstverlening",
        )
        for title, kind in zip(TITLES, ("software", "dataset", "service", "document", "software"), strict=True)
    ]
    for solution in made[:3]:
        for name in ("Alphen aan den Rijn", "Nuenen, Gerwen en Nederwetten", "Urk"):
            ReuseFactory(solution=solution, organisation__name=name)
    consumer("embedded").rebuild()
    return {}


def address(solutions, extra=""):
    return f"/vergelijken/?{'&'.join(f'o={one.pk}' for one in solutions)}{extra}"


def test_every_state_is_accessible_at_both_widths(shared, visit):
    states = {
        "two": address(shared[:2]),
        "three, differences, found": address(shared[:3], "&verschil=1&zoek=meldpunt"),
        "four, for a municipality": address(shared[:4], "&gemeente=delft"),
        "too many, missing, unknown": address(shared, "&o=999999&gemeente=atlantis"),
        "nothing found": address(shared[:1], "&zoek=xqzxqz"),
    }
    wrong = {}
    for width in WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        for name, url in states.items():
            visit.goto(url)
            violations = axe_violations(visit)
            if visit.evaluate("document.documentElement.scrollWidth") > width:
                violations.append("scrolls sideways")
            if violations:
                wrong[f"{name} at {width}"] = violations
    assert not wrong


@pytest.mark.parametrize("javascript", [True, False])
def test_collecting_while_searching_on_by_keyboard_with_and_without_javascript(
    shared, browser, live_server, javascript
):
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=javascript)
    page = context.new_page()
    page.goto("/zoeken/?q=stoeptegels")
    page.get_by_role("link", name="Vergelijk Signalen", exact=True).press("Enter")
    page.wait_for_url("**/vergelijken/**")
    assert context.cookies() == [] or {one["name"] for one in context.cookies()} == {"csrftoken"}
    page.get_by_role("button", name="Bewaar en zoek verder").press("Enter")
    page.wait_for_url("**/zoeken/?q=stoeptegels")
    assert "Vergelijken (1)" in page.locator(".tray").inner_text()
    page.locator(".hit__family summary").press("Enter")  # one owner has five, of which two are folded away
    page.get_by_role("link", name="Vergelijk Meldpunt", exact=True).press("Enter")
    page.wait_for_url("**/vergelijken/**")
    assert page.locator(".compare__head th a").all_inner_texts() == ["Signalen", "Meldpunt"]
    assert page.get_by_role("button", name="Afdrukken").is_visible() == javascript
    page.locator("#zoek-oplossing").fill("buitenbeter")
    page.locator("#zoek-oplossing").press("Enter")
    page.wait_for_url("**zoek=buitenbeter**")
    page.locator("[aria-labelledby=gevonden]").get_by_role("link", name="Zet ernaast Buitenbeter").press("Enter")
    page.wait_for_url(lambda url: "zoek" not in url)
    assert page.locator(".compare__head th a").count() == 3
    page.get_by_role("link", name="Alleen verschillen").press("Enter")
    page.wait_for_url("**verschil=1**")
    page.get_by_role("link", name="Haal weg Signalen").press("Enter")
    page.wait_for_url(lambda url: url.count("o=") == 2)
    page.get_by_role("button", name="Bewaar en zoek verder").press("Enter")
    page.wait_for_url("**/oplossingen/")
    assert page.locator(".tray__list a").all_inner_texts() == ["Meldpunt", "Buitenbeter"]
    page.get_by_role("button", name="Haal Meldpunt weg").press("Enter")
    assert page.locator(".tray__list a").all_inner_texts() == ["Buitenbeter"]
    page.get_by_role("link", name="Vergelijk wat u had").press("Enter")
    page.wait_for_url("**/vergelijken/**")
    assert page.locator(".compare__head th a").count() == 2
    context.close()


def test_the_tray_and_the_links_of_hits_are_accessible_and_large_enough(shared, visit):
    visit.goto(address(shared[:3]))
    visit.get_by_role("button", name="Bewaar en zoek verder").click()
    wrong = {}
    for width in WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        for url in ("/zoeken/?q=stoeptegels", "/", "/organisaties/delft/", shared[0].get_url()):
            visit.goto(url)
            violations = axe_violations(visit)
            for one in visit.locator(".compare-link, .tray a, .tray button").all():
                box = one.bounding_box()
                if box["height"] < 24 or box["width"] < 24:
                    violations.append(f"too small: {one.inner_text()}")
            if visit.evaluate("document.documentElement.scrollWidth") > width:
                violations.append("scrolls sideways")
            if violations:
                wrong[f"{url} at {width}"] = violations
    assert not wrong


def test_the_link_on_a_card_is_above_the_link_that_covers_the_card(shared, visit):
    visit.goto("/")
    visit.get_by_role("link", name="Vergelijk Signalen", exact=True).click()
    visit.wait_for_url("**/vergelijken/**")
    assert visit.get_by_role("heading", name="Kies er nog een").count() == 1


@pytest.mark.parametrize(("width", "many"), [(1280, 4), (800, 4), (360, 2), (360, 4)])
def test_heads_stay_in_sight_and_never_cover_what_has_the_focus(width, many, shared, visit):
    visit.set_viewport_size({"width": width, "height": 700})
    visit.goto(address(shared[:many]))
    links = visit.locator(".compare a").count()
    visit.locator(".compare-region").focus()
    covered = []
    for key in ["Tab"] * (links + 2) + ["Shift+Tab"] * (links + 1):
        visit.keyboard.press(key)
        if visit.evaluate("document.activeElement.closest('.compare td') !== null") and visit.evaluate(COVERED):
            covered.append(visit.evaluate("document.activeElement.textContent"))
    assert not covered
    visit.locator(".compare tbody").last.locator("td a").last.focus()
    assert visit.locator(".compare__head a").first.is_visible()
    region = visit.locator(".compare-region")
    scrolls = region.evaluate("region => getComputedStyle(region).overflowY") == "auto"
    edge = region.bounding_box()["y"] if scrolls else 0
    top = visit.locator(".compare__head th a").first.bounding_box()["y"]
    assert edge <= top < edge + 150, "the names of the solutions went out of sight"


def test_on_a_small_screen_columns_scroll_in_their_region_and_labels_stay(shared, visit):
    visit.set_viewport_size({"width": 360, "height": 700})
    visit.goto(address(shared[:4]))
    region = visit.get_by_role("region", name="Vergelijking")
    region.focus()
    before = visit.locator(".compare [scope=row] .compare__stay").nth(3).bounding_box()["x"]
    for _time in range(12):
        visit.keyboard.press("ArrowRight", delay=50)
    visit.wait_for_function(SCROLLED)
    after = visit.locator(".compare [scope=row] .compare__stay").nth(3).bounding_box()["x"]
    assert after == pytest.approx(before, abs=6)
    assert visit.evaluate("document.scrollingElement.scrollLeft") == 0
    first, last = (visit.locator(".compare__head th a").nth(number).bounding_box()["x"] for number in (0, 3))
    assert first < 0 < last < 360


def test_laid_out_anew_it_is_still_a_table_to_a_screen_reader(shared, visit):
    visit.set_viewport_size({"width": 360, "height": 700})
    visit.goto(address(shared[:2]))
    table = visit.get_by_role("table", name="Oplossingen vergelijken")
    assert table.get_by_role("columnheader").count() == 3
    row = table.get_by_role("row").filter(has=visit.get_by_role("rowheader", name="Soort verschilt"))
    assert row.get_by_role("cell").all_inner_texts() == ["Software", "Gegevensset"]


def test_on_paper_the_table_fits_and_what_one_operates_is_gone(shared, visit):
    visit.goto(address(shared[:4]))
    visit.emulate_media(media="print")
    visit.set_viewport_size({"width": 1030, "height": 700})
    assert visit.evaluate("document.documentElement.scrollWidth") <= 1030
    assert visit.locator(".compare tbody td").last.is_visible()
    for gone in (".compare-bar", ".compare-keep", ".compare__tools", ".site-header", ".compare-full"):
        assert not visit.locator(gone).first.is_visible()
    visit.set_viewport_size({"width": 360, "height": 700})
    assert visit.evaluate("getComputedStyle(document.querySelector('.compare')).display") == "table"
    assert visit.evaluate("getComputedStyle(document.querySelector('.compare-region')).overflowX") == "visible"
