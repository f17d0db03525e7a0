from __future__ import annotations

import datetime as dt
from dataclasses import FrozenInstanceError

import pytest

from search.ranking import CUT, FIELDS, WEIGHTS, Weights, everyday_share, evidence, freshness, quality_boost
from search.types import Kind

TODAY = dt.date(2026, 11, 23)


def test_every_field_and_every_kind_has_a_weight():
    assert set(WEIGHTS.fields) == set(FIELDS)
    assert set(WEIGHTS.kinds) == set(Kind)


def test_the_measured_weights_are_in_use():
    assert (WEIGHTS.parts, WEIGHTS.synonym, WEIGHTS.related, WEIGHTS.correction) == (0.8, 0.7, 0.4, 0.8)
    assert WEIGHTS.subject == 0.4
    assert (WEIGHTS.to_dutch, WEIGHTS.from_dutch, WEIGHTS.coordination_floor, WEIGHTS.nearness) == (0.8, 0.5, 0.5, 0.3)
    assert (WEIGHTS.k1, WEIGHTS.b, WEIGHTS.clause_tie, WEIGHTS.field_tie) == (1.2, 0.75, 0.2, 0.5)
    assert WEIGHTS.cut == CUT == 0.10


def test_weights_cannot_be_changed_by_accident():
    with pytest.raises(FrozenInstanceError):
        WEIGHTS.synonym = 1.0
    with pytest.raises(TypeError):
        WEIGHTS.fields["title"] = 9.0


def test_more_confirmed_reuse_counts_for_more_but_ever_less():
    first, tenth, hundredth = evidence(1), evidence(10), evidence(100)
    assert 0 < first < tenth < hundredth
    assert hundredth - tenth < 10 * (tenth - first)
    assert evidence(0) == 0


def test_reuse_by_nine_organisations_is_worth_four_percent():
    assert evidence(9) == pytest.approx(0.04)


def test_a_record_that_was_never_confirmed_is_not_fresh():
    assert freshness(None, TODAY) == 0


@pytest.mark.parametrize("days", [0, 30, 90])
def test_a_confirmation_of_the_last_quarter_is_fully_fresh(days):
    assert freshness(TODAY - dt.timedelta(days=days), TODAY) == WEIGHTS.freshness


def test_a_confirmation_is_half_as_fresh_a_year_after_that():
    assert freshness(TODAY - dt.timedelta(days=90 + 365), TODAY) == pytest.approx(WEIGHTS.freshness / 2)


def test_a_confirmation_dated_tomorrow_is_no_more_than_fresh():
    assert freshness(TODAY + dt.timedelta(days=1), TODAY) == WEIGHTS.freshness


def test_all_municipalities_and_a_confirmation_today_move_a_score_by_less_than_a_sixth():
    assert 1 < quality_boost(342, TODAY, TODAY) < 1 + 1 / 6


def test_without_evidence_and_date_a_score_stays_as_it_is():
    assert quality_boost(0, None, TODAY) == 1


def test_other_weights_can_be_tried():
    assert evidence(9, Weights(evidence=0.5)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("zipf", "frequency", "records", "share"),
    [
        (0.0, 3, 1000, 1.0),  # no word of the language
        (5.0, 900, 1000, 1.0),  # as common here
        (4.0, 5, 1000, 1.0),  # rarer in the language than here
        (5.5, 5, 1000, 0.45),
        (7.0, 1, 1000, 0.2),  # never less than the floor
        (5.0, 0, 0, 1.0),  # nothing is indexed
    ],
)
def test_a_word_that_the_language_uses_more_than_the_records_keeps_a_share(zipf, frequency, records, share):
    assert everyday_share(zipf, frequency, records) == pytest.approx(share, abs=0.01)
