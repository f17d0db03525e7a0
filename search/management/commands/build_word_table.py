"""Rebuild the table of the words of Dutch and English from lists of how common they are."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.analysis.word_table import BadWordList, read_words, write_table


class Command(BaseCommand):
    """`build_word_table DUTCH ENGLISH [--apply]`."""

    help = (
        "Read a Dutch and an English list with a word, a tab and how common it is (Zipf scale) on each line. "
        "Without --apply only the counts are shown."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("dutch", type=Path)
        parser.add_argument("english", type=Path)
        parser.add_argument("--apply", action="store_true", help="write the table that ships")

    def handle(self, *args: Any, dutch: Path, english: Path, apply: bool, **options: Any) -> None:
        lists = [_read(path) for path in (dutch, english)]
        self.stdout.write(f"{len(lists[0])} Dutch words, {len(lists[1])} English words.")
        if apply:
            self.stdout.write(f"Written: {write_table(lists[0], lists[1])} words.")
        else:
            self.stdout.write("Nothing written: add --apply.")


def _read(path: Path) -> dict[str, float]:
    try:
        return read_words(path)
    except (OSError, UnicodeDecodeError, BadWordList) as error:
        raise CommandError(f"{path}: {error}") from error
