from __future__ import annotations

import math

import pytest

from search.evaluation import Judged, bootstrap, difference, evaluate, ndcg, recall, reciprocal_rank

GRADES = {"open-zaak": 3, "zaakbrug": 2, "signalen": 1, "delft": 0}


def test_the_best_possible_order_scores_one():
    assert ndcg(Judged(["open-zaak", "zaakbrug", "signalen", "delft"], GRADES)) == pytest.approx(1)


def test_gain_is_two_to_the_grade_less_one_and_falls_with_the_place():
    found = ndcg(Judged(["zaakbrug", "open-zaak"], GRADES))
    ideal = 7 + 3 / math.log2(3) + 1 / 2
    assert found == pytest.approx((3 + 7 / math.log2(3)) / ideal)


def test_the_ideal_counts_judged_records_that_were_not_found():
    assert ndcg(Judged(["open-zaak"], GRADES)) < 1


def test_only_the_first_ten_count():
    late = [f"onbekend-{place}" for place in range(10)] + ["open-zaak"]
    assert ndcg(Judged(late, GRADES)) == 0
    assert reciprocal_rank(Judged(late, GRADES)) == 0


def test_a_record_that_nobody_judged_gains_nothing():
    assert ndcg(Judged(["onbekend"], GRADES)) == 0


@pytest.mark.parametrize("grades", [{}, {"delft": 0}])
def test_a_question_without_relevant_records_scores_zero(grades):
    assert ndcg(Judged(["delft"], grades)) == 0


def test_the_first_useful_record_decides_the_reciprocal_rank():
    assert reciprocal_rank(Judged(["signalen", "delft", "zaakbrug"], GRADES)) == pytest.approx(1 / 3)


def test_recall_looks_for_useful_records_among_the_first_fifty():
    filling = [f"onbekend-{place}" for place in range(49)]
    assert recall(Judged(["open-zaak", *filling, "zaakbrug"], GRADES)) == 0.5
    assert recall(Judged(["zaakbrug", *filling, "open-zaak"], GRADES), depth=51) == 1


def test_recall_says_nothing_when_nothing_is_useful():
    assert recall(Judged(["signalen"], {"signalen": 1})) is None


def test_a_report_takes_means_over_the_questions():
    perfect = Judged(["open-zaak", "zaakbrug", "signalen"], GRADES)
    report = evaluate([perfect, Judged([], GRADES), Judged(["signalen"], {"signalen": 1})])
    assert report.questions == 3
    assert report.ndcg == pytest.approx(2 / 3)
    assert report.reciprocal_rank == pytest.approx(1 / 3)
    assert report.recall == pytest.approx(1 / 2)
    assert report.without_results == pytest.approx(1 / 3)


def test_no_questions_give_a_report_of_zeros():
    assert evaluate([]).ndcg == 0


def test_an_interval_holds_the_mean_and_narrows_with_more_questions():
    few, many = bootstrap([0.0, 1.0] * 10), bootstrap([0.0, 1.0] * 1000)
    assert few.low < many.low < 0.5 < many.high < few.high
    assert few.high - few.low == pytest.approx(4 * 0.5 / math.sqrt(20), abs=0.06), "two standard errors to each side"


def test_equal_values_leave_no_doubt_and_none_no_interval():
    assert bootstrap([0.5] * 5) == bootstrap([0.5] * 9)
    assert (bootstrap([]).low, bootstrap([]).high) == (0, 0)


def test_a_difference_is_taken_per_question():
    found = difference({"a": 0.9, "b": 0.4, "new": 1.0}, {"a": 0.8, "b": 0.3, "gone": 0.1})
    assert found.mean == pytest.approx(0.1)
    assert (found.interval.low, found.interval.high) == (pytest.approx(0.1), pytest.approx(0.1))
    assert difference({"a": 1.0}, {"b": 1.0}) is None
