"""Breaks the product in one place at a time and tells whether a test notices: `python -m tools.mutations [name …]`.

Each mutation is tried in a copy of what is committed, against the tests of the apps that it touches, after these tests
were green without it. The exit code is the number of mutations that no test found: a test is missing then.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.run_tests import environment, own_database
from tools.services.state import read_state

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 900  # seconds of a run; a test that does not end is a test that fails
BUILT = (".venv", "node_modules", "static-build")
OUTBOX = ("tests/unit/search/indexing",)
RIGHTS = ("tests/unit/organisations", "tests/functional/rights", "tests/functional/search/test_withdrawn.py")
ENGINES = ("tests/contract", "tests/unit/search")
IMAGES = ("tests/unit/hub/images", "tests/functional/hub/test_image_doors.py")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A text of a file, what it becomes, and the tests that must notice."""

    path: str
    text: str
    becomes: str
    tests: tuple[str, ...]


MUTATIONS = {
    "a dead letter is tried once more": Mutation(
        "search/indexing/outbox.py", "event.tries >= MOST_TRIES", "event.tries > MOST_TRIES", OUTBOX
    ),
    "a lease is not respected": Mutation(
        "search/indexing/outbox.py", "Q(claimed_until=None) | Q(claimed_until__lt=moment)", "Q(pk__gt=0)", OUTBOX
    ),
    "versions stand still": Mutation(
        "search/indexing/outbox.py", "ELSE {table}.version + 1 END", "ELSE {table}.version END", OUTBOX
    ),
    "one engine does not hear of a change": Mutation(
        "search/indexing/outbox.py", "consumers = outbox_consumers()", "consumers = outbox_consumers()[:1]", OUTBOX
    ),
    "an event is acknowledged whatever its version": Mutation(
        "search/indexing/outbox.py", "if version <= written[key]", "if written[key]", OUTBOX
    ),
    "an index of a host does not notice what it lacks": Mutation(
        "search/indexing/local_index.py", "if held.get(key, 0) < version", "if held.get(key, 0) > version", OUTBOX
    ),
    "an engine that is ahead of the database stays so": Mutation(
        "search/indexing/local_index.py", "outbox.supersede(ahead)", "pass", OUTBOX
    ),
    "a host that left is never forgotten": Mutation("search/indexing/hosts.py", "if gone:", "if not gone:", OUTBOX),
    "what failed is taken for done": Mutation(
        "search/indexing/delivery.py", "if one.key in reasons:", "if not one.key:", OUTBOX
    ),
    "an index that is being built misses changes": Mutation(
        "search/indexing/targets.py", "[TargetState.LIVE, TargetState.BUILDING]", "[TargetState.LIVE]", OUTBOX
    ),
    "a stop word for the worker is ignored": Mutation(
        "search/indexing/indexer.py", "while not until():", "while True:", OUTBOX
    ),
    "a highlight is not escaped": Mutation(
        "search/analysis/highlight.py",
        "pieces.append(escape(text[place : token.start]))",
        "pieces.append(text[place : token.start])",
        ENGINES,
    ),
    "a marked word is not escaped": Mutation(
        "search/analysis/highlight.py",
        "<mark>{escape(text[token.start : token.end])}",
        "<mark>{text[token.start : token.end]}",
        ENGINES,
    ),
    "a facet counts what its own filter refuses as found": Mutation(
        "search/engines/embedded/facets.py", "        if not refused:\n", "        if len(refused) < 2:\n", ENGINES
    ),
    "a facet forgets the other values of its filter": Mutation(
        "search/engines/embedded/facets.py", "elif len(refused) == 1 and", "elif len(refused) == 0 and", ENGINES
    ),
    "words that are left out are found": Mutation(
        "search/engines/embedded/scoring.py",
        "kept = totals.keys() - self._excluded(plan)",
        "kept = totals.keys()",
        ENGINES,
    ),
    "all kinds weigh the same": Mutation(
        "search/engines/embedded/scoring.py", " * priors[kinds[document].kind]", "", ENGINES
    ),
    "a cache takes two questions for one": Mutation(
        "search/plan.py", "self.title, self.excluded, self.neighbours", "self.title, self.neighbours", ENGINES
    ),
    "a remembered answer never grows old": Mutation(
        "search/answering/result_cache.py",
        "self._clock() - made > self._seconds",
        "self._clock() - made < -self._seconds",
        ENGINES,
    ),
    "the breaker lets everybody wait": Mutation(
        "search/answering/breaker.py",
        "if self._clock() < self._open_until:",
        "if self._clock() > self._open_until:",
        ("tests/unit/search/answering",),
    ),
    "what is for municipalities is read by all": Mutation(
        "hub/models/pages.py",
        "        if not self.visible_to(request.user):\n            raise Http404\n",
        "",
        ("tests/unit/hub", *RIGHTS),
    ),
    "a withdrawn page counts as public": Mutation(
        "hub/models/visibility.py", "return page.live and visibility", "return visibility", OUTBOX
    ),
    "the privacy of pages is forgotten in lists": Mutation(
        "hub/models/visibility.py",
        'condition &= ~Q(**{f"{prefix}path__startswith": path})',
        "pass",
        ("tests/functional/search/test_suggestions.py", "tests/functional/hub/test_frame.py"),
    ),
    "drafts of others can be chosen": Mutation(
        "hub/rights.py",
        'return pages.filter(readable | Q(pk__in=editable_pages(user).values("pk")))',
        "return pages",
        RIGHTS,
    ),
    "anybody lets an organisation take part": Mutation(
        "organisations/wagtail_hooks.py",
        'if not request.user.has_perm("organisations.change_organisation"):',
        "if request.user.is_anonymous:",
        RIGHTS,
    ),
    "every organisation may publish": Mutation(
        "organisations/participation/access.py",
        "if organisation.is_trusted else WRITER_ACTIONS",
        "if organisation else ()",
        RIGHTS,
    ),
    "a role that is taken away stays": Mutation(
        "organisations/participation/access.py",
        "    user.groups.remove(*have - due)\n",
        "",
        RIGHTS,
    ),
    "a document of a draft is served": Mutation(
        "hub/documents/rights.py",
        "if user.is_superuser or is_used_publicly(document):",
        "if document:",
        ("tests/unit/hub", *RIGHTS),
    ),
    "two of several are one": Mutation(
        "solutions/evidence.py", "confirmed_reuse >= SEVERAL", "confirmed_reuse > SEVERAL", ("tests/unit/solutions",)
    ),
    "a word in a draft is told to everybody": Mutation(
        "hub/models/tags.py",
        'return self.filter(_on_pages(public_condition("content_object__") | own))',
        "return self.all()",
        RIGHTS,
    ),
    "a confirmation of tomorrow counts today": Mutation(
        "solutions/query.py",
        "self.filter(confirmed_at__lte=timezone.localdate())",
        "self.exclude(confirmed_at=None)",
        RIGHTS,
    ),
    "who put nothing here takes part": Mutation(
        "organisations/query.py",
        "(own | writers | ~taken_over)",
        "(own | writers | taken_over)",
        ("tests/functional/organisations",),
    ),
    "an export of Wagtail runs what somebody typed": Mutation("hub/apps.py", "        guard_exports()\n", "", RIGHTS),
    "a spreadsheet runs what a visitor typed": Mutation(
        "hub/spreadsheet.py",
        "[guarded(cell) for cell in row]",
        "list(row)",
        ("tests/unit/hub", "tests/functional/search/admin"),
    ),
    "a form leads to another site": Mutation(
        "solutions/comparison/views.py",
        'return path if path.startswith("/") and not path.startswith("//") else ""',
        "return address",
        ("tests/functional/solutions/test_comparison_tray.py", "tests/functional/solutions/test_comparison.py"),
    ),
    "a visitor asks without end": Mutation(
        "hub/limits.py",
        "mine.filter(count__lt=self.most)",
        "mine.filter(count__lt=10**6)",
        ("tests/functional/solutions/test_questions.py",),
    ),
    "half of a change stays when a view fails": Mutation(
        "hub/middleware.py",
        "        with transaction.atomic():\n            return view(request, *args, **kwargs)",
        "        return view(request, *args, **kwargs)",
        ("tests/unit/hub",),
    ),
    "a photo tells where it was taken": Mutation(
        "hub/images/normalising.py",
        "stripped(data, keep_profile=profile is not None)",
        "data",
        IMAGES,
    ),
    "an image that is made in code is stored as it is": Mutation(
        "hub/models/media.py", "_file.attr_class = NormalisedFieldFile", "pass", IMAGES
    ),
    "all pictures are decoded at once": Mutation(
        "hub/models/media.py", "with one_at_a_time, super()", "with super()", IMAGES
    ),
}


def outcome(copy: Path, tests: Iterable[str]) -> str:
    """The last line of a run of these tests that stops at the first failure; raises ValueError when none ran."""
    server = read_state().get("postgres", {}).get("url", "")
    settings = environment(own_database(server) if server else "") | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "2", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=copy, env=settings, capture_output=True, text=True, check=False, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return "1 failed: the tests did not end"
    if done.returncode not in {0, 1, 2}:  # 2: stopped after the first failure by -x with several processes
        raise ValueError(f"pytest did not run: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout.splitlines()[-1]


def is_found(mutation: Mutation, copy: Path) -> bool:
    """Whether a test fails on the product that is broken so; raises ValueError when the text is not there once."""
    path = copy / mutation.path
    whole = path.read_text(encoding="utf-8")
    if whole.count(mutation.text) != 1:
        raise ValueError(f"{mutation.path} has {mutation.text!r} {whole.count(mutation.text)} times")
    path.write_text(whole.replace(mutation.text, mutation.becomes), encoding="utf-8")
    try:
        return "failed" in outcome(copy, mutation.tests)
    finally:
        path.write_text(whole, encoding="utf-8")


def main(names: list[str]) -> int:
    """The number of mutations that no test found; all of them when the tests fail without a mutation."""
    chosen = {name: MUTATIONS[name] for name in names or MUTATIONS}
    survived = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
        for built in BUILT:
            (copy / built).symlink_to(ROOT / built)
        whole = outcome(copy, dict.fromkeys(test for mutation in chosen.values() for test in mutation.tests))
        print(f"nothing broken: {whole}", flush=True)
        if "failed" in whole or "error" in whole:
            return len(chosen)
        for name, mutation in chosen.items():
            begun = time.monotonic()
            found = is_found(mutation, copy)
            print(f"{'found   ' if found else 'SURVIVED'} {time.monotonic() - begun:4.0f} s  {name}", flush=True)
            survived += [] if found else [name]
    print(f"{len(survived)} of {len(chosen)} mutations were not found")
    return len(survived)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
