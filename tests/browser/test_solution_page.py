"""The page of a solution as a visitor uses it: by keyboard, without a script, on paper, at both widths."""

from __future__ import annotations

import pytest
from django.urls import reverse

from organisations.participation.onboarding import onboard
from solutions.page.uses import AT_ONCE
from tests.browser.conftest import axe_violations
from tests.factories import OrganisationFactory
from tests.functional.solution_shelf import full_solution, user

WIDTHS = (360, 1280)


@pytest.fixture
def delft(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@pytest.fixture
def full(delft):
    """A full page, with so many users that some are folded, one that stopped and one that only somebody names."""
    solution = full_solution(delft)
    for number in range(AT_ONCE + 2):
        user(solution, f"Gemeente {number:02}", lesson="Begin bij het klantcontactcentrum.", cost_band_once="lt10k")
    user(solution, "Assen", status="stopped", reason="De leverancier hield ermee op.")
    user(solution, "Súdwest-Fryslân", confirmed=False)
    return solution


@pytest.fixture
def plain(browser, live_server):
    """A page of a visitor whose browser runs no scripts."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    yield context.new_page()
    context.close()


def test_a_full_page_is_accessible_at_both_widths_when_all_is_unfolded(full, visit):
    wrong = {}
    for width in WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        visit.goto(full.url)
        visit.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        violations = axe_violations(visit)
        if visit.evaluate("document.documentElement.scrollWidth") > width:
            violations.append("scrolls sideways")
        if violations:
            wrong[width] = violations
    assert not wrong


def test_what_one_can_press_is_large_enough(full, visit):
    visit.set_viewport_size({"width": 360, "height": 800})
    visit.goto(full.url)
    sizes = visit.evaluate(
        "[...document.querySelectorAll('.actions :is(a, summary, button:not([hidden])), main .fold summary')]"
        ".map(one => one.getBoundingClientRect()).filter(box => box.width).map(box => [box.width, box.height])"
    )
    assert len(sizes) > 5
    assert min(size for pair in sizes for size in pair) >= 24


def test_the_address_is_copied_by_keyboard_and_said_to_be(full, visit, live_server):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.goto(full.url)
    share = visit.locator(".actions summary", has_text="Delen")
    share.focus()
    visit.keyboard.press("Enter")
    copy = visit.get_by_role("button", name="Kopieer het adres")
    copy.wait_for()
    visit.keyboard.press("Tab")
    assert visit.evaluate("document.activeElement.id") == "adres"
    visit.keyboard.press("Tab")
    visit.keyboard.press("Enter")
    visit.locator(".action-fold__status", has_text="Het adres is gekopieerd.").wait_for()
    assert visit.evaluate("navigator.clipboard.readText()").endswith(full.url)
    visit.keyboard.press("Escape")
    assert not visit.locator("#adres").is_visible()
    assert visit.evaluate("document.activeElement.textContent.trim()") == "Delen"


def test_without_a_clipboard_the_text_is_selected_to_copy_by_hand(full, visit):
    visit.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    visit.goto(full.url)
    visit.locator(".actions summary", has_text="Citeren").click()
    visit.get_by_role("button", name="Kopieer de tekst").click()
    visit.locator(".action-fold__status", has_text="De tekst is geselecteerd.").wait_for()
    selected = visit.evaluate("document.activeElement.value.slice(0, document.activeElement.selectionEnd)")
    assert selected.startswith("Delft (")
    assert selected.endswith(full.url)


def test_opening_one_fold_closes_the_other(full, visit):
    visit.goto(full.url)
    visit.locator(".actions summary", has_text="Delen").click()
    visit.locator(".actions summary", has_text="Citeren").click()
    visit.locator("#citaat").wait_for(state="visible")
    visit.locator("#adres").wait_for(state="hidden")


def test_without_a_script_folds_open_and_no_button_is_dead(full, plain):
    plain.goto(full.url)
    assert plain.locator(".actions button:visible").count() == 0
    plain.locator(".actions summary", has_text="Delen").click()
    assert plain.locator("#adres").is_visible()
    assert plain.locator("a[href^='mailto:?']").is_visible()
    plain.get_by_text("Wat de treden betekenen").click()
    assert plain.get_by_text("Er wordt aan gebouwd of getest, zegt de eigenaar.").is_visible()
    plain.get_by_role("link", name="Stel een vraag").first.click()
    plain.wait_for_url(f"**{reverse('ask', args=[full.pk])}")


def test_on_paper_all_is_unfolded_addresses_are_printed_and_buttons_are_gone(full, plain):
    plain.goto(full.url)
    assert not plain.get_by_text("Er wordt aan gebouwd of getest, zegt de eigenaar.").is_visible()
    plain.emulate_media(media="print")
    assert plain.locator(".actions").is_hidden()
    assert plain.locator(".site-header").is_hidden()
    assert plain.locator(".print-only").is_visible()
    assert plain.get_by_text("Er wordt aan gebouwd of getest, zegt de eigenaar.").bounding_box()["height"] > 0
    assert plain.get_by_text(f"Gemeente {0:02}").first.bounding_box()["height"] > 0


def test_printing_opens_the_folds_and_closes_them_again(full, visit):
    visit.goto(full.url)
    count = "document.querySelectorAll('main details[open]').length"
    visit.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert visit.evaluate(count) > 2
    visit.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert visit.evaluate(count) == 0
