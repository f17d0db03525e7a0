"""Fill a site with the demo."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.content import ContentError
from demo.pages import Seeded
from demo.seed import MissingLists, seed


class Command(BaseCommand):
    """`seed_demo`."""

    help = "Put real solutions, invented stories and accounts on the site. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seeded = seed()
        except (ContentError, MissingLists) as error:
            raise CommandError(str(error)) from error
        made = ", ".join(f"{count} {kind}" for kind, count in seeded.made.items() if count)
        self.stdout.write(f"Demo: {made or 'nothing new'}.")
        self._report_accounts(seeded)

    def _report_accounts(self, seeded: Seeded) -> None:
        """Passwords are shown once; later only how to set a new one."""
        for account in seeded.accounts:
            password = account.password or f"bestaat al; nieuw wachtwoord: manage.py changepassword {account.username}"
            self.stdout.write(f"  {account.username} ({account.role}): {password}")
