"""What we build on is named, locked and explained, and comes from no address of our own."""

import json
import re
import subprocess

import pytest

from tests.architecture.tree import ROOT, kept_files, shown

REQUIREMENTS = ROOT / "requirements"
NPM_FOLDERS = (ROOT, ROOT / "tools" / "lighthouse")
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|^registry\s*=|https?://[^\s\"']*(?:/simple/|/npm/|artifactory|nexus)",
    re.MULTILINE,
)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w")
TEXT = {
    ".cfg",
    ".css",
    ".csv",
    ".html",
    ".in",
    ".js",
    ".json",
    ".md",
    ".mjs",
    ".po",
    ".py",
    ".sh",
    ".toml",
    ".txt",
    ".yml",
    "",
}


def asked(name):
    """The packages that a list of ours asks for."""
    lines = (REQUIREMENTS / f"{name}.in").read_text().splitlines()
    return {re.split(r"[\[<>=~! ]", line)[0] for line in lines if line and line[0] not in "#-"}


def locked(name):
    """The entries of a lock file, each with its hashes."""
    text = (REQUIREMENTS / f"{name}.txt").read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", ["base", "dev"])
def test_requirements_are_locked_by_version_and_hash(name):
    entries = locked(name)
    assert entries
    assert not [
        entry for entry in entries if not re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+.*--hash=sha256:[0-9a-f]{64}", entry)
    ]


@pytest.mark.parametrize("name", ["base", "dev"])
def test_everything_asked_for_is_locked(name):
    held = {normalised(re.split(r"[\[=]", entry)[0]) for entry in locked(name)}
    assert {normalised(package) for package in asked(name)} <= held


def test_development_uses_the_versions_that_run():
    base, dev = (
        {re.split(r"[\[=]", entry)[0]: re.search(r"==(\S+)", entry)[1] for entry in locked(name)}
        for name in ("base", "dev")
    )
    assert {name: dev[name] for name in dev.keys() & base.keys()} == {
        name: base[name] for name in dev.keys() & base.keys()
    }


@pytest.mark.parametrize("folder", NPM_FOLDERS, ids=shown)
def test_the_npm_lock_has_hashes_and_no_addresses(folder):
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if name and "integrity" not in package]


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    offenders = []
    for path in kept_files():
        if path.suffix not in TEXT or path == ROOT / "tests" / "architecture" / "test_supply.py":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        offenders += [shown(path)] if REGISTRY.search(text) or MACHINE_PATH.search(text) else []
    assert not offenders


def direct_dependencies():
    packages = [json.loads((folder / "package.json").read_text()) for folder in NPM_FOLDERS]
    npm = {name for package in packages for key in ("dependencies", "devDependencies") for name in package.get(key, {})}
    return sorted({*asked("base"), *asked("dev"), *npm})


def reasons():
    """Package and reason of every row of the list that explains them."""
    text = (ROOT / "docs" / "dependencies.md").read_text()
    rows = re.findall(r"^\| (\S+) \| (.+) \|$", text, re.MULTILINE)
    return {package: reason for package, reason in rows if package not in {"package", "---"}}


def test_every_dependency_has_its_reason_and_no_reason_outlives_its_dependency():
    assert sorted(reasons()) == direct_dependencies()


def test_make_help_tells_every_target():
    text = (ROOT / "Makefile").read_text()
    phony = {name for line in re.findall(r"^\.PHONY:(.*)$", text, re.MULTILINE) for name in line.split()}
    command = ["make", "--no-print-directory", "help"]  # `make test` would let it say which folder it enters
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in told.splitlines()} == phony
    assert {"demo", "install", "seed", "serve", "services", "test", "check"} <= phony


def test_the_licence_is_the_one_that_is_claimed():
    assert (ROOT / "LICENSE").read_text().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert json.loads((ROOT / "package.json").read_text())["license"] == "EUPL-1.2"
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text()
