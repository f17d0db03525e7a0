"""What tests of a page that changes in place look at: whether it is still the same, its focus, and what it says."""

from __future__ import annotations

import re

from playwright.sync_api import expect

ADDRESS = "/zoeken/?q=afspraak"


def mark(page):
    page.wait_for_function("document.documentElement.classList.contains('has-search')")
    page.evaluate("window.sameDocument = true")


def is_same_document(page):
    return page.evaluate("window.sameDocument === true")


def focus_is_on(page, identifier):
    page.wait_for_function("id => document.activeElement.id === id", arg=identifier, timeout=3000)


def count(page):
    return int(re.search(r"\d+", page.locator("#aantal").inner_text()).group())


def say(page, text):
    expect(page.locator("#melding")).to_contain_text(text)
