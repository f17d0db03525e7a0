"""Objects for tests, with realistic Dutch data."""

from tests.factories.editorial import EventPageFactory, NewsPageFactory, PublicationPageFactory, ThemePageFactory
from tests.factories.organisations import OrganisationFactory, OrganisationPageFactory
from tests.factories.pages import (
    ContentPageFactory,
    ExperiencePageFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
    TagFactory,
    index_page,
)

__all__ = [
    "ContentPageFactory",
    "EventPageFactory",
    "ExperiencePageFactory",
    "NewsPageFactory",
    "OrganisationFactory",
    "OrganisationPageFactory",
    "PolicyDomainFactory",
    "PublicationPageFactory",
    "ReuseFactory",
    "SolutionPageFactory",
    "TagFactory",
    "ThemePageFactory",
    "index_page",
]
