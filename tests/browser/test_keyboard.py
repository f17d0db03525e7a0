"""Every page by keyboard alone: in the order one reads, always seeing where one is, at both widths."""

from __future__ import annotations

import pytest

from tests.browser.addresses import ERRORS, STATES
from tests.browser.keyboard import stumbles

WIDTHS = (360, 1280)
BACKWARDS = '<main><p><a href="/b" tabindex="2">B</a> <a href="/a" tabindex="1">A</a></p></main>'
UNSEEN = '<style>a:focus {outline: none}</style><main><a href="/a">A</a></main>'
COVERED = (
    "<style>header {position: fixed; inset: 0; background: white}</style>"
    '<header></header><main><a href="/a">A</a></main>'
)
UPWARDS = (
    "<style>main {display: flex; flex-direction: column-reverse}</style>"
    '<main><p><a href="/a">A</a></p><p><a href="/b">B</a></p></main>'
)
OUT_OF_REACH = '<main><a href="/a">A</a><button onfocus="this.previousSibling.focus()">B</button></main>'


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        (BACKWARDS, "goes back"),
        (UNSEEN, "not seen"),
        (COVERED, "lies under"),
        (UPWARDS, "goes back"),
        (OUT_OF_REACH, "only 1 of 2"),
    ],
)
def test_a_page_on_which_one_stumbles_is_seen(visit, html, complaint):
    visit.set_content(html)
    assert complaint in " ".join(stumbles(visit))


def test_a_page_without_obstacles_is_let_through(visit):
    visit.set_content(
        '<style>a:focus {outline: 2px solid}</style><main><a href="/a">A</a><p><a href="/b">B</a></p></main>'
    )
    assert stumbles(visit) == []


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_everything_in_reading_order_and_one_sees_where(open_state, visit, width):
    visit.set_viewport_size({"width": width, "height": 900})
    wrong = {}
    for name in (*STATES, *ERRORS):
        open_state(name)
        if found := stumbles(visit):
            wrong[name] = found
    assert wrong == {}
