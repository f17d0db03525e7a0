"""Names in usedBy become claims, when we know for certain who is meant."""

import pytest

from solutions.models import Reuse
from tests.factories import OrganisationFactory, ReuseFactory
from tests.unit.solutions.publiccode.steps import run, write
from tests.unit.solutions.publiccode.test_model import FULL

pytestmark = pytest.mark.django_db


def test_users_in_the_file_are_claims_until_they_confirm(folder, delft):
    bosch = OrganisationFactory(name="'s-Hertogenbosch", code="GM0796")
    [outcome] = run(folder, delft)
    claim = Reuse.objects.get()
    assert (claim.organisation, claim.claimed_by, claim.confirmed_at) == (bosch, "maintainer", None)
    assert outcome.warnings == []


def test_users_that_nobody_knows_become_one_warning(folder, delft):
    OrganisationFactory(name="Venray", code="GM0984")
    write(folder, FULL.replace('usedBy: [Gemeente Delft, "\'s-Hertogenbosch"]', "usedBy: [Comune di Roma, Nergens]"))
    [outcome] = run(folder, delft)
    assert [warning for warning in outcome.warnings if warning.startswith("usedBy (line 8): 2 not found")]


def test_names_are_placed_however_they_are_written(folder, delft):
    for code, name in (("GM1900", "Súdwest-Fryslân"), ("GM0796", "'s-Hertogenbosch"), ("GM0344", "Utrecht")):
        OrganisationFactory(name=name, code=code)
    write(folder, FULL.replace("usedBy: [", "usedBy: [Sudwest-Fryslan, s-Hertogenbosch, The municipality of Utrecht, "))
    [outcome] = run(folder, delft)
    assert outcome.warnings == []
    users = Reuse.objects.values_list("organisation__code", flat=True)
    assert sorted(users) == ["GM0344", "GM0796", "GM1900"]


def test_who_stopped_is_not_claimed_to_use_it(folder, delft, solution):
    bosch = OrganisationFactory(name="'s-Hertogenbosch", code="GM0796")
    ReuseFactory(organisation=bosch, solution=solution, status="stopped")
    assert run(folder, delft)[0].status == "unchanged"
    assert [row.status for row in Reuse.objects.filter(organisation=bosch)] == ["stopped"]


def test_a_new_user_in_an_unchanged_file_is_an_update(folder, delft, solution):
    OrganisationFactory(name="'s-Hertogenbosch", code="GM0796")
    assert [run(folder, delft)[0].status for _ in range(2)] == ["updated", "unchanged"]
