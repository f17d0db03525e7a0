"""Texts and addresses of strangers, made plain."""

import time

import pytest

from solutions.publiccode.markdown import blocks_of
from solutions.publiccode.model import LONGEST_DESCRIPTION
from solutions.publiccode.texts import cut_at_word, normalised, plain, plain_lines, web_address


def test_what_cannot_be_stored_or_shown_is_left_out():
    assert plain("Zaak\x00portaal \ud800 \x1bvoor  Delft") == "Zaakportaal voor Delft"


def test_a_text_keeps_the_lines_that_markdown_needs():
    text = "# Over\nDe beste\n\n- zoeken\n  en vinden\n"
    assert plain_lines(text) == "# Over\nDe beste\n\n- zoeken\n  en vinden"


@pytest.mark.parametrize("text", ["\u200b", " \u00a0\n", "\u2060\ufeff", "\u3164", "\u00ad", "\u202e"])
def test_a_text_in_which_nothing_is_seen_is_empty(text):
    assert (plain(text), plain_lines(text)) == ("", "")


def test_characters_that_turn_a_name_round_or_are_not_seen_are_left_out():
    assert plain("Zaak\u202eportaal\u200b van\u00a0Delft") == "Zaakportaal van Delft"


@pytest.mark.parametrize("value", [None, 3, ["a"], {"a": "b"}])
def test_no_text_is_an_empty_text(value):
    assert (plain(value), plain_lines(value), web_address(value)) == ("", "", "")


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        (" https://github.com/delft/zaak.git ", "https://github.com/delft/zaak.git"),
        ("git@github.com:delft/zaak.git", "https://github.com/delft/zaak.git"),
        ("ssh://git@gitlab.com/delft/zaak", "https://gitlab.com/delft/zaak"),
        ("git+https://github.com/delft/zaak", "https://github.com/delft/zaak"),
        ("git://github.com/delft/zaak.git", "https://github.com/delft/zaak.git"),
        ("github.com/delft/zaak", "https://github.com/delft/zaak"),
        ("zaak.delft.example", "https://zaak.delft.example"),
        ("https://jan:geheim@github.com/delft/zaak", "https://github.com/delft/zaak"),
    ],
)
def test_an_address_is_made_whole_where_that_is_plain(raw, address):
    assert web_address(raw) == address


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "geen adres",
        "javascript:alert(1)",
        "ftp://delft.example/a",
        "https://",
        "jan@delft.example",
        "https://delft.example/?mail=jan@delft.example",
        "https://delft.example/" + "a" * 500,
    ],
)
def test_what_is_no_address_on_the_web_is_none(raw):
    assert web_address(raw) == ""


@pytest.mark.parametrize(
    "other",
    [
        "http://github.com/Delft/Zaak",
        "https://www.GitHub.com/delft/zaak.git",
        "https://github.com/delft/zaak/",
        "https://github.com/delft/zaak.git/",
    ],
)
def test_addresses_of_one_repository_are_equal_without_their_dress(other):
    assert normalised(other) == normalised("https://github.com/delft/zaak")


def test_upper_and_lower_case_of_a_path_matter_where_the_host_may_tell_them_apart():
    assert normalised("https://git.delft.example/Zaak") != normalised("https://git.delft.example/zaak")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Kort genoeg", "Kort genoeg"),
        ("Een zin die te lang is, en", "Een zin die te lang is…"),
        ("Onafgebroken" * 3, "OnafgebrokenOnafgebrokenO…"),
    ],
)
def test_a_text_that_is_too_long_is_cut_at_a_word(text, cut):
    assert cut_at_word(text, 26 if len(text) != 26 else 25) == cut


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "0",
        "0 ",
        "a@",
        "**a",
        "- ",
        "<",
        "\n",
        "git@",
        "a.",
        "+1(",
        "__",
        "06 ",
        "tel ",
        "[",
        "![",
        "> ",
        "|a\n",
        "`a",
    ],
)
def test_no_text_keeps_the_reading_busy(part):
    text = part * (256 * 1024 // len(part))
    start = time.process_time()
    plain_lines(text), plain(text), web_address(text), blocks_of(text[:LONGEST_DESCRIPTION])
    assert time.process_time() - start < 3
