"""What goes wrong on a page as visitors set it up for themselves: zoomed in, with wide letters, still, on paper.

Every check leaves the page as it found it, so that the next looks at the same page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

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
LET_GO = "document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)"
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
OPERATED = (".site-header nav", ".site-header form", "nav.pagination", ".breadcrumb")


@contextmanager
def _size(page: Page, size: dict[str, int]) -> Iterator[None]:
    before = page.viewport_size
    page.set_viewport_size(size)
    yield
    page.set_viewport_size(before)


def too_wide(page: Page) -> list[str]:
    """Whether one must scroll sideways to read."""
    return ["scrolls sideways"] if page.evaluate(SIDEWAYS) > 0 else []


def too_wide_at_four_times_the_size(page: Page) -> list[str]:
    """WCAG 1.4.10: at 400 % nothing scrolls sideways."""
    with _size(page, FOUR_TIMES):
        return too_wide(page)


def lost_by_wider_spacing(page: Page) -> list[str]:
    """WCAG 1.4.12: what is cut off when lines, letters and words stand further apart."""
    before = set(page.evaluate(CUT_OFF))
    page.evaluate(ADOPT, SPACING)
    wrong = [one for one in page.evaluate(CUT_OFF) if one not in before] + too_wide(page)
    page.evaluate(LET_GO)
    return wrong


def lost_by_wider_spacing_at_320(page: Page) -> list[str]:
    """The same on the narrowest screen."""
    with _size(page, {"width": 320, "height": 900}):
        return lost_by_wider_spacing(page)


def moving(page: Page) -> list[str]:
    """What moves for who asks for stillness."""
    page.emulate_media(reduced_motion="reduce")
    wrong = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="null")
    return wrong


def indistinct(page: Page) -> list[str]:
    """Edges, icons and places that do not show in colours of the visitor's own."""
    page.emulate_media(forced_colors="active")
    wrong = page.evaluate(INDISTINCT)
    page.emulate_media(forced_colors="null")
    return wrong


def wrong_on_paper(page: Page) -> list[str]:
    """Paper gets the content, and nothing that one operates."""
    page.emulate_media(media="print")
    with _size(page, PAPER):
        wrong = too_wide(page)
        if not page.locator("main h1").first.is_visible():
            wrong.append("has no heading")
        for part in OPERATED:
            wrong += [f"prints {part}" for one in page.locator(part).all() if one.is_visible()]
    page.emulate_media(media="null")
    return wrong
