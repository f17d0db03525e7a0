"""The map and the figures in a real browser: keyboard, pointer, no JavaScript, forced colours, paper."""

from __future__ import annotations

import base64
import datetime as dt
from itertools import combinations

import pytest

from organisations.boundaries import shapes
from solutions.models import ReuseStatus
from tests.browser.conftest import axe_violations
from tests.factories import OrganisationFactory, OrganisationPageFactory, ReuseFactory, SolutionPageFactory

TOWNS = {
    "Delft": ("GM0503", "Zuid-Holland", ReuseStatus.IN_USE),
    "Rijswijk": ("GM0603", "Zuid-Holland", ReuseStatus.PILOT),
    "Súdwest-Fryslân": ("GM1900", "Fryslân", ReuseStatus.STOPPED),
    "'s-Hertogenbosch": ("GM0796", "Noord-Brabant", ReuseStatus.EXPLORING),
}
LOUD = 10  # how far apart two patterns must be: the mean difference of their dots, from 0 (black) to 255 (white)


@pytest.fixture
def signalen(transactional_db, settings):
    """A solution that four municipalities confirmed in four ways, and that Urk is only said to use."""
    settings.ALLOWED_HOSTS = ["*"]
    owner = OrganisationPageFactory(organisation__name="Amsterdam", organisation__code="GM0363")
    solution = SolutionPageFactory(parent=owner, title="Signalen")
    for name, (code, province, status) in TOWNS.items():
        town = OrganisationFactory(name=name, code=code, province=province, slug=code.lower())
        ReuseFactory(organisation=town, solution=solution, status=status, since=dt.date(2023, 4, 1))
    urk = OrganisationFactory(name="Urk", code="GM0184", province="Flevoland", slug="gm0184")
    ReuseFactory(organisation=urk, solution=solution, confirmed_at=None)
    return solution


def tip(page):
    return page.locator(".use-map__tip:visible").all_inner_texts()


def test_the_land_lies_under_the_municipalities(signalen, visit):
    with visit.expect_response(lambda response: "nederland.svg" in response.url) as land:
        visit.goto("/kaart/")
    assert land.value.ok
    box = visit.locator("use.use-map__land").bounding_box()
    assert box["width"] > 200
    delft = visit.locator("a.use-map__area").first.bounding_box()
    assert box["x"] < delft["x"] < box["x"] + box["width"]


def test_a_province_fills_the_map_and_nothing_beside_it(signalen, visit):
    visit.goto("/kaart/?provincie=Zuid-Holland")
    visit.locator("use.use-map__land").wait_for()
    land, sheet = (visit.locator(part).bounding_box() for part in ("use.use-map__land", ".use-map__drawing"))
    assert land["width"] > 2 * sheet["width"]
    above = [sheet["x"] + sheet["width"] / 2, sheet["y"] - 60]
    assert not visit.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('.use-map')", above)


def test_the_keyboard_goes_from_town_to_town_and_reads_each_aloud(signalen, visit):
    visit.goto(f"/kaart/?o={signalen.pk}")
    visit.locator(".use-map__skip").focus()
    told = []
    for _town in range(5):
        visit.keyboard.press("Tab")
        told.append(visit.evaluate("document.activeElement.getAttribute('aria-label')"))
        assert tip(visit) == [told[-1]]
    assert told[1] == "Delft: in gebruik sinds 2023, bevestigd"
    assert told[-1] == "Urk: in gebruik, nog niet bevestigd"
    assert visit.get_by_role("link", name=told[1], exact=True).count() == 1
    visit.keyboard.press("Tab")
    assert tip(visit) == []
    assert visit.locator(".use-map svg a").count() == 5


def test_escape_takes_the_words_away_and_the_link_still_works(signalen, visit):
    visit.goto(f"/kaart/?o={signalen.pk}")
    visit.locator("a.use-map__area").nth(1).focus()
    assert tip(visit)
    visit.keyboard.press("Escape")
    assert tip(visit) == []
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/organisaties/gm0503/")


def test_the_pointer_shows_the_words_and_may_rest_on_them(signalen, visit):
    visit.clock.install()
    visit.goto(f"/kaart/?o={signalen.pk}")
    visit.locator("a.use-map__area").nth(3).hover()
    words = tip(visit)
    assert words == ["Súdwest-Fryslân: gestopt, bevestigd"]
    visit.locator(".use-map__tip").hover()
    visit.clock.run_for(400)  # longer than the words would stay
    assert tip(visit) == words
    visit.mouse.move(2, 2)
    visit.locator(".use-map__tip").wait_for(state="hidden")


def test_the_words_stay_within_the_map_on_a_small_screen(signalen, visit):
    visit.set_viewport_size({"width": 360, "height": 800})
    visit.goto(f"/kaart/?o={signalen.pk}")
    for town in visit.locator("a.use-map__area").all():
        town.focus()
        box = visit.locator(".use-map__tip").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_the_skip_link_leads_past_the_map_to_the_table(signalen, visit):
    visit.goto("/kaart/")
    visit.locator(".use-map__skip").focus()
    assert visit.locator(".use-map__skip").bounding_box()["width"] > 100
    visit.keyboard.press("Enter")
    assert visit.evaluate("document.activeElement.id") == "kaart-tabel"


def test_without_javascript_map_form_and_table_work(signalen, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/kaart/")
    page.select_option("#o", label="Signalen")
    page.get_by_role("button", name="Toon").click()
    assert page.inner_text("h1") == "Wie gebruikt Signalen?"
    assert page.get_by_role("link", name="Delft: in gebruik sinds 2023, bevestigd").count() == 1
    assert page.locator("tbody tr").count() == 5
    page.goto("/cijfers/")
    page.locator("summary", has_text="bevestigd hergebruik").click()
    assert page.locator("section[aria-labelledby=hergebruik] table").is_visible()
    context.close()


GREYS = """async ([boxes, picture]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return boxes.map((box) => {
        const pixels = context.getImageData(Math.round(box.x), Math.round(box.y), 34, 22).data;
        const grey = (at) => (pixels[at] + pixels[at + 1] + pixels[at + 2]) / 3;
        return Array.from({ length: 34 * 22 }, (_, number) => grey(4 * number));
    });
}"""


def test_no_two_classes_similar_municipality_in_grey(signalen, visit):
    visit.goto(f"/kaart/?o={signalen.pk}")
    for seen in ({}, {"forced_colors": "active"}, {"forced_colors": "none", "media": "print"}):
        visit.emulate_media(**seen)
        assert too_similar(visit) == {}, seen


def too_similar(visit):
    """The pairs of classes in the legend that differ less than one sees, with the distance."""
    visit.locator(".use-map__legend").scroll_into_view_if_needed()
    picture = base64.b64encode(visit.screenshot()).decode()
    boxes = [sample.bounding_box() for sample in visit.locator(".use-map__sample").all()]
    greys = visit.evaluate(GREYS, [boxes, picture])
    apart = {
        (one, other): sum(abs(a - b) for a, b in zip(greys[one], greys[other], strict=True)) / len(greys[one])
        for one, other in combinations(range(6), 2)
    }
    return {pair: distance for pair, distance in apart.items() if distance < LOUD}


def test_paper_has_the_map_the_legend_and_the_whole_table(signalen, visit):
    visit.goto(f"/kaart/?o={signalen.pk}")
    visit.emulate_media(media="print")
    assert visit.locator(".use-map__drawing").is_visible()
    assert visit.locator(".use-table").is_visible()
    assert not visit.locator(".filters").is_visible()
    visit.goto("/cijfers/")
    table = visit.locator("section[aria-labelledby=hergebruik] table")
    assert table.evaluate("element => element.getBoundingClientRect().height") > 0


def test_a_broken_map_leaves_the_page_quiet_and_the_table_whole(signalen, visit, monkeypatch, tmp_path):
    monkeypatch.setattr(shapes, "SHIPPED", tmp_path / "none.topojson")
    shapes.shipped.cache_clear()
    visit.goto("/kaart/")
    shapes.shipped.cache_clear()
    assert "De kaart kan nu niet worden getoond" in visit.inner_text("main")
    assert visit.locator("tbody tr").count() > 0
    assert axe_violations(visit) == []


def test_words_of_a_plot_keep_their_size_on_a_small_screen(signalen, visit):
    sizes = []
    for width in (360, 1280):
        visit.set_viewport_size({"width": width, "height": 900})
        visit.goto("/cijfers/")
        sizes.append(visit.locator("#hergebruik ~ .plot .plot__value").bounding_box()["height"])
        assert visit.locator("#hergebruik ~ .plot").bounding_box()["width"] <= width
    assert sizes[0] == pytest.approx(sizes[1], abs=1)
