"""Every template, as a visitor sees it at both widths: accessible, quiet in the console, nothing from elsewhere."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from search.rebuild import rebuild
from tests.browser.conftest import axe_violations

WIDTHS = (360, 1280)
PAGES = {
    "home": "/",
    "search": "/zoeken/?q=melding",
    "search, filtered": "/zoeken/?q=melding&soort=solution",
    "search, corrected": "/zoeken/?q=formulirren",
    "search, nothing found": "/zoeken/?q=xqzxqz",
    "search, without a question": "/zoeken/",
    "solutions": "/oplossingen/",
    "experiences": "/ervaringen/",
    "solution": "/organisaties/amsterdam/signalen/",
    "experience": "/organisaties/gemeente-voorbeeldstad/meldingen-van-zes-ingangen-naar-een/",
    "experience, told together": "/organisaties/gemeente-voorbeelddijk/samen-een-begraafplaats/",
    "organisations": "/organisaties/",
    "organisations, none found": "/organisaties/?naam=bestaatniet",
    "organisation that takes part": "/organisaties/amsterdam/",
    "organisation that tells stories": "/organisaties/gemeente-voorbeeldstad/",
    "organisation of the registry": "/organisaties/urk/",
    "organisation named as a user": "/organisaties/zwolle/",
    "tag": "/onderwerpen/meldingen/",
    "tag, one kind": "/onderwerpen/common-ground/?soort=oplossingen",
    "text": "/over/",
    "not found": "/bestaat-niet/",
}


@pytest.fixture
def demo(transactional_db, settings):
    """The site as `make demo` fills it, on the embedded engine."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.SEARCH_ENGINE = "embedded"
    for command in ("setup_site", "seed_demo"):
        if command == "seed_demo":
            call_command("import_organisations", apply=True, verbosity=0)
            call_command("import_vocabularies", apply=True, verbosity=0)
        call_command(command, verbosity=0)
    rebuild("embedded")


def test_every_page_is_accessible_at_both_widths(demo, visit):
    visit.expected_complaints = ["404"]
    wrong = {}
    for width in WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        for name, url in PAGES.items():
            visit.goto(url)
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


def test_the_page_of_an_error_stands_alone(demo, live_server, visit):
    from django.template import engines

    html = engines["django"].get_template("500.html").render()
    visit.set_content(html)
    assert axe_violations(visit) == []
    assert "Er ging iets mis" in visit.inner_text("h1")
