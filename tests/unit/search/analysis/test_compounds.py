"""Compounds and their parts."""

import csv
import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.compounds import TABLE, part_stems, split
from search.analysis.stems import stem
from search.analysis.table import count_parts, write_table

DATA = Path(__file__).parents[3] / "data"


def quality(name):
    """Precision and recall of the parts, compared as stems, over a file of labelled words."""
    right = wrong = missed = 0
    with (DATA / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            expected, found = {stem(part) for part in row["parts"].split()}, set(part_stems(row["word"]))
            right += len(expected & found)
            wrong += len(found - expected)
            missed += len(expected - found)
    return right / (right + wrong), right / (right + missed)


def test_labelled_compounds_are_split_with_precision_and_recall_of_94_percent():
    precision, recall = quality("compounds-labelled.csv")
    assert precision >= 0.94
    assert recall >= 0.94


def test_words_as_they_come_in_texts_are_rarely_split_wrongly():
    precision, recall = quality("compounds-sample.csv")
    assert precision >= 0.82
    assert recall >= 0.80


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("parkeervergunning", ("parkeer", "vergunning")),
        ("parkeervergunningaanvraag", ("parkeer", "vergunning", "aanvraag")),
        ("omgevingsvergunning", ("omgeving", "vergunning")),
        ("zaaksysteem", ("zaak", "systeem")),
        ("documentmanagement", ("document", "management")),
        ("algoritmeregister", ("algoritme", "register")),
        ("beveiligingsmaatregelen", ("beveiliging", "maatregelen")),
        ("toeleveringsketen", ("toelevering", "keten")),
        ("uitwisselmodel", ("uitwissel", "model")),
        ("versmarkt", ("vers", "markt")),
        ("schermafbeelding", ("scherm", "afbeelding")),
        ("ouderenzorg", ("ouderen", "zorg")),
    ],
)
def test_compounds_fall_into_their_parts(word, parts):
    assert split(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        *["vergunning", "organisatie", "toegankelijkheid", "samenwerking", "informatie", "woo", "overheid", "melding"],
        *["beschikking", "modellering", "vastlegging", "waaronder", "binnenkomende", "waardevolle"],
        *["presenteren", "combineren", "software", "portalen"],
        *["ambtenaren", "behandelaren", "standaarden", "diensten", "inkomsten", "eigenschappen", "belangrijkste"],
        *["versturen", "verschillen", "besteden", "behandelen", "overstappen", "tegenstelling", "gesprekken"],
        *["verschillende", "modelleren", "combinatie", "parameters", "infrastructuur", "overeenkomsten"],
        *["maatregel", "maatregelen"],
    ],
)
def test_simple_words_stay_whole(word):
    assert split(word) == ()


@pytest.mark.parametrize("word", ["a" * 10_000, "vergunning" * 1_000, "zaak-systeem", "123456789", ""])
def test_odd_words_are_left_alone_at_once(word):
    started = time.monotonic()
    assert split(word) == ()
    assert time.monotonic() - started < 1


@given(st.text(alphabet="abcdefghijklmnoprstuvwz", min_size=8, max_size=40))
def test_parts_stand_in_the_word_in_order(word):
    position = 0
    for part in split(word):
        position = word.index(part, position) + len(part)


def test_a_word_list_becomes_counts_of_heads_and_modifiers():
    stems_of_words = ["boom", "kast", "deur", "tuin", "huis", "vuur", "glas", "hout"]
    words = [*stems_of_words, "huis", *(f"{first}huis" for first in stems_of_words[:6]), "Utrecht", "boom-huis"]
    assert count_parts(words) == {"huis": (6, 0)}


@pytest.mark.parametrize("dropped", ["king", "volle", "binnen", "waar"])
def test_suffixes_and_particles_are_no_parts(dropped):
    firsts = ["boom", "kast", "deur", "tuin", "vuur", "glas"]
    words = [*firsts, dropped, *(first + dropped for first in firsts), *(dropped + first for first in firsts)]
    assert dropped not in count_parts(words)


def test_a_word_with_a_prefix_is_no_compound_of_what_happens_to_stand_in_it():
    firsts = ["maal", "heel", "werk", "zorg", "melk"]
    words = ["verst", "uren", "sturen", *(f"{first}uren" for first in firsts), *firsts, "versturen"]
    assert count_parts(words)["uren"] == (5, 0)


def test_the_same_counts_give_the_same_bytes(tmp_path):
    parts = {"vergunning": (80, 9), "zaak": (3, 70)}
    for name in ("one", "two"):
        write_table(parts, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert gzip.decompress((tmp_path / "one").read_bytes()) == b"vergunning\t80\t9\nzaak\t3\t70\n"


def test_the_shipped_table_is_small():
    assert TABLE.stat().st_size < 150_000
