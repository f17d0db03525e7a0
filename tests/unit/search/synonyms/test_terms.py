from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from search.synonyms.models import SHIPPED_LINE_LENGTH
from search.synonyms.rules import SynonymRule, shipped_rules
from search.synonyms.terms import LONGEST_NOTE, check_terms, identity_of, split_terms


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    "text",
    [
        "mor\nmelding openbare ruimte",
        "mor|melding openbare ruimte",
        " mor \r\n\r\n melding  openbare\truimte |",
        "mor\nmelding openbare ruimte\nMOR",
    ],
)
def test_terms_stand_on_lines_or_between_bars_and_each_once(text):
    assert split_terms(text)[-1:] == ("melding openbare ruimte",)
    assert [term.lower() for term in split_terms(text)] == ["mor", "melding openbare ruimte"]


def problems(terms):
    with pytest.raises(ValidationError) as error:
        check_terms(terms)
    return error.value.messages


def test_good_terms_pass():
    check_terms(["'s-Hertogenbosch", "Den Bosch"])
    check_terms(["b&w", "college van burgemeester en wethouders"])


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ([], "at least two"),
        (["afval"], "at least two"),
        ([f"afval{number}" for number in range(21)], "at most 20"),
        (["afval", "…"], "no letter or digit"),
        (["afval", "vuil\x00nis"], "cannot be typed"),
        (["afval", "a" * 81], "too long"),
        (["vergunning", "vergunningen"], "already the same word"),
    ],
)
def test_terms_that_cannot_be_used_say_why(terms, said):
    assert said in problems(terms)[0]


def test_everything_that_is_wrong_is_said_at_once():
    assert len(problems(["…", "vuil\x00nis"])) == 2


def test_order_and_case_make_no_other_line_but_direction_does():
    assert identity_of(SynonymRule(("Afval", "vuilnis"))) == identity_of(SynonymRule(("vuilnis", "afval")))
    one_way = SynonymRule(("kliko", "afval", "container"), one_way=True)
    assert identity_of(one_way) == identity_of(SynonymRule(("kliko", "container", "afval"), one_way=True))
    assert identity_of(one_way) != identity_of(SynonymRule(("afval", "kliko", "container"), one_way=True))
    assert identity_of(one_way) != identity_of(SynonymRule(("kliko", "afval", "container")))


def test_every_shipped_line_passes_the_checks_of_an_editors_line():
    for rule in shipped_rules():
        check_terms(rule.terms)
        assert split_terms("\n".join(rule.terms)) == rule.terms
        assert len(rule.line) <= SHIPPED_LINE_LENGTH
        assert len(rule.note) <= LONGEST_NOTE


def test_no_shipped_line_stands_in_the_list_twice():
    identities = [identity_of(rule) for rule in shipped_rules()]
    assert len(set(identities)) == len(identities)
