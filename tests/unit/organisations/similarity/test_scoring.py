"""How alike municipalities are: one formula, the same both ways round, with reasons that can be checked."""

import time
from itertools import combinations

import pytest

from organisations.similarity.scoring import (
    AT_LEAST,
    AT_MOST,
    SHARED_SOLUTIONS,
    SIMILAR_FROM,
    MunicipalityFacts,
    Reason,
    distance_km,
    most_similar,
    reasons,
    similarity,
)

DELFT = MunicipalityFacts("GM0503", 109_577, 4_554.0, "PV28", (51.9995, 4.3627))
SCHIEDAM = MunicipalityFacts("GM0606", 81_426, 4_103.0, "PV28", (51.9331, 4.3916))
URK = MunicipalityFacts("GM0184", 22_076, 1_600.0, "PV24", (52.6612, 5.6026))
FRYSLAN = MunicipalityFacts("GM1900", 91_000, 100.0, "PV21", (53.0, 5.5))
ONLY_SIZE = MunicipalityFacts("EX0001", 118_400)


def equal(**changes):
    facts = {"inhabitants": 100_000, "density": 1_000.0, "province": "PV28", "point": (52.0, 5.0)}
    return MunicipalityFacts("GM9000", **{**facts, **changes})


def test_it_is_the_same_both_ways_round_and_never_outside_0_to_1():
    for one, other in combinations([DELFT, SCHIEDAM, URK, FRYSLAN, ONLY_SIZE], 2):
        assert similarity(one, other) == similarity(other, one)
        assert 0 < similarity(one, other) < 1
    assert similarity(DELFT, DELFT) == 1


def test_delft_is_more_like_schiedam_than_like_urk_and_sudwest_fryslan():
    assert similarity(DELFT, SCHIEDAM) > 2 * max(similarity(DELFT, URK), similarity(DELFT, FRYSLAN))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"inhabitants": 200_000}, 0.5**0.5),
        ({"inhabitants": 50_000}, 0.5**0.5),
        ({"density": 4_000.0}, 0.5 ** (2 * 0.25)),
        ({"province": "PV27"}, 0.5**0.1),
        ({"point": (52.0 + 50 / 111.195, 5.0)}, 0.5**0.15),
    ],
)
def test_each_fact_weighs_what_the_formula_says(changes, expected):
    assert similarity(equal(), equal(**changes)) == pytest.approx(expected, abs=0.0002)


@pytest.mark.parametrize("missing", [{"density": None}, {"province": ""}, {"point": None}])
def test_a_missing_fact_is_left_out_and_the_others_count_for_all(missing):
    assert similarity(equal(), equal(**missing)) == 1
    name = {"density": 0.25, "province": 0.10, "point": 0.15}[next(iter(missing))]
    twice = similarity(equal(), equal(inhabitants=200_000, **missing))
    assert twice == pytest.approx(0.5 ** (0.5 / (1 - name)), abs=0.0001)


def test_with_nothing_but_inhabitants_only_those_count():
    assert similarity(ONLY_SIZE, MunicipalityFacts("EX0002", 59_200)) == 0.5
    assert reasons(ONLY_SIZE, MunicipalityFacts("EX0002", 59_200)) == ((Reason.SIZE, (118_400, 59_200)),)


def test_shared_solutions_bring_closer_once_there_are_enough_and_never_push_apart():
    other = equal(inhabitants=200_000)
    without = similarity(equal(), other)
    few = similarity(equal(uses=frozenset({1, 2})), equal(inhabitants=200_000, uses=frozenset({1, 2})))
    same = similarity(equal(uses=frozenset({1, 2, 3})), equal(inhabitants=200_000, uses=frozenset({1, 2, 3})))
    none = similarity(equal(uses=frozenset({1, 2, 3})), equal(inhabitants=200_000, uses=frozenset({4, 5, 6})))
    assert few == none == without
    assert same == pytest.approx(0.5 ** (0.5 * (1 - SHARED_SOLUTIONS)), abs=0.0001)


def test_reasons_name_what_speaks_for_it_with_the_numbers_of_both():
    close = equal(inhabitants=95_000, point=(52.0, 5.3), uses=frozenset({1, 2, 3, 4}))
    assert reasons(equal(uses=frozenset({2, 3, 4, 5})), close) == (
        (Reason.INHABITANTS, (100_000, 95_000)),
        (Reason.DENSITY, (1_000, 1_000)),
        (Reason.PROVINCE, ()),
        (Reason.DISTANCE, (21,)),
        (Reason.SOLUTIONS, (3,)),
    )
    assert reasons(DELFT, FRYSLAN)[0] == (Reason.INHABITANTS, (109_577, 91_000))
    assert reasons(FRYSLAN, DELFT)[0] == (Reason.INHABITANTS, (91_000, 109_577))


def test_what_is_far_away_or_of_another_size_is_no_reason():
    assert [reason for reason, _numbers in reasons(DELFT, URK)] == [Reason.SIZE]


def test_distance_is_that_over_the_globe():
    assert distance_km((52.0, 4.0), (52.0, 4.0)) == 0
    assert distance_km((52.3731, 4.8926), (51.9244, 4.4778)) == pytest.approx(57.4, abs=0.5)  # Amsterdam, Rotterdam
    assert distance_km((90.0, 0.0), (-90.0, 0.0)) == pytest.approx(20_015, abs=1)


def test_the_order_of_the_input_changes_nothing():
    crowd = [MunicipalityFacts(f"GM{number:04}", 20_000 + number % 7 * 1_000, 500.0) for number in range(60)]
    expected = most_similar(crowd)
    assert most_similar(reversed(crowd)) == expected
    assert most_similar(crowd[1::2] + crowd[::2]) == expected


def test_everyone_has_a_range_of_similar_municipalities_and_the_tail_is_clearly_alike():
    crowd = [MunicipalityFacts(f"GM{number:04}", 1_000 * 2 ** (number // 15)) for number in range(90)]
    for code, found in most_similar(crowd).items():
        assert AT_LEAST <= len(found) <= AT_MOST
        assert code not in {one.code for one in found}
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert all(one.score >= SIMILAR_FROM for one in found[AT_LEAST:])


def test_few_municipalities_and_none_are_no_problem():
    assert most_similar([]) == {}
    assert most_similar([DELFT]) == {"GM0503": []}
    assert [one.code for one in most_similar([DELFT, URK])["GM0503"]] == ["GM0184"]


def test_342_municipalities_take_a_moment():
    crowd = [
        MunicipalityFacts(
            code=f"GM{number:04}",
            inhabitants=1_000 + number * 2_700,
            density=20.0 + number * 37 % 6_800,
            province=f"PV{number % 12}",
            point=(50.8 + number % 27 / 10, 3.4 + number % 37 / 10),
        )
        for number in range(342)
    ]
    started = time.perf_counter()
    assert len(most_similar(crowd)) == 342
    assert time.perf_counter() - started < 5
