"""The page tree of a site, with the list of organisations in it, and the people who edit it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import SearchPromotion

from home.models import HomePage
from home.tree import ensure_home, ensure_index_pages, ensure_required_pages
from hub.models import BrandSettings, Tag
from organisations.models import Organisation, OrganisationMembership
from organisations.participation.access import set_all_rights
from organisations.participation.rights import ensure_editorial
from search.query_log.models import AskedQuestion
from search.synonyms.models import SynonymEntry
from solutions.models import ContactRequest, GemmaComponent, Licence, PolicyDomain, Reuse, Standard

CURATED: tuple[type[Model], ...] = (
    Tag, BrandSettings, Organisation, OrganisationMembership, Reuse, ContactRequest, PolicyDomain, GemmaComponent,
    Licence, Standard, AskedQuestion, SynonymEntry, Redirect, SearchPromotion,
)  # fmt: skip
"""What VNG's editors keep true besides pages: all rights on these."""


@transaction.atomic
def ensure_site(hostname: str, port: int) -> HomePage:
    """The front page, with everything that every site has below it; makes what is missing, and puts rights right."""
    home = ensure_home(hostname, port)
    ensure_index_pages(home)
    ensure_required_pages(home)
    ensure_editorial(home, CURATED)
    set_all_rights()
    return home
