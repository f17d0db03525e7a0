"""Make the map's boundaries from a public GeoJSON file, and write them on request."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisations.boundaries.importing import TOLERANCE, NoRegistry, NotReadable, boundaries_of
from organisations.boundaries.shapes import SHIPPED
from organisations.boundaries.topojson import written

EXPLANATION = """
Coordinates are longitude and latitude; each area has its CBS code as id, cbs_code, statcode, code or identificatie.
Without --apply nothing changes. Exit code 0: the codes are those of the registry; 1: they differ (and --apply writes).
"""


class Command(BaseCommand):
    """`import_boundaries FILE --year YEAR --source TEXT [--apply] [--output FILE] [--tolerance SQUARES]`."""

    help = f"Make the boundaries of the map from a GeoJSON file. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="GeoJSON with one area for each municipality")
        parser.add_argument("--year", type=int, required=True, help="the year whose division this is")
        parser.add_argument("--source", required=True, help="where the file comes from and its licence; goes into it")
        parser.add_argument("--output", type=Path, default=SHIPPED, help="default: the file that ships")
        parser.add_argument(
            "--tolerance", type=float, default=TOLERANCE, help="bends smaller than this are straightened"
        )
        parser.add_argument("--apply", action="store_true", help="write the file")

    def handle(self, *args: Any, file: Path, output: Path, apply: bool, **options: Any) -> None:
        try:
            found = boundaries_of(file, tolerance=options["tolerance"])
            about = {"year": options["year"], "source": options["source"]}
            text = written(found.topology, found.provinces, about)
            if apply:
                output.write_text(text, encoding="utf-8")
        except (OSError, NotReadable) as error:
            raise CommandError(f"{file}: {error}") from error
        except NoRegistry as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{len(found.topology.areas)} municipalities, {found.points} points, {len(text.encode()) / 1000:.0f} kB."
            + (f" Written to {output.name}." if apply else " Nothing was written: add --apply.")
        )
        if found.missing:
            self.stderr.write(f"In the registry, not in this file: {', '.join(found.missing)}")
        if found.unknown:
            self.stderr.write(f"In this file, not in the registry: {', '.join(found.unknown)}")
        if found.missing or found.unknown:
            raise SystemExit(1)
