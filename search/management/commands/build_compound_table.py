"""Rebuild the table of compound parts from a word list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.analysis.table import count_parts, read_words, write_table


class Command(BaseCommand):
    """`build_compound_table WORDLIST [--apply]`."""

    help = "Count heads and modifiers in a Dutch word list (OpenTaal). Without --apply only the counts are shown."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("wordlist", type=Path, help="one word per line, such as /usr/share/dict/dutch")
        parser.add_argument("--apply", action="store_true", help="write the table that ships")

    def handle(self, *args: Any, wordlist: Path, apply: bool, **options: Any) -> None:
        try:
            parts = count_parts(read_words(wordlist))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{wordlist}: {error}") from error
        if apply:
            write_table(parts)
        heads = sum(1 for head, _modifier in parts.values() if head)
        self.stdout.write(f"{len(parts)} parts, {heads} as head." + ("" if apply else " Nothing written: add --apply."))
