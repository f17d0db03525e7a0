from __future__ import annotations

import pytest

from search.analysis.phrases import allowed_slop, phrase_frequency, title_has_phrase


@pytest.mark.parametrize(
    ("places", "slop", "frequency"),
    [
        ([[3], [4], [5]], 0, 1),  # wet open overheid
        ([[3], [5], [6]], 0, 0),  # wet op open overheid
        ([[3], [5], [6]], 1, 0.5),
        ([[3], [6], [7]], 1, 0),
        ([[3], [4], [6]], 1, 0.5),
        ([[3], [5], [7]], 1, 0),  # one place off twice is two places off
        ([[4], [3]], 1, 0),  # the wrong order costs two
        ([[4], [3]], 2, 1 / 3),
        ([[1, 10], [2, 11]], 0, 2),
        ([[1], []], 1, 0),
        ([], 1, 0),
    ],
)
def test_a_phrase_is_counted_by_how_far_its_words_are_off(places, slop, frequency):
    assert phrase_frequency(places, slop) == pytest.approx(frequency)


def test_one_place_does_not_serve_for_two_words():
    assert allowed_slop(["stap", "voor", "stap"], 1) == 0
    assert allowed_slop(["open", "zaak"], 1) == 1
    assert not title_has_phrase(["stap", "vooruit"], ["stap", "stap"], slop=1)


@pytest.mark.parametrize(
    ("title", "found"),
    [("open zaak", True), ("de open zaak api", True), ("open de zaak", True), ("zaak open", False), ("open", False)],
)
def test_a_title_has_a_phrase_when_its_words_stand_together(title, found):
    assert title_has_phrase(title.split(), ["open", "zaak"], slop=1) is found
