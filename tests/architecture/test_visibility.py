"""Who may read a page is decided in one place; whoever writes the rule out again forgets a part of it."""

import re

from tests.architecture.tree import APPS, ROOT

RULE = "hub/models/visibility.py"
BESIDE = {
    "hub/models/pages.py": "the default of the field",
    "hub/rights.py": "Wagtail's privacy for who is logged in: groups that they are in are no bar",
    "home/sitemap.py": "pages of all classes at once: those of a class that are not for everyone are taken out",
    "organisations/models/pages.py": "who else may read a page that is not public",
    "search/indexing/attachments.py": "the visibility of a document of a solution",
    "solutions/models/solution_parts.py": "the visibility of a document of a solution",
    "solutions/page/attachments.py": "the visibility of a document of a solution",
}
WRITTEN_OUT = re.compile(r"Visibility\.PUBLIC|\.public\(\)|PageViewRestriction\.objects")


def test_nobody_writes_the_rule_out_again():
    found = {
        path.relative_to(ROOT).as_posix()
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and WRITTEN_OUT.search(path.read_text(encoding="utf-8"))
    }
    assert found - {RULE} == set(BESIDE), "ask hub.models.visibility, or say here why not"
