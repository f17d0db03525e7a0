"""The checks of `adaptation` see what is wrong, and what a walk over all pages cannot show."""

from __future__ import annotations

import io

from pypdf import PdfReader

from tests.browser.adaptation import INDISTINCT, MOVING


def test_something_moves_for_who_does_not_mind(open_state, visit):
    visit.emulate_media(reduced_motion="no-preference")
    open_state("search")
    assert visit.evaluate(MOVING)


COMPLAINTS = {
    '<style>button {appearance: none; border: none}</style><button type="button">Zoek</button>': "no edge",
    "<style>svg {forced-color-adjust: none; color: Canvas} p {background: Canvas}</style><p><svg></svg></p>": (
        "icon not seen"
    ),
    '<nav><a href="/a" aria-current="page">A</a> <a href="/b">B</a></nav>': "does not show",
}


def test_what_disappears_in_colours_of_ones_own_is_seen(visit):
    visit.emulate_media(forced_colors="active")
    for html, complaint in COMPLAINTS.items():
        visit.set_content(html)
        assert complaint in " ".join(visit.evaluate(INDISTINCT)), html


def test_paper_holds_the_whole_text_with_the_addresses_of_its_links(open_state, visit):
    open_state("solution")
    pages = PdfReader(io.BytesIO(visit.pdf(format="A4"))).pages
    text = " ".join(page.extract_text() for page in pages)
    assert visit.inner_text("main h1") in text
    assert "https://github.com/" in text
    assert 1 <= len(pages) <= 6
