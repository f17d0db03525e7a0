"""Makes a small site to write to, with its engines built: `python -m tests.functional.loss_site`."""

from __future__ import annotations

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from organisations.models import Organisation  # noqa: E402
from organisations.participation.onboarding import ensure_page  # noqa: E402

MUNICIPALITIES = (("GM0503", "Delft"), ("GM0344", "Utrecht"), ("GM1900", "Súdwest-Fryslân"), ("GM0796", "Den Bosch"))


def main() -> None:
    call_command("setup_site")
    for code, name in MUNICIPALITIES:
        ensure_page(Organisation.objects.create(code=code, name=name, slug=code.lower(), province="Utrecht"))
    call_command("search_rebuild", json=True)


if __name__ == "__main__":
    main()
