"""Whatever changes the value of a facet is recorded, also where it is no text of the record."""

import pytest

from search.indexing.records import key_of
from solutions.models import Licence
from tests.factories import OrganisationPageFactory, SolutionPageFactory

pytestmark = pytest.mark.django_db


def test_the_code_of_a_licence_concerns_its_solutions(recorded):
    licence = Licence.objects.create(code="EUPL-1.2", label="EUPL")
    solution = SolutionPageFactory(parent=OrganisationPageFactory(), licence=licence)
    licence.code = "EUPL-1.3"
    assert recorded(licence.save) == {key_of(solution)}
