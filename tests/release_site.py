"""A migrated and filled site in the database of the environment: `python -m tests.release_site`."""

from __future__ import annotations

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from home.setup import ensure_site  # noqa: E402
from hub.models import User  # noqa: E402
from tests import demo_site  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    ensure_site("localhost", 80)
    demo_site.seeded()
    demo_site.fill()
    for user in User.objects.all():
        user.set_unusable_password()
        user.save()


if __name__ == "__main__":
    main()
