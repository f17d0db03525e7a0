"""Objects for tests, with realistic Dutch data."""

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
    "ExperiencePageFactory",
    "OrganisationFactory",
    "OrganisationPageFactory",
    "PolicyDomainFactory",
    "ReuseFactory",
    "SolutionPageFactory",
    "TagFactory",
    "index_page",
]
