"""Photographs every page of the demo, for docs/screenshots/: `make screenshots`.

Starts a demo of its own in a temporary folder, visits each page at the width of a telephone and of a desk in a real
Chromium, and writes WebP. It also takes the pictures of the editors' manual, into docs/editors/images/. The exit
code is 1 when a page does not answer, scrolls sideways, or the browser complains; the development site is not touched.
"""

from __future__ import annotations

import argparse
import io
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tools.manual_pictures import photograph_manual
from tools.services.state import service_environment

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
WIDTHS = {360: 740, 1280: 900}  # with the height of the window
TALLEST = 3_600  # pixels of a page that are shown
QUALITY = 60
BOOT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to photograph: the name of the file, where to begin, and the selectors of the links from there to it."""

    name: str
    path: str
    follow: tuple[str, ...] = ()


FIRST = "main h3 a, main h2 a"
PUBLIC = (
    Shot("home", "/"),
    Shot("zoeken", "/zoeken/?q=meldingen"),
    Shot("zoeken-leeg", "/zoeken/?q=xylofoonstemmerij"),
    Shot("oplossing", "/oplossingen/?q=signalen", (FIRST,)),
    Shot("oplossing-voorbeeld", "/oplossingen/?q=buurtmelder", (FIRST,)),
    Shot("stel-een-vraag", "/oplossingen/?q=buurtmelder", (FIRST, "main a[href*='/stel-een-vraag/']")),
    Shot("ervaring", "/ervaringen/", (FIRST,)),
    Shot("organisaties", "/organisaties/"),
    Shot("organisatie", "/organisaties/", ("main li a[href*='/organisaties/']",)),
    Shot("mijn-gemeente", "/mijn-gemeente/"),
    Shot("themas", "/themas/"),
    Shot("thema", "/themas/", (FIRST,)),
    Shot("nieuws", "/nieuws/"),
    Shot("nieuwsbericht", "/nieuws/", (FIRST,)),
    Shot("agenda", "/agenda/"),
    Shot("bijeenkomst", "/agenda/", (FIRST,)),
    Shot("publicaties", "/publicaties/"),
    Shot("publicatie", "/publicaties/", (FIRST,)),
    Shot("onderwerp", "/onderwerpen/meldingen/"),
    Shot("vergelijken", "/oplossingen/?q=buurtmelder", ("a.compare-link", "a.offers__add")),
    Shot("vergelijken-leeg", "/vergelijken/"),
    Shot("kaart", "/kaart/"),
    Shot("kaart-oplossing", "/oplossingen/?q=signalen", (FIRST, "main a[href^='/kaart/?o=']")),
    Shot("cijfers", "/cijfers/"),
    Shot("cijfers-voorbeelden", "/cijfers/?voorbeelden=1"),
    Shot("over", "/over/"),
    Shot("toegankelijkheid", "/toegankelijkheid/"),
    Shot("privacy", "/privacy/"),
    Shot("kwetsbaarheid-melden", "/kwetsbaarheid-melden/"),
    Shot("colofon", "/colofon/"),
    Shot("niet-gevonden", "/bestaat-niet/"),
)
MANUAL_ONLY = "handleiding"
NOT_FOUND = HTTPStatus.NOT_FOUND


def main(arguments: list[str] | None = None) -> int:
    """Photograph what was asked for; the number of pages with something wrong, at most 1."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="names of pages, or handleiding; all when none is given")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    options.target.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or service_environment()["CHROMIUM"],
            args=["--no-sandbox", "--disable-gpu"],
        )
        for shot in PUBLIC:
            if not options.only or shot.name in options.only:
                wrong += photograph(browser, site.address, shot, options.target)
        if not options.only or MANUAL_ONLY in options.only:
            wrong += photograph_manual(browser, site.address, (site.user, site.password))
        browser.close()
    for complaint in wrong:
        print(complaint, file=sys.stderr)
    return int(bool(wrong))


def photograph(browser: Browser, address: str, shot: Shot, target: Path) -> list[str]:
    """One public page at every width; what is wrong with it."""
    wrong: list[str] = []
    for width, height in WIDTHS.items():
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": height}, locale="nl-NL", reduced_motion="reduce"
        )
        name = f"{shot.name}-{width}"
        with opened(context, shot, name, wrong) as page:
            if page is not None:
                save(page, target / f"{name}.webp")
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    wrong.append(f"{name}: {wide} pixels wide")
        context.close()
    return wrong


@contextmanager
def opened(context: BrowserContext, shot: Shot, name: str, wrong: list[str]) -> Iterator[Page | None]:
    """The page of a shot, or None when it cannot be reached; complaints of the browser go into `wrong`."""
    page = context.new_page()
    expected = "/bestaat-niet/" in shot.path

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not expected:
            wrong.append(f"{name}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: wrong.append(f"{name}: {error}"))
    answer = page.goto(shot.path, wait_until="networkidle")
    status = answer.status if answer else 0
    if status >= HTTPStatus.BAD_REQUEST and not (expected and status == NOT_FOUND):
        wrong.append(f"{name}: {shot.path} answered {status}")
        yield None
        return
    for selector in shot.follow:
        link = page.locator(selector).first
        if not link.count():
            wrong.append(f"{name}: nothing to follow on {page.url}")
            yield None
            return
        page.goto(str(link.get_attribute("href")), wait_until="networkidle")
    yield page


def save(page: Page, path: Path) -> None:
    """The page as WebP, as long as it is but not longer than anyone looks; with the pictures below the first screen."""
    page.evaluate(
        """async () => {
            const pictures = [...document.images];
            for (const picture of pictures) picture.loading = "eager";
            await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
        }"""
    )
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled")))
    picture.crop((0, 0, picture.width, min(picture.height, TALLEST))).save(path, "WEBP", quality=QUALITY, method=6)


@dataclass(frozen=True, slots=True)
class Site:
    """A demo that runs, and who may enter its admin."""

    address: str
    user: str
    password: str


@contextmanager
def demo(*, production: bool = False) -> Iterator[Site]:
    """A demo site on a free port of loopback, gone afterwards; with `production` under the settings of production."""
    with tempfile.TemporaryDirectory() as folder:
        port, password = free_port(), secrets.token_urlsafe(18)
        environment = {
            **os.environ,
            "VAR_DIR": folder,
            "PORT": str(port),
            "DJANGO_SETTINGS_MODULE": f"hub.settings.{'measuring' if production else 'dev'}",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": f"http://localhost:{port}",
            "BEHIND_HTTPS_PROXY": "false",
            "SEARCH_ENGINE": "embedded",
            "DJANGO_SUPERUSER_PASSWORD": password,
        }
        run = [sys.executable, "manage.py"]
        subprocess.run(
            [sys.executable, "-m", "demo.seeding"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )
        if production:
            collect = [*run, "collectstatic", "--noinput", "--verbosity", "0"]
            subprocess.run(collect, cwd=ROOT, env=environment, check=True)
        create = [*run, "createsuperuser", "--noinput", "--username", "beeld", "--email", "beeld@voorbeeld.example"]
        subprocess.run(create, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([sys.executable, "-m", "demo.serve"], cwd=ROOT, env=environment)
        try:
            site = Site(f"http://localhost:{port}", "beeld", password)
            wait_for(site.address)
            yield site
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        return int(ours.getsockname()[1])


def wait_for(address: str) -> None:
    """Return once the site answers; raises TimeoutError."""
    deadline = time.monotonic() + BOOT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/", timeout=5):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"{address} did not answer")


if __name__ == "__main__":
    sys.exit(main())
