"""Solutions, experiences and articles, live unless told otherwise, below an organisation that takes part."""

from __future__ import annotations

from typing import Any

import factory
import wagtail_factories
from django.utils.text import slugify
from django.utils.timezone import now
from factory.django import DjangoModelFactory

from hub.blocks import paragraphs
from hub.models import ContentPage, Tag
from solutions.models import ExperiencePage, PolicyDomain, Reuse, SolutionPage
from tests.factories.organisations import FreshParentMixin, OrganisationFactory, OrganisationPageFactory, index_page

__all__ = ["index_page"]


class TagFactory(DjangoModelFactory):
    """A tag."""

    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"dienstverlening {n}")


class PolicyDomainFactory(DjangoModelFactory):
    """A policy domain."""

    class Meta:
        model = PolicyDomain

    code = factory.Sequence(lambda n: f"domein-{n}")
    label = factory.Sequence(lambda n: f"Burgerzaken {n}")


class _RecordFactory(FreshParentMixin, wagtail_factories.PageFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    parent = factory.SubFactory(OrganisationPageFactory)
    slug = factory.Sequence(lambda n: f"pagina-{n}")
    first_published_at = factory.LazyFunction(now)

    @factory.post_generation
    def tags(self: Any, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        if create and names:
            self.tags.add(*names)
            self.save()


class SolutionPageFactory(_RecordFactory):
    """A solution."""

    class Meta:
        model = SolutionPage

    title = "Meldingenformulier openbare ruimte"
    summary = "Inwoners melden losse stoeptegels en kapotte lantaarns."
    slug = factory.Sequence(lambda n: f"{slugify('meldingenformulier')}-{n}")

    @factory.lazy_attribute
    def problem(self) -> Any:
        return paragraphs("Meldingen kwamen per telefoon binnen en raakten kwijt.")


class ExperiencePageFactory(_RecordFactory):
    """An experience."""

    class Meta:
        model = ExperiencePage

    title = "Wat wij leerden van het nieuwe meldingenformulier"
    result = "<p>Minder telefoontjes bij het <b>klantcontactcentrum</b>.</p>"


class ContentPageFactory(_RecordFactory):
    """An article of an organisation."""

    class Meta:
        model = ContentPage

    title = "Handleiding voor het klantcontactcentrum"


class ReuseFactory(DjangoModelFactory):
    """A confirmed use of a solution by another organisation."""

    class Meta:
        model = Reuse

    organisation = factory.SubFactory(OrganisationFactory)
    solution = factory.SubFactory(SolutionPageFactory)
    confirmed_at = factory.LazyFunction(lambda: now().date())
