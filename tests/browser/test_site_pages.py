"""Front page with everything on it, the pages about the site, errors and components, at both widths in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousOperation
from PIL import Image

from home.models import HomePage
from hub.models import BrandSettings, User
from tests.browser.conftest import axe_violations
from tests.factories import (
    EventPageFactory,
    ExperiencePageFactory,
    NewsPageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
    ThemePageFactory,
)

WIDTHS = (360, 1280)
FEWEST_COLOURS = 40
MOST_BYTES = 130_000


@pytest.fixture
def site(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SEARCH_ENGINE = "embedded"
    BrandSettings.objects.create(
        footer_text="Een site van de gemeenten samen.",
        accessibility_register_url="https://www.toegankelijkheidsverklaring.nl/register/1",
        contact_email="hulp@verderbouwen.example",
    )


@pytest.fixture
def home(site):
    """A front page on which every kind of block has something to show."""
    delft = OrganisationPageFactory(organisation__name="Delft", slug="delft")
    domain = PolicyDomainFactory(label="Verkeer en vervoer")
    for title in ("Parkeervergunning online", "Meldingen openbare ruimte", "Grafregister voor Súdwest-Fryslân"):
        solution = SolutionPageFactory(parent=delft, title=title)
        solution.policy_domains.add(domain)
        solution.save()
        ReuseFactory(solution=solution, organisation=OrganisationFactory())
    ExperiencePageFactory(parent=delft)
    NewsPageFactory()
    EventPageFactory()
    ThemePageFactory()
    page = HomePage.objects.get()
    page.body.append(
        ("text", {"heading": "Wie dit maakt", "text": "<p>Gemeenten samen, met <a href='/over/'>uitleg</a>.</p>"})
    )
    picks = [{"page": solution, "note": "Veel gemeenten begonnen hiermee."}]
    page.body.append(("picks", {"heading": "Uitgelicht", "picks": picks}))
    page.save_revision().publish()
    return page


FONTS_FETCHED = """() => performance.getEntriesByType("resource").map(one => one.name)
    .filter(name => name.endsWith(".woff2"))"""
FAMILIES_LOADED = """() => document.fonts.ready.then(all => [...all].filter(one => one.status === "loaded")
    .map(one => one.family.replaceAll('"', "")))"""


def wrong_at_both_widths(visit, url):
    """What axe and the width of the page say, at both widths."""
    wrong = []
    for width in WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        visit.goto(url)
        wrong += [f"{width}: {one}" for one in axe_violations(visit)]
        if visit.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{width}: scrolls sideways")
    return wrong


def test_the_front_page_with_every_block_is_accessible(home, visit):
    assert wrong_at_both_widths(visit, "/") == []
    assert visit.locator(".home > .section").count() == 10


def test_the_front_page_is_read_with_the_keyboard_from_question_to_call(home, visit):
    visit.goto("/")
    visit.focus("#vraag")
    stops = []
    for _press in range(60):
        visit.keyboard.press("Tab")
        stops.append(visit.evaluate("document.activeElement.textContent.trim()"))
    order = [stops.index(words) for words in ("Zoeken", "Alle oplossingen", "Verkeer en vervoer", "Lees hoe u meedoet")]
    assert order == sorted(order)


def test_the_first_view_of_the_front_page_is_light(home, visit):
    sizes = []
    visit.on("response", lambda response: sizes.append((response.url, len(response.body()))))
    visit.goto("/", wait_until="networkidle")
    pictures = (".png", ".webp", "logo.svg")
    sent = {url: size for url, size in sizes if not url.endswith(pictures)}
    assert sum(sent.values()) < 2 * MOST_BYTES, "uncompressed, as the test server sends it"
    assert not [url for url in sent if "search.css" in url or "story.css" in url or "htmx" in url]


def test_an_error_looks_like_the_site_and_is_accessible(site, visit, monkeypatch):
    def fail(self, request, *args, **kwargs):
        raise SuspiciousOperation

    monkeypatch.setattr(HomePage, "get_context", fail)
    visit.expected_complaints = ["400"]
    assert wrong_at_both_widths(visit, "/") == []
    assert visit.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Sans 3 Variable"')
    assert visit.locator(".site-header__logo img").evaluate("image => image.naturalWidth") > 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_components_is_accessible_and_photographed(site, visit, width, tmp_path: Path):
    User.objects.create_superuser("beheer", "beheer@example.org", "een heel lang wachtwoord")
    visit.goto("/onderdelen/")
    visit.fill("[name=username]", "beheer")
    visit.fill("[name=password]", "een heel lang wachtwoord")
    visit.click("button[type=submit]")
    visit.wait_for_url("**/onderdelen/")
    visit.set_viewport_size({"width": width, "height": 900})
    visit.goto("/onderdelen/")
    assert axe_violations(visit) == []
    assert visit.evaluate("document.documentElement.scrollWidth") <= width
    photo = tmp_path / f"onderdelen-{width}.png"
    visit.screenshot(path=photo, full_page=True)
    with Image.open(photo) as image:
        assert image.width == width
        assert image.height > 5_000
        assert len(image.convert("RGB").getcolors(maxcolors=2**24)) > FEWEST_COLOURS


def test_the_font_that_is_preloaded_is_used_and_fetched_once(visit, site):
    visit.goto("/")
    preloaded = visit.locator("link[rel=preload][as=font]").evaluate_all("links => links.map(link => link.href)")
    assert "Source Sans 3 Variable" in visit.evaluate(FAMILIES_LOADED)
    assert len(preloaded) == 1
    assert visit.evaluate(FONTS_FETCHED).count(preloaded[0]) == 1
