from __future__ import annotations

import pytest

from search.lexicon.lexicon import MemoryLexicon, words_of

WORDS = {"schuldhulpverlening": 14, "vergunning": 40, "vergunningen": 25, "melding": 9, "meldingen": 30, "beleid": 7}


@pytest.fixture
def lexicon():
    return MemoryLexicon(WORDS)


def test_known_gives_back_only_the_words_that_are_used(lexicon):
    assert lexicon.known(["vergunning", "vergunnign"]) == {"vergunning"}
    assert lexicon.known([]) == set()


def test_an_inflected_form_is_known_by_its_stem():
    lexicon = MemoryLexicon({"paspoorten": 3})
    assert lexicon.known_stem("paspoort")
    assert not lexicon.known_stem("rijbewijs")


def test_a_word_that_was_withdrawn_everywhere_is_not_known():
    assert MemoryLexicon({"vergunning": 0}).known(["vergunning"]) == set()


def test_frequency_counts_records(lexicon):
    assert lexicon.document_frequency("melding") == 9
    assert lexicon.document_frequency("meldng") == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("schuldhulpverlning", "schuldhulpverlening"),  # a letter missing
        ("vergunnign", "vergunning"),  # two letters swapped
        ("vergguning", "vergunning"),  # two edits in a long word
        ("belied", "beleid"),  # one swap in a short word
    ],
)
def test_a_typo_leads_to_the_word_that_was_meant(lexicon, typed, meant):
    assert lexicon.nearest(typed) == meant


def test_a_short_word_may_be_one_edit_away_only(lexicon):
    assert lexicon.nearest("bleit") is None


@pytest.mark.parametrize("typed", ["fergunning", "evrgunning", "ergunning", "bvergunning"])
def test_the_first_letters_may_be_wrong_too(lexicon, typed):
    assert lexicon.nearest(typed) == "vergunning"


@pytest.mark.parametrize("word", ["wo", "mor", "brp"])
def test_a_word_of_at_most_three_letters_is_never_corrected(word):
    assert MemoryLexicon({"more": 5, "mora": 9, "woo": 8, "brpa": 3}).nearest(word) is None


@pytest.mark.parametrize("word", ["2024", "gm0344", "x" * 100])
def test_numbers_and_codes_are_never_corrected(word):
    assert MemoryLexicon({"2025": 5, "gm0345": 9, "x" * 99: 1}).nearest(word) is None


def test_fewer_edits_win_and_then_the_more_frequent_word():
    lexicon = MemoryLexicon({"meldingen": 2, "meldinger": 50, "meldende": 90})
    assert lexicon.nearest("meldingem") == "meldinger"
    assert MemoryLexicon({"taken": 3, "talen": 3}).nearest("taxen") == "taken"


def test_swapped_letters_are_likelier_than_other_ones_and_the_first_letter_is_mostly_right():
    assert MemoryLexicon({"formulier": 1, "formuleer": 9}).nearest("formuleir") == "formulier"
    assert MemoryLexicon({"boot": 1, "foot": 9}).nearest("bowt") == "boot"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("meldingenformlier", "meldingenformulier"),
        ("meldinngenformulier", "meldingenformulier"),
        ("webformulir", "webformulier"),
        ("parkeervergunningsaanvrag", "parkeervergunningsaanvraag"),
    ],
)
def test_a_typo_in_a_compound_that_no_record_has_is_found_by_its_parts(typed, meant):
    assert MemoryLexicon({"formulier": 3, "melding": 5, "web": 2}).nearest(typed) == meant


def test_a_word_of_the_index_one_edit_away_goes_before_a_compound():
    assert MemoryLexicon({"webformulieren": 3}).nearest("webformuliren") == "webformulieren"


def test_every_text_of_a_record_has_words_and_each_counts_once(make_record):
    record = make_record(
        "Zaken en zaken",
        summary="Coöperatie",
        body="Foto's van Súdwest-Fryslân",
        tags=("open source",),
        organisation="Gemeente Delft",
    )
    assert words_of(record) >= {"zaken", "cooperatie", "sudwest", "fryslan", "open", "source", "gemeente", "delft"}


def test_strings_that_nobody_types_are_no_words(make_record):
    assert words_of(make_record("Sleutel", body="a" * 65)) == {"sleutel"}
