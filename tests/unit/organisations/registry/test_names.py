"""Which organisation a name means, as people write it."""

import pytest

from organisations.models import Organisation
from organisations.registry.importing import SHIPPED, compare
from organisations.registry.names import OrganisationNames
from tests.factories import OrganisationFactory
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


@shared_fixture
def registry():
    """The municipalities of the list that ships, which has Bergen twice and provinces in brackets."""
    compare(SHIPPED, apply=True)
    return Organisation.objects.count()


def code_of(name):
    found = OrganisationNames.of_existing().meant_by(name)
    return found and found.code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sudwest-Fryslan", "GM1900"),
        ("Súdwest Fryslân", "GM1900"),
        ("s-Hertogenbosch", "GM0796"),
        ("'S HERTOGENBOSCH", "GM0796"),
        ("’s-Gravenhage", "GM0518"),
        ("Gemeente Den Haag", "GM0518"),
        ("Municipality of The Hague", "GM0518"),
        ("Bergen (L)", "GM0893"),
        ("Bergen (L.)", "GM0893"),
        ("Gemeente Bergen (Noord-Holland)", "GM0373"),
        ("bergen (nh)", "GM0373"),
        ("Hengelo", "GM0164"),
        ("Gemeente Hengelo (Overijssel)", "GM0164"),
        ("The municipality of Utrecht", "GM0344"),
        ("Gem. Delft", "GM0503"),
        ("gem Delft", "GM0503"),
        ("Gemert-Bakel", "GM1652"),
        ("Gemeente De Ronde Venen", "GM0736"),
        ("Gemeente Utrecht - https://www.utrecht.nl", "GM0344"),
    ],
)
def test_a_municipality_is_known_by_the_ways_in_which_people_write_it(registry, name, code):
    assert code_of(name) == code


@pytest.mark.parametrize(
    "name", ["Bergen", "Bergen (Z)", "Laren (Gld)", "Comune di Bergen", "(L)", "", "Gemeente", "\u200b"]
)
def test_a_name_of_several_or_of_none_is_nobodys(registry, name):
    assert code_of(name) is None


def test_a_province_is_not_the_municipality_of_its_name(registry):
    OrganisationFactory(name="Utrecht", code="PV26", kind="provincie")
    assert code_of("Gemeente Utrecht") == "GM0344"
    assert code_of("Provincie Utrecht") == "PV26"
    assert code_of("Utrecht") is None


def test_who_ended_or_was_invented_is_never_meant():
    OrganisationFactory(name="Haaren", code="GM0788", ended_on="2021-01-01")
    OrganisationFactory(name="Voorbeeldstad", code="EX1", is_example=True)
    assert (code_of("Haaren"), code_of("Voorbeeldstad")) == (None, None)
