"""Nothing on the search page moves while it loads, also on a slow telephone."""

from __future__ import annotations

import pytest

SLOWER = 4  # times, as Lighthouse thinks of a telephone
WATCH = """
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(({node}) => node?.id || node?.className || node?.nodeName || "");
        window.shifts.push(`${entry.value.toFixed(4)} ${moved.join(", ")}`);
      }
    }).observe({type: "layout-shift", buffered: true});
"""
AT_REST = """
    () => new Promise((done) => {
      const frame = (left) => left ? requestAnimationFrame(() => frame(left - 1)) : requestIdleCallback(done);
      frame(3);
    })
"""


@pytest.fixture(params=[360, 412, 1280])
def slow(request, shelf, visit):
    """A visitor whose device is slow, and whose page is painted well before its script comes."""
    visit.set_viewport_size({"width": request.param, "height": 823})
    visit.context.new_cdp_session(visit).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    visit.add_init_script(WATCH)

    visit.held = []
    visit.route("**/search*.js", lambda route: visit.held.append(route))  # noqa: PLW0108 - Playwright takes no built-in function
    return visit


@pytest.mark.parametrize(
    "question",
    ["q=afspraak", "q=afspraak&soort=solution&provincie=Utrecht", "q=bestaatniet", "q=afspraak&gemeente=GM0012"],
)
def test_nothing_moves_when_the_script_comes(slow, question):
    slow.goto(f"/zoeken/?{question}", wait_until="commit")
    slow.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    slow.evaluate(AT_REST)
    slow.evaluate("document.fonts.ready.then(() => { window.shifts = []; })")  # from here on it is the script alone
    for route in slow.held:
        route.continue_()
    slow.locator("html.has-search").wait_for()
    slow.evaluate(AT_REST)
    assert slow.held, "no script came late: nothing was tried"
    assert slow.evaluate("window.shifts") == []
