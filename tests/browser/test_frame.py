"""The frame of every page on a small and a wide screen."""

import pytest

from tests.browser.conftest import axe_violations


@pytest.fixture
def site(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SEARCH_ENGINE = "embedded"


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth") - page.viewport_size["width"]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_menu_fits_the_screen_and_is_accessible(site, visit, width):
    visit.set_viewport_size({"width": width, "height": 900})
    visit.goto("/over/")
    if width < 768:
        visit.locator(".site-menu summary").press("Enter")
        assert visit.locator(".site-menu a").first.is_visible()
        assert not visit.locator(".site-nav").is_visible()
        assert axe_violations(visit) == []
        assert sideways(visit) <= 0
    else:
        assert visit.locator(".site-nav a").first.is_visible()
        assert not visit.locator(".site-menu").is_visible()
