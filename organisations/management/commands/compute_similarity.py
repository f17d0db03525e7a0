"""See which municipalities are alike, and write it down on request."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisations.models import Organisation
from organisations.registry.guard import named
from organisations.similarity.table import recompute, similar_to

EXPLANATION = """
Without --write nothing changes. Exit code 0: the table is, or has been brought, up to date; 1: it is out of date, or
there is nothing to compare. With --of it also names those similar to one municipality, as the table has them.
"""


class Command(BaseCommand):
    """`compute_similarity [--write] [--of CODE]`."""

    help = f"Work out which municipalities are alike. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="replace the table by what was worked out")
        parser.add_argument(
            "--of", metavar="CODE", default="", help="also list the similar municipalities of this municipality"
        )

    def handle(self, *args: Any, write: bool, of: str, **options: Any) -> None:
        outcome = recompute(write=write)
        if not outcome.municipalities:
            raise CommandError("There are no two municipalities to compare: run import_organisations --apply first.")
        if outcome.without_facts:
            self.stderr.write(f"Left out, for their inhabitants are not known: {named(outcome.without_facts)}.")
        written = "written" if write else "the table is out of date: add --write"
        self.stdout.write(
            f"{outcome.municipalities} municipalities, {outcome.rows} similar municipalities; "
            + (f"{written}." if outcome.changed else "the table is up to date.")
        )
        if of:
            self._list(of)
        if outcome.changed and not write:
            raise SystemExit(1)

    def _list(self, code: str) -> None:
        organisation = Organisation.objects.by_code(code)
        if organisation is None:
            raise CommandError(f"No organisation has the code {code}.")
        for found in similar_to(organisation):
            self.stdout.write(f"{found.score:.2f}  {found.name}: {', '.join(found.reasons)}")
