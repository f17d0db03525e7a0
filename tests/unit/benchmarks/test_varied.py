"""A corpus made larger: the same every time, with other titles, the same texts and a value for every facet."""

import json
from itertools import islice

import pytest

from benchmarks.varied import as_record, read_rows, varied
from search.facets import STORED_KEYS, facet_values
from search.types import Kind

ROWS = [
    {
        "id": "sol-zac",
        "kind": "solution",
        "title": "Zaakafhandelcomponent",
        "summary": "Zaken behandelen.",
        "body": "Een zaak is een samenhangende hoeveelheid werk.",
        "tags": ["Zaakgericht werken"],
        "organisation": "Gemeente Utrecht",
    },
    {
        "id": "exp-1",
        "kind": "experience",
        "title": "Wat Súdwest-Fryslân leerde van meldingen openbare ruimte",
        "summary": "",
        "body": "Wij begonnen klein.",
        "tags": [],
        "organisation": "",
    },
    {
        "id": "art-1",
        "kind": "article",
        "title": "Begroten in 's-Hertogenbosch",
        "summary": "Zo gaat dat.",
        "body": "",
        "tags": ["financiën"],
        "organisation": "Gemeente 's-Hertogenbosch",
    },
]


def test_the_first_copies_are_the_corpus_itself():
    assert list(varied(ROWS, 3)) == ROWS


def test_every_id_and_title_is_its_own():
    rows = list(varied(ROWS, 300))

    assert len({row["id"] for row in rows}) == 300
    assert len({row["title"] for row in rows}) == 300


def test_texts_keep_their_length():
    for number, row in enumerate(varied(ROWS, 30)):
        original = ROWS[number % 3]
        assert [row[name] for name in ("summary", "body", "tags")] == [
            original[name] for name in ("summary", "body", "tags")
        ]
        assert row["title"].startswith(original["title"])


def test_a_corpus_may_be_cut_short():
    assert [row["id"] for row in varied(ROWS, 2)] == ["sol-zac", "exp-1"]


def test_a_record_is_the_same_every_time():
    assert [as_record(row, 5) for row in ROWS] == [as_record(row, 5) for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["kind"])
def test_a_record_has_the_texts_of_its_row(row):
    record = as_record(row, 7)

    assert record.kind is Kind(row["kind"])
    assert (record.title, record.summary, record.body) == (row["title"], row["summary"], row["body"])
    assert record.organisation == row["organisation"]
    assert record.source_id == row["id"]


def test_records_use_every_facet_that_is_stored():
    records = [as_record(row, number) for number, row in enumerate(varied(ROWS, 300))]

    used = {key for record in records for key, values in facet_values(record).items() if values}

    assert used == set(STORED_KEYS)


def test_some_are_used_by_others_and_some_by_nobody():
    adopters = [len(as_record(row, 0).adopters) for row in varied(ROWS, 300)]

    assert min(adopters) == 0
    assert max(adopters) == 4


def test_a_long_title_fits_in_the_index():
    record = as_record({**ROWS[0], "title": "zaak" * 100}, 0)

    assert len(record.title) == 255


def test_rows_are_read_from_lines_and_empty_lines_skipped(tmp_path):
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n\n".join(json.dumps(row) for row in ROWS) + "\n", encoding="utf-8")

    assert read_rows(path) == ROWS
    assert list(islice(varied(read_rows(path), 10), 1)) == [ROWS[0]]
