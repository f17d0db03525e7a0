"""Words written together or apart give the same plan, as the index has them."""

import pytest

from search.lexicon.lexicon import MemoryLexicon
from search.query.planning import plan
from search.query.spacing import apart, respaced
from search.synonyms.rules import SynonymSet

RECORDS = MemoryLexicon(
    {
        "common": 125,
        "ground": 93,
        "commonground": 25,
        "open": 400,
        "source": 230,
        "opensource": 9,
        "data": 390,
        "zaak": 100,
        "systeem": 140,
        "zaaksysteem": 60,
        "zaakgericht": 42,
        "werken": 300,
        "zaakgerichtwerken": 3,
        "inwoner": 90,
        "inwoners": 80,
        "app": 116,
        "wob": 1,
        "verzoek": 40,
        "design": 228,
        "system": 166,
        "web": 133,
        "site": 53,
        "website": 148,
        "work": 60,
        "flow": 33,
        "workflow": 41,
        "git": 8,
        "hub": 90,
        "github": 256,
        "melding": 50,
        "meldingen": 70,
        "formulier": 100,
        "parkeer": 4,
        "vergunning": 60,
        "parkeervergunning": 12,
        "klimaat": 20,
        "pas": 100,
        "gemeente": 555,
        "gemeentepassen": 1,
        "email": 48,
        "zaaktype": 30,
        "catalogus": 25,
        "klant": 50,
        "contact": 90,
        "centrum": 20,
        "klantcontactcentrum": 18,
        "edepot": 5,
        "depot": 3,
        "regenboog": 2,
        "api": 300,
        "key": 57,
        "cloak": 1,
        "voor": 700,
    }
)
SAME = [
    ("commonground", "common ground"),
    ("opensource", "open source"),
    ("open-source", "opensource"),
    ("opendata", "open data"),
    ("designsystem", "design system"),
    ("inwonerapp", "inwoners app"),
    ("wobverzoek", "wob-verzoek"),
    ("zaakgerichtwerken", "zaakgericht werken"),
    ("zaaksysteem", "zaak systeem"),
    ("zaaksysteem", "zaak-systeem"),
    ("parkeervergunning", "parkeer vergunning"),
    ("meldingenformulier", "meldingen formulier"),
    ("zaaktypecatalogus", "zaaktype catalogus"),
    ("klantcontactcentrum", "klant contact centrum"),
    ("klimaatadaptatie", "klimaat adaptatie"),
    ("gemeentepas", "gemeente pas"),
    ("website", "web site"),
    ("workflow", "work flow"),
    ("github", "git hub"),
    ("email", "e-mail"),
    ("email", "e mail"),
    ("e-depot", "edepot"),
    ("apis", "api's"),
    ("apis", "api"),
]


def made_of(question):
    return plan(question, RECORDS, SynonymSet.from_csv(["opendata|open gegevens;=;", "webformulier|formulier;=;"]))


def searched(made):
    """All that decides which records are found and in which order."""
    return [clause.alternatives for clause in made.clauses], made.phrase, made.title, made.neighbours


@pytest.mark.parametrize(("one", "other"), SAME)
def test_however_a_word_is_written_its_plan_is_the_same(one, other):
    assert searched(made_of(one)) == searched(made_of(other))


@pytest.mark.parametrize(
    "word",
    [
        "zaaksysteem",  # a compound that many records have
        "website",  # everybody writes it as one word
        "workflow",  # most records do
        "github",
        "regenboog",  # its halves are in no record
        "voormelding",  # "voor" says nothing by itself
        "apotheker",
        "mor",
        "gm0344",
        "x" * 40,
    ],
)
def test_a_word_that_stands_for_itself_is_left_alone(word):
    assert apart(word, RECORDS) == ()


def test_words_are_joined_only_where_they_stand_next_to_each_other():
    assert [word.text for word in respaced(["zaak", "van", "systeem"], RECORDS)] == ["zaak", "van", "systeem"]
    assert [word.text for word in respaced(["zaak", "systeem", "zaak"], RECORDS)] == ["zaaksysteem", "zaak"]


def test_words_that_records_have_far_more_often_apart_stay_apart():
    few = MemoryLexicon({"data": 390, "delen": 113, "datadelen": 3})
    assert [word.text for word in respaced(["data", "delen"], few)] == ["data", "delen"]


def test_quoted_words_stay_as_they_are():
    (clause,) = made_of('"common ground"').clauses
    assert clause.word == "common ground"


def test_a_word_taken_apart_is_still_searched_as_one_and_by_its_synonyms():
    made = made_of("opendata")
    assert [clause.word for clause in made.clauses] == ["open", "data"]
    for clause in made.clauses:
        assert ("open", "gegeven") in {one.terms for one in clause.alternatives}
    made = made_of("commonground")
    assert all(("commonground",) in {one.terms for one in clause.alternatives} for clause in made.clauses)
