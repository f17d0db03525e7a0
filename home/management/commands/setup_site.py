"""Make what every site has: the front page, the list of organisations, required pages, editors and workflow."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from home.setup import ensure_site


class Command(BaseCommand):
    """`setup_site`."""

    help = "Make the page tree, the group of editors and the workflow. Repeating it is harmless."

    def handle(self, *args: Any, **options: Any) -> None:
        address = urlsplit(settings.BASE_URL)
        home = ensure_site(address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80))
        self.stdout.write(f"The site stands at {home.full_url}")
