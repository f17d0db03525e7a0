from __future__ import annotations

from search.facets import FACETS, FACETS_BY_KEY, FACETS_BY_PARAMETER, facet_values
from search.types import Kind


def test_the_address_speaks_dutch():
    parameters = {facet.key: facet.parameter for facet in FACETS}
    assert parameters == {
        "kind": "soort",
        "similar": "zoals-mijn",
        "policy_domain": "domein",
        "solution_kind": "type",
        "development_status": "status",
        "evidence": "bewijs",
        "used_by": "gebruikt-door",
        "organisation": "organisatie",
        "province": "provincie",
        "tag": "onderwerp",
        "gemma_component": "gemma",
        "licence": "licentie",
    }


def test_a_facet_is_found_by_key_and_by_parameter():
    assert FACETS_BY_KEY["province"] is FACETS_BY_PARAMETER["provincie"]


def test_every_municipality_fits_in_the_organisation_facet():
    assert FACETS_BY_KEY["organisation"].size >= 342


def test_the_kind_comes_from_the_record_itself(make_record):
    record = make_record("Signalen", facets={"kind": ("iets anders",), "province": ("PV27",)})
    assert facet_values(record) == {"kind": ("solution",), "province": ("PV27",)}


def test_values_are_counted_once_and_unknown_facets_not_at_all(make_record):
    record = make_record("Delft", Kind.ORGANISATION, facets={"province": ("PV28", "PV28"), "kleur": ("rood",)})
    assert facet_values(record) == {"kind": ("organisation",), "province": ("PV28",)}


def test_users_come_from_the_record_and_similar_municipalities_are_never_stored(make_record):
    record = make_record("Signalen", adopters=("GM0503",), facets={"similar": ("1",)})
    assert facet_values(record) == {"kind": ("solution",), "used_by": ("GM0503",)}


def test_a_facet_without_values_is_left_out(make_record):
    assert "policy_domain" not in facet_values(make_record("Signalen", facets={"policy_domain": ()}))
