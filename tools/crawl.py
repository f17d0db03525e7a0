"""Asks a filled site for every public address that it links to, and compares two such crawls.

`python -m tools.crawl OUT` writes the answers of the site in VAR_DIR below the folder OUT, one file each, without what
differs from one visit to the next; `python -m tools.crawl A B` names the addresses that answer otherwise in B. So one
sees whether a change of the code's layout changed what visitors get.
"""

from __future__ import annotations

import argparse
import filecmp
import html
import os
import re
import sys
from collections import deque
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin, urlsplit

MOST = 4_000  # addresses
LONGEST_NAME = 200
BEGIN = (
    "/", "/zoeken/?q=meldingen", "/zoeken/?q=vergunning&soort=solution", "/zoeken/suggesties/?q=meld",
    "/api/v1/zoeken?q=meldingen", "/api/v1/openapi.json", "/feeds/agenda.ics", "/sitemap.xml", "/robots.txt",
    "/site.webmanifest", "/huisstijl.css", "/kaart/", "/cijfers/", "/vergelijken/", "/mijn-gemeente/", "/colofon/",
    "/gezond/actief/", "/bestaat-niet/",
)  # fmt: skip
NEVER = ("/beheer/", "/static/", "/media/", "/documenten/")
LINK = re.compile(r"""(?:href|src|action)=["']([^"']+)["']|<(?:loc|id|link)>([^<]+)</""")
PASSING = (
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'), 'name="csrfmiddlewaretoken"'),
    (re.compile(r'nonce="[^"]+"'), "nonce"),
    (re.compile(r'data-asked="[^"]*"'), "data-asked"),
    (re.compile(r"DTSTAMP:\S+"), "DTSTAMP"),
    (re.compile(r"_[A-Za-z0-9]{7}(?=\.)"), "_RANDOM"),  # in the name of a file that was there already
    (re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "UUID"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(?:Z|[+-]\d\d:\d\d)"), "MOMENT"),
)


def links(url: str, text: str) -> set[str]:
    """The addresses of this site that a page leads to, without fragments."""
    found = set()
    for groups in LINK.findall(text):
        target = urldefrag(urljoin(f"http://localhost{url}", html.unescape("".join(groups)))).url
        parts = urlsplit(target)
        if parts.hostname in {"localhost", "testserver"} and not parts.path.startswith(NEVER):
            found.add(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return found


def without_what_passes(text: str) -> str:
    """The text without tokens and moments."""
    for pattern, instead in PASSING:
        text = pattern.sub(instead, text)
    return text


def file_name(url: str) -> str:
    """A name that tells the address, and differs for addresses that differ only behind what fits."""
    name = quote(url, safe="")
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}-{sha256(url.encode()).hexdigest()[:16]}"


def crawl(folder: Path) -> int:
    """Write every answer below this folder; the number of answers."""
    import django  # noqa: PLC0415 - needs its settings first

    django.setup()
    from django.test import Client  # noqa: PLC0415 - likewise

    client = Client(headers={"host": "localhost", "user-agent": "crawl"})
    folder.mkdir(parents=True, exist_ok=True)
    waiting, seen = deque(BEGIN), set(BEGIN)
    while waiting and len(seen) <= MOST:
        url = waiting.popleft()
        answer = client.get(url)
        text = b"".join(answer).decode("utf-8", "replace")
        head = [str(answer.status_code), answer.get("Content-Type", ""), answer.get("Location", "")]
        (folder / file_name(url)).write_text("\n".join([*head, without_what_passes(text)]), encoding="utf-8")
        for one in sorted(links(url, text) - seen):
            seen.add(one)
            waiting.append(one)
    if waiting:
        print(f"{len(waiting)} more were not asked", file=sys.stderr)
    return len(seen) - len(waiting)


def differences(first: Path, second: Path) -> list[str]:
    """What only one of them has, and what answers otherwise."""
    names = {path.name for path in first.iterdir()}, {path.name for path in second.iterdir()}
    _same, other, failed = filecmp.cmpfiles(first, second, sorted(names[0] & names[1]), shallow=False)
    return sorted([*(f"only in one: {name}" for name in names[0] ^ names[1]), *other, *failed])


def main() -> int:
    """The exit code: the number of differences, at most 100."""
    parser = argparse.ArgumentParser(prog="python -m tools.crawl", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    folders = parser.parse_args().folders
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    if len(folders) == 1:
        print(f"{crawl(folders[0])} addresses")
        return 0
    found = differences(*folders[:2])
    print("\n".join(found) or "no differences")
    return min(len(found), 100)


if __name__ == "__main__":
    sys.exit(main())
