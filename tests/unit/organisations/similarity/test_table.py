"""The table of municipalities that are alike: from the registry, written as a whole, told in words."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from organisations.models import MunicipalitySimilarity, Organisation
from organisations.registry.importing import SHIPPED, compare
from organisations.similarity.table import reasons_in_words, recompute, similar_to
from tests.factories import OrganisationFactory, ReuseFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def municipality(name, inhabitants=50_000, **facts):
    return OrganisationFactory(name=name, inhabitants=inhabitants, **facts)


@shared_fixture
def registry():
    compare(SHIPPED, apply=True)


def names(organisation, limit=None):
    return [found.name for found in similar_to(organisation, limit)]


def test_the_registry_brings_plausible_similar_municipalities_for_all_municipalities(registry):
    by_name = {organisation.name: organisation for organisation in Organisation.objects.all()}
    assert MunicipalitySimilarity.objects.values("municipality").distinct().count() == 342
    assert set(names(by_name["Delft"], 5)) == {
        "Zoetermeer", "Schiedam", "Leiden", "Gouda", "Capelle aan den IJssel"
    }  # fmt: skip
    assert names(by_name["Amsterdam"], 3) == ["'s-Gravenhage", "Rotterdam", "Utrecht"]
    assert names(by_name["Schiermonnikoog"])[0] == "Vlieland"
    assert {"Breda", "Tilburg"} <= set(names(by_name["'s-Hertogenbosch"], 4))
    assert "De Fryske Marren" in names(by_name["Súdwest-Fryslân"], 3)
    assert all(12 <= len(names(by_name[name])) <= 20 for name in ("Urk", "Texel", "Rotterdam", "Súdwest-Fryslân"))


def test_a_second_time_nothing_changes_and_nothing_is_written(registry, django_assert_max_num_queries):
    before = list(MunicipalitySimilarity.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(8):
        outcome = recompute()
    assert (outcome.changed, outcome.municipalities, outcome.without_facts) == (False, 342, [])
    assert list(MunicipalitySimilarity.objects.values_list("pk", flat=True)) == before


def test_similar_municipalities_with_their_reasons_come_in_one_query(registry, django_assert_num_queries):
    delft = Organisation.objects.by_code("GM0503")
    with django_assert_num_queries(1):
        found = similar_to(delft, 6)
    assert len(found) == 6
    assert all(one.reasons and one.url == f"/organisaties/{one.url.split('/')[2]}/" for one in found)
    assert not similar_to(OrganisationFactory(kind="leverancier"))


def test_what_ended_or_lacks_inhabitants_stands_in_no_list():
    gone = municipality("Bergambacht", ended_on="2015-01-01")
    unknown = municipality("Bergen (NH.)", None)
    province = OrganisationFactory(name="Zuid-Holland", kind="provincie", inhabitants=50_000)
    delft, gouda = municipality("Delft"), municipality("Gouda")
    outcome = recompute()
    assert (outcome.municipalities, outcome.rows, outcome.without_facts) == (2, 2, ["Bergen (NH.)"])
    assert (names(delft), names(gouda)) == (["Gouda"], ["Delft"])
    assert not any(map(similar_to, (gone, unknown, province)))


def test_one_that_ends_disappears_at_once_and_from_the_table_at_the_next_computation():
    delft, gouda = municipality("Delft"), municipality("Gouda")
    recompute()
    Organisation.objects.filter(pk=gouda.pk).update(ended_on="2026-01-01")
    assert names(delft) == []
    assert recompute().changed
    assert not MunicipalitySimilarity.objects.exists()


def test_invented_municipalities_resemble_only_each_other():
    delft, gouda = municipality("Delft"), municipality("Gouda")
    stad, dijk = (municipality(name, is_example=True) for name in ("Voorbeeldstad", "Voorbeelddijk"))
    recompute()
    assert (names(delft), names(gouda)) == (["Gouda"], ["Delft"])
    assert (names(stad), names(dijk)) == (["Voorbeelddijk"], ["Voorbeeldstad"])


def test_a_changed_fact_changes_the_table():
    delft, _gouda, urk = municipality("Delft"), municipality("Gouda", 60_000), municipality("Urk", 20_000)
    recompute()
    assert names(delft) == ["Gouda", "Urk"]
    Organisation.objects.filter(pk=urk.pk).update(inhabitants=51_000)
    assert recompute(write=False).changed
    assert names(delft) == ["Gouda", "Urk"]
    recompute()
    assert names(delft) == ["Urk", "Gouda"]


def test_solutions_that_both_use_bring_closer_and_are_a_reason():
    delft, gouda, _zoetermeer = municipality("Delft"), municipality("Gouda", 60_000), municipality("Zoetermeer", 59_900)
    recompute()
    assert names(delft) == ["Zoetermeer", "Gouda"]
    for _number in range(3):
        solution = SolutionPageFactory()
        for user in (delft, gouda):
            ReuseFactory(solution=solution, organisation=user)
    ReuseFactory(solution=SolutionPageFactory(visibility="organisation"), organisation=gouda)
    recompute()
    assert names(delft) == ["Gouda", "Zoetermeer"]
    with translation.override("en"):
        assert "uses 3 of the same solutions" in similar_to(delft)[0].reasons


def test_reasons_are_told_in_words_with_round_numbers():
    row = MunicipalitySimilarity(
        reasons=[
            {"code": "inhabitants", "numbers": [104_412, 97_950]},
            {"code": "density", "numbers": [4_554, 380]},
            {"code": "province", "numbers": []},
            {"code": "distance", "numbers": [23]},
            {"code": "solutions", "numbers": [1]},
            {"code": "size", "numbers": [1_012, 931_298]},
            {"code": "of a later version", "numbers": [1]},
        ]
    )
    with translation.override("en"):
        assert reasons_in_words(row) == [
            "about as many inhabitants (104,000 and 98,000)",
            "about as densely populated (4,600 and 380 inhabitants per km²)",
            "in the same province",
            "23 km away",
            "uses 1 solution that is used here too",
            "1,000 inhabitants, and 931,000 there",
        ]


def test_the_database_refuses_what_cannot_be():
    delft, gouda = municipality("Delft"), municipality("Gouda")
    MunicipalitySimilarity.objects.create(municipality=delft, other=gouda, score=0.8, rank=1)
    for wrong in (
        {"other": delft, "score": 0.8, "rank": 2},
        {"other": gouda, "score": 0.8, "rank": 2},
        {"other": municipality("Urk"), "score": 0.8, "rank": 1},
        {"other": municipality("Texel"), "score": 1.1, "rank": 2},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            MunicipalitySimilarity.objects.create(municipality=delft, **wrong)


def test_the_command_diagnoses_acts_on_request_and_tells_the_truth_by_its_exit_code(capsys):
    with pytest.raises(CommandError, match="import_organisations"):
        call_command("compute_similarity")
    municipality("Delft", code="GM0503")
    municipality("Urk", None)
    municipality("Gouda")
    with pytest.raises(SystemExit):
        call_command("compute_similarity")
    assert not MunicipalitySimilarity.objects.exists()
    assert "add --write" in capsys.readouterr().out
    call_command("compute_similarity", write=True, of="gm0503")
    shown = capsys.readouterr()
    assert "2 municipalities, 2 similar municipalities; written." in shown.out
    assert "1.00  Gouda: " in shown.out
    assert shown.err == "Left out, for their inhabitants are not known: Urk.\n"
    call_command("compute_similarity")
    assert "up to date" in capsys.readouterr().out
    with pytest.raises(CommandError, match="GM123456"):
        call_command("compute_similarity", of="GM123456")


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_do_it_at_once_take_turns():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time by itself")
    for number in range(40):
        municipality(f"Bergen {number}", 20_000 + 500 * number)
    together = Barrier(3)

    def work(_number):
        together.wait(timeout=10)
        try:
            return recompute().changed
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(work, range(3))) == [False, False, True]
    assert MunicipalitySimilarity.objects.values("municipality").distinct().count() == 40
