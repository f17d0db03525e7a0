"""Suggestions while typing."""

from __future__ import annotations

import pytest

from search.types import Suggestion


def texts(hub, prefix, limit=10):
    return [suggestion.text for suggestion in hub.engine.suggest(prefix, limit)]


def test_beginning_of_a_word_suggests_its_title(hub):
    assert hub.engine.suggest("parkeerv", 5) == [Suggestion("Parkeervergunning aanvragen", "solution", "/solution/1/")]


def test_every_word_may_be_unfinished(hub):
    assert texts(hub, "aanvr parkeer") == ["Parkeervergunning aanvragen"]


def test_title_that_begins_as_typed_comes_first(hub):
    assert texts(hub, "zaak")[0] == "Zaaksysteem De Vecht"
    assert set(texts(hub, "zaak")) == {
        "Zaaksysteem De Vecht",
        "Zo voerden wij het zaaksysteem in",
        "Wat is zaakgericht werken?",
    }


def test_accents_and_capitals_do_not_matter(hub):
    assert texts(hub, "SUDWEST") == ["Gemeente Súdwest-Fryslân"]
    assert texts(hub, "Súd") == texts(hub, "sud")


def test_no_more_than_asked_for(hub):
    assert len(texts(hub, "gemeente", limit=3)) == 3
    assert texts(hub, "gemeente", limit=0) == []


@pytest.mark.parametrize("prefix", ["", " ", "!?", "xyzzy"])
def test_nothing_fits(hub, prefix):
    assert texts(hub, prefix) == []


def test_long_word_is_looked_up_by_its_beginning(hub):
    assert texts(hub, "Klantcontactcentrum") == ["Klantcontactcentrum in één scherm"]
