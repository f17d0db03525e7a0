"""Prints the papers of the demo: `python -m tests.papers` makes a PDF of every page in demo/data/papers/.

The PDFs are committed, so that a demo needs no browser. They are tagged, have a title and a language, and carry the
letters that they use. Run it after a change of a paper and commit what it wrote.
"""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader, PdfWriter

from tools.services.state import service_environment

ROOT = Path(__file__).resolve().parent.parent
PAPERS = ROOT / "demo" / "data" / "papers"
FONT = ROOT / "static-build" / "vendor" / "source-sans-3-latin-wght-normal.woff2"
FACE = (
    "@font-face {{ font-family: 'Source Sans 3 Variable'; font-weight: 200 900; src: url(data:font/woff2;base64,{}) }}"
)


def main() -> int:
    """Print every paper."""
    style = FACE.format(b64encode(FONT.read_bytes()).decode()) + (PAPERS / "paper.css").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=service_environment().get("CHROMIUM") or os.environ["CHROMIUM"],
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page()
        for source in sorted(PAPERS.glob("*.htm")):
            page.set_content(source.read_text(encoding="utf-8"))
            page.add_style_tag(content=style)
            page.evaluate("document.fonts.ready")
            target = source.with_suffix(".pdf")
            page.pdf(path=target, prefer_css_page_size=True, tagged=True, outline=True)
            finish(target, title=page.title())
        browser.close()
    return 0


def finish(path: Path, *, title: str) -> None:
    """Say in the file itself who made it and that readers show its title instead of its name."""
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.add_metadata({"/Title": title, "/Author": "Verderbouwen (demo)", "/Creator": "tests/papers.py"})
    preferences = writer.create_viewer_preferences()
    preferences.display_doctitle = True
    writer.write(path)


if __name__ == "__main__":
    sys.exit(main())
