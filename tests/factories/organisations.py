"""Municipalities, and the pages of those that take part."""

from __future__ import annotations

from typing import Any

import factory
import wagtail_factories
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Page

from home.tree import ensure_home, ensure_index_pages
from organisations.models import Kind, Organisation, OrganisationIndexPage, OrganisationPage

NAMES = ("'s-Hertogenbosch", "Súdwest-Fryslân", "Nijmegen", "Delft", "Venray", "Bergen (NH.)", "Zwolle", "Meierijstad")


def index_page() -> OrganisationIndexPage:
    """The list of organisations of a site, which is made when there is none."""
    if not OrganisationIndexPage.objects.exists():
        ensure_index_pages(ensure_home("testserver", 80))
    return OrganisationIndexPage.objects.get()


class FreshParentMixin:
    """Adds a page below its parent as the database knows it, for a parent in memory counts its children wrong."""

    @classmethod
    def _create_instance(cls, model_class: type[Page], parent: Page | None, kwargs: dict[str, Any]) -> Page:
        fresh = parent and type(parent).objects.get(pk=parent.pk)
        page = super()._create_instance(model_class, fresh, kwargs)
        return model_class.objects.get(pk=page.pk)


class OrganisationFactory(DjangoModelFactory):
    """A municipality in the registry."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"GM{9000 + n + (n >= 999)}")  # GM9999 is nobody's: tests rely on that
    kind = Kind.MUNICIPALITY
    name = factory.Sequence(lambda n: NAMES[n % len(NAMES)] if n < len(NAMES) else f"{NAMES[n % len(NAMES)]} {n}")
    slug = factory.LazyAttribute(lambda made: slugify(f"{made.name.replace(chr(39), '')}-{made.code}"))
    province = "Noord-Brabant"
    province_code = "PV30"


class OrganisationPageFactory(FreshParentMixin, wagtail_factories.PageFactory):
    """The page of an organisation that takes part."""

    class Meta:
        model = OrganisationPage

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.LazyAttribute(lambda made: made.organisation.name)
    slug = factory.LazyAttribute(lambda made: made.organisation.slug)
    parent = factory.LazyFunction(index_page)
