"""Words of a text, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokens import as_token, ends_of, fold, lower, tokenize, tokenize_with_offsets, words_as_written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Parkeervergunning aanvragen?", ["parkeervergunning", "aanvragen"]),
        ("'s-Hertogenbosch en Súdwest-Fryslân", ["s", "hertogenbosch", "en", "súdwest", "fryslân"]),
        ("foto's en foto’s", ["foto's", "en", "foto’s"]),
        ("De A.V.G. en de AVG", ["de", "avg", "en", "de", "avg"]),
        ("versie 1.5 van mijnoverheid.nl", ["versie", "1", "5", "van", "mijnoverheid", "nl"]),
        ("een e-mail, E\u2010mail en e\u2011mail's", ["een", "email", "email", "en", "email's"]),
        ("inloggen met Digi-D, plan-b en een T-shirt", ["inloggen", "met", "digid", "planb", "en", "een", "tshirt"]),
        ("s-Gravenhage, x-y, a-b-c en e-", ["s", "gravenhage", "x", "y", "a", "b", "c", "en", "e"]),
        ("1.000 of 1.234.567 euro", ["1000", "of", "1234567", "euro"]),
        (
            "3.1.1, 1.5, 192.168.0.1, v1.000 en 1.000.0",
            ["3", "1", "1", "1", "5", "192", "168", "0", "1", "v1", "000", "en", "1", "000", "0"],
        ),
        ("Einde zin.Nieuwe zin", ["einde", "zin", "nieuwe", "zin"]),
        ("snake_case 🚲 emoji", ["snake_case", "emoji"]),
        ("lan\u00adtaarn\u00adpaal\u00admel\u00adding voor inwoners", ["lantaarnpaalmelding", "voor", "inwoners"]),
        ("\ufeffzorg\u200bverzekering\u2060\u200d", ["zorgverzekering"]),
        ("A.\u00adV.G. foto\u200b's", ["avg", "foto's"]),
        ("financie\u0308n, Su\u0301dwest-Frysla\u0302n, cafe\u00ad\u0301", ["financiën", "súdwest", "fryslân", "café"]),
        ("\u00ad \u200b", []),
        ("", []),
        ("\x00 \t\n --- !!!", []),
    ],
)
def test_text_becomes_lower_case_words(text, words):
    assert tokenize(text) == words


def test_offsets_point_into_the_original_text():
    text = "De A.V.G. van Gemeente 's-Hertogenbosch"
    assert [text[token.start : token.end] for token in tokenize_with_offsets(text)] == [
        "De",
        "A.V.G",
        "van",
        "Gemeente",
        "s",
        "Hertogenbosch",
    ]


ANY = st.text(max_size=300) | st.text(alphabet="ABab.é's’1_ -\u00ad\u200b\u0308\u0301e", max_size=30)


def test_offsets_hold_what_nobody_sees():
    text = "\u200bEen lan\u00adtaarn\u00ad paal\u00adfinancie\u0308n!"
    assert [text[token.start : token.end] for token in tokenize_with_offsets(text)] == [
        "Een",
        "lan\u00adtaarn",
        "paal\u00adfinancie\u0308n",
    ]


@given(ANY)
def test_both_ways_of_tokenizing_agree(text):
    assert [token.text for token in tokenize_with_offsets(text)] == tokenize(text)


@given(ANY)
def test_offsets_never_leave_the_text(text):
    for token in tokenize_with_offsets(text):
        assert 0 <= token.start < token.end <= len(text)
        assert as_token(text[token.start : token.end]) == token.text


@pytest.mark.parametrize(
    ("word", "folded"),
    [("coöperatie", "cooperatie"), ("fryslân", "fryslan"), ("straße", "strasse"), ("smørrebrød", "smorrebrod"),
     ("łódź", "lodz"), ("ærø", "aero"), ("ελλάδα", "ελλάδα"), ("gewoon", "gewoon")],
)  # fmt: skip
def test_accents_are_folded_on_latin_letters_only(word, folded):
    assert fold(word) == folded


def test_lower_case_never_changes_the_length():
    assert lower("İSTANBUL ΣΊΣΥΦΟΣ") == "istanbul σίσυφοσ"


@given(st.text(alphabet=st.sampled_from("aB1_ .’'s-é\n A.V.G e-mail 1.000") | st.characters(), max_size=60))
def test_ends_are_those_of_the_words_as_they_stand(text):
    words = words_as_written(text)
    ends = ends_of(text, words)
    assert [text[end - len(word) : end] for word, end in zip(words, ends, strict=True)] == words
    assert ends == [token.end for token in tokenize_with_offsets(text)]
