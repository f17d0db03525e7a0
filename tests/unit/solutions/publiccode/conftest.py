"""A municipality that takes part, and a folder with one file."""

import pytest

from home.setup import ensure_site
from organisations.models import Organisation
from organisations.participation.onboarding import onboard
from solutions.models import Licence, SolutionPage
from solutions.publiccode.importer import import_files
from tests.factories import OrganisationFactory
from tests.shared_fixtures import shared_fixture
from tests.unit.solutions.publiccode.test_model import FULL


@shared_fixture
def delft():
    ensure_site("localhost", 80)
    Licence.objects.create(code="EUPL-1.2", label="European Union Public License 1.2")
    organisation = OrganisationFactory(name="Delft", code="GM0503")
    onboard(organisation)
    return Organisation.objects.get(pk=organisation.pk)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "meldingen").mkdir()
    (tmp_path / "meldingen" / "publiccode.yml").write_text(FULL, encoding="utf-8")
    return tmp_path


@pytest.fixture
def solution(folder, delft):
    """The solution of the file, as a published page."""
    list(import_files([folder], delft, publish=True))
    return SolutionPage.objects.get()
