"""Take location and other metadata out of the images that are stored already."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from hub.images.stored import Outcome, bring_up_to_date
from hub.models import HubImage

EXPLANATION = """
Every upload is normalised: set upright, without metadata, HEIC as JPEG. This does the same for what was stored before
and removes the renditions, which are made again on demand. It may be stopped and repeated.
Exit code 0: every image is as it should be; 1: some are not, or cannot be read.
"""


class Command(BaseCommand):
    """`normalise_images [--write]`."""

    help = f"Tell which images hold metadata, and with --write take them out. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="store the normalised files")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        found: Counter[Outcome] = Counter()
        for image in HubImage.objects.order_by("pk").iterator():
            outcome = bring_up_to_date(image, write=write)
            found[outcome] += 1
            if outcome is not Outcome.NORMAL:
                self.stdout.write(f"{outcome}: {image.pk} {image.file.name}")
        for outcome, count in sorted(found.items()):
            self.stdout.write(f"{outcome}: {count}")
        if found[Outcome.OUTDATED] or found[Outcome.UNREADABLE]:
            raise SystemExit(1)
