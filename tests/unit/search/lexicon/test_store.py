"""The lexicon in the database: each record counts once, whatever is replayed, and a withdrawal takes it back."""

import pytest

from search.lexicon import store as lexicon_store
from search.lexicon.models import LexiconWord
from search.lexicon.store import LexiconCache
from search.types import IndexRecord, IndexWrite, Kind

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def write(key, version, title=None):
    record = IndexRecord(key=key, kind=Kind.ARTICLE, title=title, url=f"/{key}/") if title else None
    lexicon_store.write([IndexWrite(key, version, record)])


def counts():
    return {word: count for word, count in LexiconWord.objects.values_list("word", "documents") if count}


def test_a_word_counts_once_for_each_record():
    write("article-1", 1, "Parkeren, parkeren en nog eens parkeren")
    write("article-2", 1, "Parkeren in Delft")
    assert counts()["parkeren"] == 2
    assert counts()["delft"] == 1


def test_a_replay_changes_nothing():
    for _time in range(3):
        write("article-1", 4, "Parkeren in Delft")
    assert set(counts().values()) == {1}


def test_a_new_version_takes_back_the_words_of_the_former():
    write("article-1", 1, "Parkeren in Delft")
    write("article-1", 2, "Wonen in Delft")
    assert counts() == {"wonen": 1, "in": 1, "delft": 1}


def test_a_withdrawal_takes_back_all_words_and_an_older_write_does_not_bring_them_back():
    write("article-1", 1, "Parkeren in Delft")
    write("article-1", 3)
    write("article-1", 2, "Parkeren in Delft")
    assert counts() == {}
    assert list(lexicon_store.versions()) == []


def test_two_records_in_one_batch_both_count():
    records = [IndexRecord(key=f"article-{n}", kind=Kind.ARTICLE, title="Parkeren", url="/") for n in range(2)]
    lexicon_store.write([IndexWrite(record.key, 1, record) for record in records])
    assert counts() == {"parkeren": 2}


def test_the_lexicon_in_memory_follows_within_seconds_and_forgets_withdrawn_words():
    cache = LexiconCache()
    write("article-1", 1, "Parkeren in Delft")
    assert cache.current().known(["parkeren", "wonen"]) == {"parkeren"}
    write("article-1", 2, "Wonen in Delft")
    cache._checked -= lexicon_store.CHECK_EVERY
    assert cache.current().known(["parkeren", "wonen"]) == {"wonen"}


def test_questions_within_seconds_of_each_other_ask_the_database_once(django_assert_num_queries):
    cache = LexiconCache()
    write("article-1", 1, "Parkeren in Delft")
    cache.current()
    with django_assert_num_queries(0):
        for _question in range(5):
            cache.current()
