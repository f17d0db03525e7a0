"""`make seed`: everything between an empty folder and a site with content. Quick when it is all there."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command


def main() -> None:
    """Migrate, set up the site, bring in registers and demo, read papers, build the embedded index if there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    django.setup()
    from django.conf import settings

    from search.engines.registry import engine

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    refuse_older_database()
    call_command("migrate", verbosity=0)
    call_command("setup_site")
    call_command("import_organisations", apply=True)
    call_command("import_vocabularies", apply=True)
    call_command("seed_demo")
    call_command("compute_similarity", write=True)  # the demo's own municipalities too
    call_command("extract_documents", write=True)  # so that the first search finds what is in the papers
    if engine("embedded").live_target() is None:
        call_command("search_rebuild", "--engine", "embedded")


def refuse_older_database() -> None:
    """Exit, saying what to do, when the database was made before 0.1.0, with which the migrations began anew."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    older = ("hub", "0002_pages") in MigrationRecorder(connection).applied_migrations()
    renamed = {"search_indexevent", "organisations_municipalitylikeness"}
    if older or renamed.intersection(connection.introspection.table_names()):
        sys.exit(f"{settings.VAR_DIR} holds a site of before version 0.1.0: remove that folder and start again.")


if __name__ == "__main__":
    main()
