"""The walk with the Tab key sees what somebody without a mouse stumbles over."""

from __future__ import annotations

from tests.browser.keyboard import stumbles

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


GOOD = '<style>a:focus {outline: 2px solid}</style><main><a href="/a">A</a><p><a href="/b">B</a></p></main>'
COMPLAINTS = {
    BACKWARDS: "goes back",
    UNSEEN: "not seen",
    COVERED: "lies under",
    UPWARDS: "goes back",
    OUT_OF_REACH: "only 1 of 2",
}


def test_a_page_on_which_one_stumbles_is_seen_and_a_good_one_let_through(visit):
    for html, complaint in COMPLAINTS.items():
        visit.set_content(html)
        assert complaint in " ".join(stumbles(visit)), html
    visit.set_content(GOOD)
    assert stumbles(visit) == []
