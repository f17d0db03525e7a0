"""Every page as visitors set it up for themselves: zoomed in, with wide letters, still, in own colours, on paper."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.browser.addresses import ERRORS, STATES

EVERYWHERE = (*STATES, *ERRORS)
FOUR_TIMES = {"width": 320, "height": 256}  # what is left of 1280 by 1024 at 400 %
PAPER = {"width": 718, "height": 1000}  # A4 without margins of 10 mm, in CSS pixels
SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-block-end: 2em !important; }"""
ADOPT = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  if (!one.checkVisibility() || box.width <= 2 || box.height <= 2) return false;
  if (one.closest("svg, input, select, textarea, .visually-hidden")) return false;
  const hides = (way) => ["hidden", "clip"].includes(way);
  return hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1
    || hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
}).map((one) => one.outerHTML.slice(0, 110))"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap((one) => [null, "::before", "::after"].map((part) => {
  const style = getComputedStyle(one, part);
  const longest = (times) => Math.max(...times.split(",").map(parseFloat));
  const moves = longest(style.transitionDuration) > 0.01
    || style.animationName !== "none" && longest(style.animationDuration) > 0.01
    || style.scrollBehavior === "smooth";
  return moves ? one.outerHTML.slice(0, 110) + (part ?? "") : "";
})).filter(Boolean)"""
INDISTINCT = """() => {
  const wrong = [];
  const seen = (one) => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 2;
  const behind = (one) => {
    for (let here = one; here; here = here.parentElement) {
      const colour = getComputedStyle(here).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "";
  };
  const edge = (style) => ["Top", "Bottom", "Left"].some((side) => style[`border${side}Style`] !== "none"
    && parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Color`] !== style.backgroundColor);
  const controls = "button, .utrecht-button, input:not([type=hidden]), select, textarea";
  for (const control of document.querySelectorAll(controls)) {
    const style = getComputedStyle(control);
    if (seen(control) && style.appearance === "none" && !edge(style)) wrong.push(["no edge", control]);
  }
  for (const icon of document.querySelectorAll("svg")) {
    if (seen(icon) && getComputedStyle(icon).color === behind(icon)) wrong.push(["icon not seen", icon]);
  }
  const marks = ["fontWeight", "textDecorationLine", "borderBlockEndWidth", "borderInlineStartWidth", "borderTopStyle",
    "outlineStyle", "backgroundColor", "color"];
  for (const current of document.querySelectorAll("[aria-current]")) {
    const others = [...(current.closest("ul, ol, nav")?.querySelectorAll("a, [aria-current]") ?? [])]
      .filter((one) => one.tagName === current.tagName && !one.hasAttribute("aria-current"));
    const mine = getComputedStyle(current);
    const same = others.find((one) => marks.every((mark) => getComputedStyle(one)[mark] === mine[mark]));
    if (seen(current) && same) wrong.push(["where one is does not show", current]);
  }
  return wrong.map(([why, one]) => `${why}: ${one.outerHTML.slice(0, 110)}`);
}"""

pytestmark = pytest.mark.slow


def found_everywhere(open_state, look):
    """What a look at every state finds, by the name of the state."""
    found = {}
    for name in EVERYWHERE:
        open_state(name)
        if wrong := look():
            found[name] = wrong
    return found


def test_at_four_times_the_size_nothing_scrolls_sideways(open_state, visit):
    visit.set_viewport_size(FOUR_TIMES)
    assert found_everywhere(open_state, lambda: visit.evaluate(SIDEWAYS)) == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_wider_spacing_of_text_loses_nothing(open_state, visit, width):
    visit.set_viewport_size({"width": width, "height": 900})

    def look():
        before = set(visit.evaluate(CUT_OFF))
        visit.evaluate(ADOPT, SPACING)
        wrong = [one for one in visit.evaluate(CUT_OFF) if one not in before]
        return [*wrong, *(["scrolls sideways"] if visit.evaluate(SIDEWAYS) > 0 else [])]

    assert found_everywhere(open_state, look) == {}


def test_who_asks_for_stillness_gets_it(open_state, visit):
    visit.emulate_media(reduced_motion="reduce")
    assert found_everywhere(open_state, lambda: visit.evaluate(MOVING)) == {}


def test_something_moves_for_who_does_not_mind(open_state, visit):
    visit.emulate_media(reduced_motion="no-preference")
    open_state("search")
    assert visit.evaluate(MOVING)


def test_in_colours_of_ones_own_edges_icons_and_places_still_show(open_state, visit):
    visit.emulate_media(forced_colors="active")
    assert found_everywhere(open_state, lambda: visit.evaluate(INDISTINCT)) == {}


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ('<style>button {appearance: none; border: none}</style><button type="button">Zoek</button>', "no edge"),
        (
            "<style>svg {forced-color-adjust: none; color: Canvas} p {background: Canvas}</style><p><svg></svg></p>",
            "icon not seen",
        ),
        ('<nav><a href="/a" aria-current="page">A</a> <a href="/b">B</a></nav>', "does not show"),
    ],
)
def test_what_disappears_in_colours_of_ones_own_is_seen(visit, html, complaint):
    visit.emulate_media(forced_colors="active")
    visit.set_content(html)
    assert complaint in " ".join(visit.evaluate(INDISTINCT))


def test_paper_gets_the_content_and_not_what_one_operates(open_state, visit):
    visit.set_viewport_size(PAPER)
    visit.emulate_media(media="print")

    def look():
        wrong = ["scrolls sideways"] if visit.evaluate(SIDEWAYS) > 0 else []
        if not visit.locator("main h1").first.is_visible():
            wrong.append("has no heading")
        for part in (".site-header nav", ".site-header form", "nav.pagination", ".breadcrumb"):
            wrong += [f"prints {part}" for one in visit.locator(part).all() if one.is_visible()]
        return wrong

    assert found_everywhere(open_state, look) == {}


def test_paper_holds_the_whole_text_with_the_addresses_of_its_links(open_state, visit):
    open_state("solution")
    pages = PdfReader(io.BytesIO(visit.pdf(format="A4"))).pages
    text = " ".join(page.extract_text() for page in pages)
    assert visit.inner_text("main h1") in text
    assert "https://github.com/" in text
    assert 1 <= len(pages) <= 6
