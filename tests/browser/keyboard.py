"""Walks a page with the Tab key, as somebody without a mouse does, and says what such a visitor stumbles over."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_STOPS = 800
REGISTER = """() => {
  if (document.activeElement !== document.body) {
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
  }
  window.visited = new Set();
  window.before = null;
  window.resting = new Map([...document.querySelectorAll("*")].map((one) => [one, look(one)]));
  function look(one) {
    const style = getComputedStyle(one);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor].join();
  }
}"""
HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || window.visited.has(one)) return null;
  // What stands on the page may change while one goes through it: only the stop before this one counts.
  const known = window.before?.isConnected;
  const forward = !known || !!(window.before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  window.visited.add(one);
  window.before = one;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const look = [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor].join();
  // "auto" is the browser's own ring, which it draws as wide as it needs to be.
  const ring = style.outlineStyle === "auto" || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inset = Math.min(2, box.width / 4, box.height / 4);
  const points = [
    [box.left + box.width / 2, box.top + box.height / 2],
    [box.left + inset, box.top + inset],
    [box.right - inset, box.bottom - inset],
  ];
  // A link of several lines has holes: look at its lines, too.
  for (const line of one.getClientRects()) points.push([line.left + line.width / 2, line.top + line.height / 2]);
  // A shape on a map does not fill its box, nor need its middle lie on it.
  if (one.closest("svg")) {
    for (let across = 1; across < 16; across += 1)
      for (let down = 1; down < 16; down += 1)
        points.push([box.left + (box.width * across) / 16, box.top + (box.height * down) / 16]);
  }
  const hit = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    if (!top) return false;
    const around = top.contains(one) && top.matches("label, summary, a, button");
    return one.contains(top) || around || [...one.labels ?? []].some((label) => label.contains(top));
  });
  return {
    forward,
    what: one.outerHTML.slice(0, 110),
    shown: (ring || style.boxShadow !== "none") && look !== window.resting.get(one),
    hit,
    left: box.left + scrollX,
    right: box.right + scrollX,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
    drawn: !!one.closest("svg"),
    fixed: !!one.closest("dialog") || style.position === "fixed",
  };
}"""


def stumbles(page: Page) -> list[str]:
    """What is wrong along all stops of the Tab key: order, a focus that is not seen, one that lies under something."""
    page.evaluate(REGISTER)
    wrong: list[str] = []
    before = None
    reached = 0
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        reached += 1
        if not here["shown"]:
            wrong.append(f"focus is not seen on {here['what']}")
        if not here["hit"]:
            wrong.append(f"focus lies under something: {here['what']}")
        on_a_map = before and before["drawn"] and here["drawn"]  # places have no first line: by name, as in the table
        if before and not on_a_map and reads_backwards(before, here):
            wrong.append(f"goes back from {before['what']} to {here['what']}")
        before = here
    if reached < len(tabbable(page)):
        wrong.append(f"only {reached} of {len(tabbable(page))} stops are reached")
    return wrong


def reads_backwards(before: dict[str, float], here: dict[str, float]) -> bool:
    """Whether this stop stands before the last one: in the document, or above it in the same column."""
    if not here["forward"]:
        return True
    above = here["bottom"] <= before["top"] + 1
    return above and here["left"] < before["right"] - 1 and not before["fixed"]


def tabbable(page: Page) -> list[str]:
    """Everything on the page that the keyboard must be able to reach."""
    return page.evaluate(
        """() => {
          const radios = new Set();
          return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
            .filter((one) => {
              if (one.disabled || one.tabIndex < 0 || one.type === "hidden") return false;
              if (!one.checkVisibility({visibilityProperty: true})) return false;
              if (one.type !== "radio") return true;
              const known = radios.has(one.name);
              radios.add(one.name);
              return !known;
            })
            .map((one) => one.outerHTML.slice(0, 110));
        }"""
    )
