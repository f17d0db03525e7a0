"""Names in usedBy become claims, when we know for certain who is meant."""

import pytest

from solutions.models import Reuse
from solutions.publiccode.users import organisation_named
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
    write(folder, FULL.replace('usedBy: [Gemeente Delft, "\'s-Hertogenbosch"]', "usedBy: [Comune di Roma, Nergens]"))
    [outcome] = run(folder, delft)
    assert [warning for warning in outcome.warnings if warning.startswith("usedBy (line 8): 2 not found")]


@pytest.mark.parametrize(
    "name", ["Gemeente Den Haag", "den haag", "'s-Gravenhage", "’s-Gravenhage", "Municipality of The Hague"]
)
def test_a_municipality_is_known_by_the_names_people_use(name):
    hague = OrganisationFactory(name="'s-Gravenhage", code="GM0518")
    assert organisation_named(name) == hague


def test_a_name_of_two_organisations_is_nobodys():
    OrganisationFactory(name="Bergen", code="GM0373")
    OrganisationFactory(name="Bergen", code="GM0893")
    assert organisation_named("Gemeente Bergen") is None


def test_who_stopped_is_not_claimed_to_use_it(folder, delft, solution):
    bosch = OrganisationFactory(name="'s-Hertogenbosch", code="GM0796")
    ReuseFactory(organisation=bosch, solution=solution, status="stopped")
    assert run(folder, delft)[0].status == "unchanged"
    assert [row.status for row in Reuse.objects.filter(organisation=bosch)] == ["stopped"]


def test_a_new_user_in_an_unchanged_file_is_an_update(folder, delft, solution):
    OrganisationFactory(name="'s-Hertogenbosch", code="GM0796")
    assert [run(folder, delft)[0].status for _ in range(2)] == ["updated", "unchanged"]


def test_a_province_is_not_the_municipality_of_its_name():
    OrganisationFactory(name="Utrecht", code="PV26", kind="provincie")
    city = OrganisationFactory(name="Utrecht", code="GM0344")
    assert organisation_named("Gemeente Utrecht") == city
    assert organisation_named("Provincie Utrecht").code == "PV26"
    assert organisation_named("Utrecht") is None
