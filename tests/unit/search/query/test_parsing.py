from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.parsing import MAX_EXCLUDED, MAX_WORDS, Piece, is_wordless, read


def pieces(text):
    return [(" ".join(piece.words), piece.quoted) for piece in read(text).pieces]


def excluded(text):
    return [" ".join(words) for words in read(text).excluded]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a.v.g.", ["avg"]),
        ("de a.v.g", ["de", "avg"]),
        ("b.v. Delft", ["bv", "delft"]),
        ("website.nl", ["website", "nl"]),
    ],
)
def test_an_abbreviation_with_dots_is_one_word_in_small_letters_too(text, words):
    assert read(text).words == words


@pytest.mark.parametrize(
    ("text", "wordless"), [("?!", True), ("🙂 %", True), ("", False), ("  ", False), ("-delft", False)]
)
def test_what_holds_no_word_is_seen(text, wordless):
    assert is_wordless(text) is wordless


def test_plain_words_are_one_piece():
    assert pieces("Losse tegels melden in 's-Hertogenbosch") == [("losse tegels melden in s hertogenbosch", False)]


@pytest.mark.parametrize(
    "text", ['"open source" zaaksysteem', "„open source” zaaksysteem", "«open source» zaaksysteem"]
)
def test_words_between_quotes_of_any_make_stand_together(text):
    assert pieces(text) == [("open source", True), ("zaaksysteem", False)]


def test_quote_without_a_partner_means_nothing():
    assert pieces('zaaksysteem "open source') == [("zaaksysteem open source", False)]


def test_empty_quotes_mean_nothing():
    assert pieces('"" zaaksysteem "…"') == [("zaaksysteem", False)]


def test_apostrophe_is_no_quote():
    assert pieces("foto's en 's ochtends") == [("foto's en s ochtends", False)]


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_minus_right_before_a_word_leaves_it_out(minus):
    assert pieces(f"parkeren {minus}vergunning") == [("parkeren", False)]
    assert excluded(f"parkeren {minus}vergunning") == ["vergunning"]


def test_minus_before_quotes_leaves_out_the_phrase():
    assert (pieces('sensoren -"open data"'), excluded('sensoren -"open data"')) == (
        [("sensoren", False)],
        ["open data"],
    )


@pytest.mark.parametrize(
    "text", ["e-mail", "2019 - 2020", "Súdwest-Fryslân", "parkeren -", "zaak--systeem", "- parkeren"]
)
def test_any_other_hyphen_leaves_out_nothing(text):
    assert excluded(text) == []


def test_excluded_word_with_a_hyphen_is_a_phrase():
    assert excluded("nieuws -open-source") == ["open source"]
    assert excluded("nieuws -e-mail") == ["email"]


def test_only_exclusions_look_for_everything_else():
    question = read("-privacy")
    assert (question.pieces, question.excluded) == ((), (("privacy",),))


def test_words_around_an_exclusion_are_pieces_of_their_own():
    assert pieces("zaak -oud systeem") == [("zaak", False), ("systeem", False)]


def test_a_very_long_question_is_cut():
    question = read(" ".join(f"woord{number} -weg{number}" for number in range(100)))
    assert len(question.words) == MAX_WORDS
    assert len(question.excluded) == MAX_EXCLUDED


@given(st.text())
def test_any_text_is_a_question(text):
    question = read(text)
    assert all(piece.words for piece in question.pieces)
    assert len(question.words) <= MAX_WORDS


def test_pieces_know_whether_they_are_quoted():
    assert read('"een" twee').pieces == (Piece(("een",), quoted=True), Piece(("twee",)))
