"""What every public page sends: valid HTML, under a policy that lets nothing inline and nothing from elsewhere run."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.browser.addresses import ERRORS, STATES
from tests.browser.conftest import ROOT

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


@pytest.mark.slow
def test_every_page_is_valid_html(open_state, tmp_path):
    for name in (*STATES, *ERRORS):
        (tmp_path / f"{name}.html").write_text(open_state(name).text(), encoding="utf-8")
    assert complaints(tmp_path) == {}


def test_what_is_not_valid_is_seen(tmp_path):
    (tmp_path / "page.html").write_text('<!DOCTYPE html><html lang="nl"><head><title>Stuk</title></head><body><p><div>')
    assert [one for one in complaints(tmp_path)["page.html"] if "element-permitted-content" in one or "close" in one]


def test_every_page_comes_with_a_policy_that_lets_nothing_inline_run(open_state):
    wrong = {}
    for name in STATES:
        policy = open_state(name).all_headers().get("content-security-policy", "")
        rules = {one.strip() for one in policy.split(";")}  # in any order
        if not {"default-src 'none'", "script-src 'self'"} <= rules or "unsafe" in policy:
            wrong[name] = policy
    assert wrong == {}
