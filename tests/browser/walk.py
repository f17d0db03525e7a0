"""One walk over every state of every public page, with all checks on the page as it was loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, Response

from tests.browser.adaptation import (
    indistinct,
    lost_by_wider_spacing,
    lost_by_wider_spacing_at_320,
    moving,
    too_wide,
    too_wide_at_four_times_the_size,
    wrong_on_paper,
)
from tests.browser.addresses import ERRORS, STATES
from tests.browser.conftest import axe_violations
from tests.browser.keyboard import stumbles

Check = Callable[[Page], list[str]]
AT_EVERY_WIDTH: Mapping[str, Check] = {"accessible": axe_violations, "fits": too_wide}
NARROW: Mapping[str, Check] = {
    **AT_EVERY_WIDTH,
    "at four times the size": too_wide_at_four_times_the_size,
    "with wider spacing": lost_by_wider_spacing_at_320,
    "on paper": wrong_on_paper,
    "by keyboard": stumbles,  # last, for it leaves the focus and the place on the page elsewhere
}
WIDE: Mapping[str, Check] = {
    **AT_EVERY_WIDTH,
    "with wider spacing": lost_by_wider_spacing,
    "still": moving,
    "in colours of one's own": indistinct,
    "by keyboard": stumbles,
}


def walk(
    open_state: Callable[[str], Response],
    page: Page,
    width: int,
    checks: Mapping[str, Check],
    seen: Callable[[str, Response], None] = lambda name, response: None,
) -> dict[str, dict[str, list[str]]]:
    """What is wrong, by check and by state; `seen` gets what the site answered to each."""
    page.set_viewport_size({"width": width, "height": 900})
    found: dict[str, dict[str, list[str]]] = {}
    for name in (*STATES, *ERRORS):
        seen(name, open_state(name))
        for check, look in checks.items():
            if wrong := look(page):
                found.setdefault(check, {})[name] = wrong
    return found
