"""`make seed`: everything between an empty folder and a site with content. Quick when it is all there."""

from __future__ import annotations

import os

import django
from django.core.management import call_command


def main() -> None:
    """Migrate, set up the site, bring in registers and demo, read papers, build the embedded index if there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    django.setup()
    from django.conf import settings

    from search.engines.registry import engine

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("setup_site")
    call_command("import_organisations", apply=True)
    call_command("import_vocabularies", apply=True)
    call_command("seed_demo")
    call_command("compute_likeness", write=True)  # the demo's own municipalities too
    call_command("extract_documents", write=True)  # so that the first search finds what is in the papers
    if engine("embedded").live_target() is None:
        call_command("search_rebuild", "--engine", "embedded")


if __name__ == "__main__":
    main()
