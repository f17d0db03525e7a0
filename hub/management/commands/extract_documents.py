"""Read the text of documents by hand."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from hub.documents.tasks import bring_up_to_date, needs_reading
from hub.models import DocumentText, HubDocument

EXPLANATION = """
The worker does this after every upload; by hand it helps after an import, or when files were put back.
Exit code 0: the text of every PDF was read, however that ended; 1: of some it was not.
"""


class Command(BaseCommand):
    """`extract_documents [--write]`."""

    help = f"Tell of which PDFs the text is known, and with --write read the others. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="read what was not read yet")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        missing = [document for document in HubDocument.objects.order_by("pk").iterator() if needs_reading(document)]
        if write:
            missing = [document for document in missing if not bring_up_to_date(document)]
        known = Counter(DocumentText.objects.values_list("outcome", flat=True))
        for outcome, count in sorted(known.items()):
            self.stdout.write(f"{outcome}: {count}")
        self.stdout.write(f"not read: {len(missing)}")
        if missing:
            raise SystemExit(1)
