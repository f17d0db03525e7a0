"""Let organisations take part."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisations.models import Organisation
from organisations.participation.onboarding import OnboardingError, onboard


class Command(BaseCommand):
    """`onboard_organisation CODE…`."""

    help = "Give organisations their pages, group and collection. Repeating it is harmless."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("codes", nargs="+", metavar="CODE", help="such as GM0344")

    def handle(self, *args: Any, codes: list[str], **options: Any) -> None:
        for code in codes:
            organisation = Organisation.objects.by_code(code)
            if organisation is None:
                raise CommandError(f"There is no organisation with code {code}. Run import_organisations first?")
            try:
                page = onboard(organisation)
            except OnboardingError as error:
                raise CommandError(" ".join(error.messages)) from error
            self.stdout.write(f"{organisation.name} takes part: {page.url}")
