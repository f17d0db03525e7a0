"""The search page without JavaScript: a form with a button, links and folds do all of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SHARING

FRYSLAN = f"GM{SHARING.index('Súdwest-Fryslân'):04}"


@pytest.fixture(params=[360, 1280])
def plain(shelf, browser, live_server, request):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": request.param, "height": 900}
    )
    page = context.new_page()
    page.width = request.param
    yield page
    context.close()


def unfold(page):
    """Open the facets, which stand open already on a wide screen."""
    if page.width < 960:
        page.locator(".facets__summary").press("Enter")


def open_facet(page, name):
    facet = page.locator(f"#facet-{name}")
    if facet.get_attribute("open") is None:
        facet.locator("> summary").press("Enter")
    return facet


def test_asking_choosing_and_letting_go_work_with_a_form_and_links(plain):
    plain.goto("/")
    plain.locator("#vraag").fill("afspraak")
    plain.locator("main").get_by_role("button", name="Zoeken").click()
    plain.wait_for_url("**/zoeken/?q=afspraak")
    unfold(plain)
    plain.locator("#soort-solution").check()
    open_facet(plain, "provincie")
    plain.locator("#provincie-Utrecht").check()
    plain.locator("#facetten .without-js").press("Enter")
    plain.wait_for_url("**soort=solution&provincie=Utrecht")
    expect(plain.locator("a.chip")).to_have_count(2)
    assert plain.locator("#provincie-Utrecht").is_checked()
    plain.locator("a.chip").first.press("Enter")
    expect(plain.locator("a.chip")).to_have_count(1)
    plain.locator(".chosen__clear").press("Enter")
    expect(plain.locator("a.chip")).to_have_count(0)
    plain.locator("#sorteer-nieuwste").press("Enter")
    plain.locator(".pagination a[rel=next]").press("Enter")
    plain.wait_for_url("**sorteer=nieuwste&pagina=2")


def test_one_of_many_organisations_can_be_reached_and_chosen(plain):
    plain.goto("/zoeken/?q=afspraak")
    unfold(plain)
    facet = open_facet(plain, "organisatie")
    assert facet.locator(".option:visible").count() == 6
    plain.locator("#meer-organisatie > summary").press("Enter")
    assert facet.locator(".option:visible").count() == 24
    facet.locator("a").press("Enter")
    plain.wait_for_url("**meer=organisatie**")
    if not plain.locator(f"#organisatie-{FRYSLAN}").is_visible():
        unfold(plain)
    assert facet.locator(".option:visible").count() == len(SHARING)
    plain.locator(f"#organisatie-{FRYSLAN}").check()
    plain.locator("#facetten .without-js").press("Enter")
    plain.wait_for_url(f"**organisatie={FRYSLAN}**")
    expect(plain.locator("a.chip")).to_contain_text("Súdwest-Fryslân")
    expect(plain.locator(".hit")).to_have_count(1)


def test_nothing_that_needs_a_script_is_in_sight(plain):
    plain.goto("/zoeken/?q=afspraak")
    unfold(plain)
    expect(plain.locator(".option__box").first).to_be_visible()
    assert plain.locator(".needs-js:visible").count() == 0
    assert plain.locator("#vraag").get_attribute("role") is None
    expect(plain.locator("#vraag")).to_have_attribute("type", "search")
