"""The pictures of the editors' manual, taken by walking its paths; part of `make screenshots`.

An editor of a municipality writes a solution and sends it on; an editor of VNG reviews it, and looks after the rest.
Each picture is a function that brings the browser where a reader of the manual would be, in the order of the manual.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Locator, Page, ViewportSize

MANUAL = Path(__file__).resolve().parent.parent / "docs" / "editors" / "images"
WINDOW: ViewportSize = {"width": 1280, "height": 900}
SIDEBAR = 200  # pixels at the left that only some pictures show
QUALITY = 55
MUNICIPAL, VNG = "redacteur", "vng-redacteur"
NAMES = {MUNICIPAL: "Voorbeeld Redacteur", VNG: "Voorbeeld VNG-redacteur"}
SOLUTION = "Afvalkalender op de site"
MARK = "4px solid #d98a1f"
MOST_BYTES = 80_000


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, who walks there, how, and how much of the window it shows."""

    name: str
    user: str
    walk: Callable[[Page], None]
    height: int
    sidebar: bool


PICTURES: list[Picture] = []


def picture(name: str, user: str, *, height: int = 640, sidebar: bool = False) -> Callable[..., Callable[..., None]]:
    """Register a walk under the name that the manual refers to."""

    def register(walk: Callable[[Page], None]) -> Callable[[Page], None]:
        PICTURES.append(Picture(name, user, walk, height, sidebar))
        return walk

    return register


def photograph_manual(browser: Browser, address: str, owner: tuple[str, str], target: Path = MANUAL) -> list[str]:
    """Every picture, on a fresh demo at this address, and what is wrong; `owner`: name and password of a superuser."""
    target.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    passwords = {user: secrets.token_urlsafe(18) for user in (MUNICIPAL, VNG)}
    with_rights = logged_in(browser, address, *owner)
    ask_a_question(with_rights)
    for user, password in passwords.items():
        give_password(with_rights, user, password)
    pages = {user: logged_in(browser, address, user, password) for user, password in passwords.items()}
    for one in PICTURES:
        try:
            one.walk(pages[one.user])
        except Error as error:
            wrong.append(f"{one.name}: {error.message.splitlines()[0]}")
            continue
        size = save(pages[one.user], target / f"{one.name}.webp", one)
        wrong += [f"{one.name}: {size} bytes"] if size > MOST_BYTES else []
    return wrong


def logged_in(browser: Browser, address: str, user: str, password: str) -> Page:
    """A window of this user in the admin."""
    context = browser.new_context(base_url=address, viewport=WINDOW, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    go(page, "/beheer/login/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/beheer/")
    return page


def give_password(page: Page, user: str, password: str) -> None:
    """Give a user of the demo a password that we know."""
    go(page, f"/beheer/users/?q={user}")
    page.locator("td.title a").get_by_text(NAMES[user], exact=True).click()
    for field in ("password1", "password2"):
        page.fill(f"[name={field}]", password)
    page.locator("footer button[type=submit], form button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")


def ask_a_question(page: Page) -> None:
    """Ask something as a visitor would, so that there is a question to read."""
    go(page, "/organisaties/gemeente-voorbeeldstad/buurtmelder/")
    page.get_by_role("link", name="Stel een vraag").first.click()
    page.fill("[name=name]", "Sanne de Wit")
    page.fill("[name=email]", "s.dewit@verzonnenveld.example")
    page.fill("[name=text]", "Werkt de app ook als er in het buitengebied geen bereik is?")
    page.wait_for_timeout(4_000)  # faster than that is not a person
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def go(page: Page, path: str) -> None:
    page.goto(path, wait_until="networkidle")


def to(page: Page, panel: str) -> Locator:
    """Open the panel whose address holds this and scroll it to the top of the window."""
    section = page.locator(f"section[id*='{panel}']").first
    toggle = section.locator("[data-panel-toggle]").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    section.evaluate("element => element.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, -80)
    page.wait_for_timeout(400)
    return section


def mark(place: Locator) -> None:
    """Draw a frame around what the manual tells to use."""
    place.evaluate(f"element => {{ element.style.outline = '{MARK}'; element.style.outlineOffset = '4px'; }}")


def save(page: Page, path: Path, one: Picture) -> int:
    """The top of the window as WebP, with or without the menu; its size in bytes."""
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    left = 0 if one.sidebar else SIDEBAR
    shown.crop((left, 0, shown.width, one.height)).save(path, "WEBP", quality=QUALITY, method=6)
    return path.stat().st_size


@picture("menu-gemeente", MUNICIPAL, height=580, sidebar=True)
def start(page: Page) -> None:
    go(page, "/beheer/")


@picture("oplossingen", MUNICIPAL, height=420, sidebar=True)
def solutions(page: Page) -> None:
    go(page, "/beheer/solutions/")
    mark(page.get_by_role("link", name="Oplossing toevoegen").first)


@picture("oplossing-nieuw", MUNICIPAL, height=760)
def new_solution(page: Page) -> None:
    go(page, "/beheer/solutions/choose_parent/")
    page.fill("[name=title]", SOLUTION)
    page.fill("[name=summary]", "Inwoners zien op welke dag wij welk afval ophalen, per straat.")


@picture("alinea-kiezen", MUNICIPAL, height=560)
def choose_block(page: Page) -> None:
    to(page, "problem").get_by_title("Blok invoegen").first.click()
    page.wait_for_timeout(500)


@picture("oplossing-groepen", MUNICIPAL, height=720)
def groups(page: Page) -> None:
    page.keyboard.press("Escape")
    to(page, "waar_het_over_gaat")


@picture("doorsturen", MUNICIPAL, height=900)
def send_on(page: Page) -> None:
    footer = page.locator("footer")
    footer.get_by_role("button", name="Bewaar concept").click()
    page.wait_for_load_state("networkidle")
    footer.get_by_text("Meer acties").locator("..").click()
    page.wait_for_timeout(400)
    mark(page.get_by_role("button", name="Stuur door naar Redactie"))


@picture("ervaring", MUNICIPAL, height=820)
def experience(page: Page) -> None:
    page.get_by_role("button", name="Stuur door naar Redactie").click()
    page.wait_for_load_state("networkidle")
    go(page, "/beheer/experiences/")
    page.get_by_role("link", name="Van zes ingangen naar één formulier").click()
    page.wait_for_load_state("networkidle")
    to(page, "wat_het_opleverde")


@picture("vragen", MUNICIPAL, height=480, sidebar=True)
def questions(page: Page) -> None:
    go(page, "/beheer/vragen/")


@picture("mijn-organisatie", MUNICIPAL, height=640)
def own_organisation(page: Page) -> None:
    go(page, "/beheer/solutions/")
    page.get_by_role("link", name="Gemeente Voorbeeldstad", exact=True).first.click()
    page.wait_for_load_state("networkidle")
    go(page, f"{page.url}edit/")


@picture("alt-tekst", MUNICIPAL, height=760)
def alternative_text(page: Page) -> None:
    go(page, "/beheer/images/")
    page.get_by_role("link", name="Van zes ingangen").first.click()
    page.wait_for_load_state("networkidle")
    mark(page.locator("main [name=description]").last)


@picture("documenten", MUNICIPAL, height=440)
def documents(page: Page) -> None:
    go(page, "/beheer/documents/")


@picture("stukken", MUNICIPAL, height=760)
def papers(page: Page) -> None:
    go(page, "/beheer/solutions/")
    page.get_by_role("link", name="Buurtmelder (voorbeeld)").first.click()
    page.wait_for_load_state("networkidle")
    to(page, "stukken_om_mee_te_nemen")


@picture("menu-vng", VNG, height=900, sidebar=True)
def start_vng(page: Page) -> None:
    go(page, "/beheer/")


@picture("beoordelen", VNG, height=900)
def review(page: Page) -> None:
    page.get_by_role("link", name=SOLUTION).first.click()
    page.wait_for_load_state("networkidle")
    page.locator("footer").get_by_text("Meer acties").locator("..").click()
    page.wait_for_timeout(400)


@picture("gebruik-lijst", VNG, height=620, sidebar=True)
def uses(page: Page) -> None:
    go(page, "/beheer/snippets/solutions/reuse/")


@picture("gebruik-bevestigen", VNG, height=900)
def confirm_use(page: Page) -> None:
    go(page, "/beheer/snippets/solutions/reuse/?q=Zwolle")
    page.locator("td.title a").first.click()
    page.wait_for_load_state("networkidle")
    to(page, "wie_dit_zegt")
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(400)


@picture("organisaties", VNG, height=560, sidebar=True)
def organisations(page: Page) -> None:
    go(page, "/beheer/snippets/organisations/organisation/?q=Urk")


@picture("thema-lijst", VNG, height=860)
def live_list(page: Page) -> None:
    open_page(page, "themas", "Open overheid en de Woo")
    heading = page.get_by_text("Actuele lijst", exact=True).first
    heading.evaluate("element => element.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, -80)
    page.wait_for_timeout(400)


@picture("thema-uitgekozen", VNG, height=700)
def picks(page: Page) -> None:
    to(page, "uitgekozen")


@picture("nieuws", VNG, height=820)
def news(page: Page) -> None:
    open_page(page, "nieuws", "Vier verzonnen gemeenten melden met dezelfde app")


@picture("agenda", VNG, height=700)
def event(page: Page) -> None:
    open_page(page, "agenda", "Schrapmiddag")
    to(page, "wanneer")


@picture("publicatie", VNG, height=700)
def publication(page: Page) -> None:
    open_page(page, "publicaties", "Zo beschrijft u een oplossing")
    to(page, "document")


@picture("huisstijl", VNG, height=820)
def house_style(page: Page) -> None:
    go(page, "/beheer/settings/hub/brandsettings/")


@picture("synoniemen", VNG, height=620, sidebar=True)
def synonyms(page: Page) -> None:
    go(page, "/beheer/zoeken/synoniemen/")


def open_page(page: Page, slug: str, title: str) -> None:
    """The form of the page with this title, found as an editor would: by searching all pages."""
    go(page, f"/beheer/pages/search/?q={title}")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state("networkidle")
