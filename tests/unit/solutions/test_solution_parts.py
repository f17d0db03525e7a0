"""Rows below a solution: what each must have, and how it names itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from solutions.models import SolutionRelation, SolutionSupplier
from tests.factories import OrganisationFactory, SolutionPageFactory

pytestmark = pytest.mark.django_db


def test_a_supplier_is_named_or_chosen_from_the_list():
    page = SolutionPageFactory()
    with pytest.raises(ValidationError, match=r"supplier|leverancier"):
        SolutionSupplier(page=page).clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        SolutionSupplier.objects.create(page=page)
    known = OrganisationFactory(name="Bouwers van Súdwest", kind="leverancier", code="LEV1")
    assert SolutionSupplier(page=page, organisation=known).shown_name == "Bouwers van Súdwest"
    assert SolutionSupplier(page=page, name="Kleine leverancier").shown_name == "Kleine leverancier"


def test_a_solution_is_not_tied_to_itself_and_only_once_in_a_way():
    page, other = SolutionPageFactory(), SolutionPageFactory()
    with pytest.raises(ValidationError):
        SolutionRelation(page=page, other=page).clean()
    SolutionRelation.objects.create(page=page, other=other, kind="replaces")
    SolutionRelation.objects.create(page=page, other=other, kind="related")
    with pytest.raises(IntegrityError), transaction.atomic():
        SolutionRelation.objects.create(page=page, other=other, kind="replaces")
    with pytest.raises(IntegrityError), transaction.atomic():
        SolutionRelation.objects.create(page=page, other=page, kind="based_on")
