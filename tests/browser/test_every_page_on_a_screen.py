"""Every state of every public page at 1280 px: accessible, by keyboard, still, and what the site sends with it."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.browser.addresses import STATES
from tests.browser.conftest import ROOT
from tests.browser.walk import WIDE, walk

VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = ROOT / "tests" / "browser" / "htmlvalidate.mjs"


def complaints(folder):
    """What html-validate says of the files in a folder: rule, place and message, by the name of the file."""
    command = ["node", VALIDATOR, "--config", RULES, "--formatter", "json", f"{folder}/*.html"]
    answer = folder / "answer.json"  # a file, for what goes through a pipe is cut off at 64 kB
    with answer.open("w") as file:
        done = subprocess.run(command, cwd=ROOT, stdout=file, stderr=subprocess.PIPE, text=True, check=False)
    assert answer.read_text().startswith("["), done.stderr
    return {
        page["filePath"].rpartition("/")[2]: [
            f"{one['ruleId']} at {one['line']}:{one['column']}: {one['message']}" for one in page["messages"]
        ]
        for page in json.loads(answer.read_text(encoding="utf-8"))
        if page["messages"]
    }


def test_what_is_not_valid_is_seen(tmp_path):
    (tmp_path / "page.html").write_text('<!DOCTYPE html><html lang="nl"><head><title>Stuk</title></head><body><p><div>')
    assert [one for one in complaints(tmp_path)["page.html"] if "element-permitted-content" in one or "close" in one]


def policy_violations(response):
    """The content security policy, when it lets something inline or from elsewhere run."""
    policy = response.all_headers().get("content-security-policy", "")
    rules = {one.strip() for one in policy.split(";")}  # in any order
    return [] if {"default-src 'none'", "script-src 'self'"} <= rules and "unsafe" not in policy else [policy]


@pytest.mark.slow
def test_nothing_is_wrong_with_any_page(open_state, visit, tmp_path):
    open_policies = {}

    def seen(name, response):
        (tmp_path / f"{name}.html").write_text(response.text(), encoding="utf-8")
        if name in STATES and (wrong := policy_violations(response)):
            open_policies[name] = wrong

    assert walk(open_state, visit, 1280, WIDE, seen) == {}
    assert open_policies == {}
    assert complaints(tmp_path) == {}
