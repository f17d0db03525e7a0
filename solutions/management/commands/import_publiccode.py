"""Bring publiccode.yml files in as solutions of an organisation."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisations.models import Organisation
from solutions.publiccode.importer import REFUSED, DoesNotTakePart, FileOutcome, import_files, missing_lists

EXPLANATION = """
Of a folder every publiccode.yml and publiccode.yaml below it is taken, and any other .yml or .yaml directly in it.
Prints one line per file: created, updated, unchanged, or refused with key and line, and below it what was not read.
Solutions are drafts unless --publish, and without any text also then; what an editor changed since the last import
stays as it is. What the site itself lacks, such as the list of licences, is told once.
Exit code 0: every file was taken in; 1: one or more were refused, or there was nothing to import.
Keys of --json: files (a list of file, status, title, reason, warnings, kept), counts (per status) and missing.
"""


class Command(BaseCommand):
    """`import_publiccode PATH… --organisation CODE [--publish] [--json]`."""

    help = f"Import publiccode.yml files, or folders of them. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
        parser.add_argument("--organisation", required=True, metavar="CODE", help="the owner, such as GM0344")
        parser.add_argument("--publish", action="store_true", help="publish at once instead of making drafts")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, paths: list[Path], publish: bool, **options: Any) -> None:
        organisation = _organisation(options["organisation"])
        outcomes: list[FileOutcome] = []
        try:
            for outcome in import_files(paths, organisation, publish=publish):
                outcomes.append(outcome)
                if not options["json"]:
                    self._tell(outcome)
        except DoesNotTakePart as error:
            raise CommandError(f"{organisation} does not take part: run onboard_organisation {error}.") from error
        counts = Counter(outcome.status for outcome in outcomes)
        missing = missing_lists(organisation)
        if options["json"]:
            report = {"files": [asdict(one) for one in outcomes], "counts": counts, "missing": missing}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write(", ".join(f"{count} {status}" for status, count in counts.items()))
            for sentence in missing:
                self.stderr.write(sentence)
        if not outcomes:
            raise CommandError("There are no publiccode.yml files in: " + ", ".join(map(str, paths)))
        if counts[REFUSED]:
            raise SystemExit(1)

    def _tell(self, outcome: FileOutcome) -> None:
        self.stdout.write(f"{outcome.status}\t{outcome.file}\t{outcome.reason or outcome.title}")
        for warning in outcome.warnings:
            self.stdout.write(f"  {warning}")
        if outcome.kept:
            self.stdout.write(f"  kept as an editor wrote it: {', '.join(outcome.kept)}")


def _organisation(code: str) -> Organisation:
    organisation = Organisation.objects.by_code(code)
    if organisation is None:
        first = "" if Organisation.objects.exists() else " Run import_organisations --apply first."
        raise CommandError(f"There is no organisation with code {code}.{first}")
    return organisation
