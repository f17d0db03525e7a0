"""The page tree of a site, with the list of organisations in it, and the people who edit it."""

from __future__ import annotations

from django.db import transaction

from hub.models import HomePage
from hub.tree import ensure_home, ensure_lists, ensure_required_pages
from organisations.models import OrganisationIndexPage
from organisations.participation.rights import ensure_editorial


@transaction.atomic
def ensure_site(hostname: str, port: int) -> HomePage:
    """The front page, with everything that every site has below it; makes what is missing."""
    home = ensure_home(hostname, port)
    ensure_index(home)
    ensure_lists(home)
    ensure_required_pages(home)
    ensure_editorial(home)
    return home


def ensure_index(home: HomePage) -> OrganisationIndexPage:
    """The list of organisations at /organisaties/."""
    index = OrganisationIndexPage.objects.first()
    if index is None:
        index = OrganisationIndexPage(
            title="Organisaties",
            slug="organisaties",
            summary="Alle gemeenten en samenwerkingsverbanden, en wat zij delen.",
        )
        home.add_child(instance=index)
        index.save_revision().publish()
    return index
