"""The scores of the engine against the formula written out plainly, over records instead of postings."""

from __future__ import annotations

import math
from itertools import product

import pytest

from search.analysis.documents import TEXT_FIELDS, analyze
from search.engines.embedded.scoring import Scorer
from search.plan import Alternative, Clause, Match, Plan
from search.ranking import FIELDS, WEIGHTS
from search.synonyms.rules import SynonymSet
from search.types import Kind


@pytest.fixture
def filled(hub, make_record):
    hub.synonyms = SynonymSet.from_csv(
        ["woo|wet open overheid;=;", "zaaksysteem|zaakafhandelcomponent;=;", "melding|report;=;nl-en"]
    )
    hub.publish(
        make_record("Open Zaak", summary="Registratie voor zaakgericht werken", body="Een zaaksysteem. " * 3),
        make_record("Zaakafhandelcomponent", tags=("zaaksysteem", "open source"), organisation="Gemeente Utrecht"),
        make_record("Publiceren volgens de WOO", Kind.ARTICLE, body="De wet op open overheid en de Wet open overheid."),
        make_record("Wet en overheid", Kind.ARTICLE, body="Open. Overheid. Wet."),
        make_record("Signalen", summary="Meldingen openbare ruimte", body="A report about meldingen " * 5),
        make_record("Gemeente Utrecht", Kind.ORGANISATION, tags=("gemeente",)),
        make_record("Leeg", body=""),
    )
    return hub


class Plainly:
    """SEARCH's formula, record by record."""

    def __init__(self, records):
        self.records = {record.key: record for record in records}
        self.analyzed = {key: analyze(record) for key, record in self.records.items()}
        self.lengths = {key: {name: len(self.stems(key, name)) for name in FIELDS} for key in self.records}
        self.average = {}
        for name in FIELDS:
            filled = [lengths[name] for lengths in self.lengths.values() if lengths[name]]
            self.average[name] = sum(filled) / len(filled) if filled else 1

    def stems(self, key, name):
        analyzed = self.analyzed[key]
        return list(analyzed.parts) if name == "parts" else [stem for _, stem in analyzed.fields[name].positions()]

    def frequency(self, key, name, term, match):
        if match is Match.EXACT:
            return 0 if name == "parts" else self.analyzed[key].fields[name].short_words.count(term)
        return self.stems(key, name).count(term)

    def rarity(self, term, match):
        spread = max(sum(self.frequency(key, name, term, match) > 0 for key in self.records) for name in FIELDS)
        return math.log(1 + (len(self.records) - spread + 0.5) / (spread + 0.5))

    def fields(self, key, frequencies, rarity):
        scores = []
        for name, frequency in frequencies.items():
            relative = 1 if name == "organisation" else self.lengths[key][name] / self.average[name]
            norm = 1.2 * (0.25 + 0.75 * relative)
            scores.append(WEIGHTS.fields[name] * rarity * frequency * 2.2 / (frequency + norm))
        return max(scores) + 0.5 * (sum(scores) - max(scores))

    def term(self, key, term, match):
        frequencies = {name: self.frequency(key, name, term, match) for name in FIELDS}
        return self.fields(key, frequencies, self.rarity(term, match)) if any(frequencies.values()) else None

    def phrase(self, key, terms):
        frequencies = {name: self.phrase_frequency(key, name, terms) for name in TEXT_FIELDS}
        if not any(frequencies.values()):
            return None
        return self.fields(key, frequencies, sum(self.rarity(term, Match.STEM) for term in terms))

    def phrase_frequency(self, key, name, terms):
        places = list(self.analyzed[key].fields[name].positions())
        options = [[place for place, stem in places if stem == term] for term in terms]
        best = {}
        for choice in product(*options):
            shifts = [place - index for index, place in enumerate(choice)]
            off = max(shifts) - min(shifts)
            if off <= 2:
                best[choice[0]] = max(best.get(choice[0], 0), 1 / (1 + off))
        return sum(best.values())

    def alternative(self, key, alternative):
        if alternative.match is Match.PHRASE:
            score = self.phrase(key, alternative.terms)
            return score and score * alternative.weight
        scores = [self.term(key, term, alternative.match) for term in alternative.terms]
        return None if None in scores else sum(scores) * alternative.weight

    def base(self, plan):
        bases = {}
        for key, record in self.records.items():
            clauses = []
            for clause in plan.clauses:
                found = [score for one in clause.alternatives if (score := self.alternative(key, one))]
                if found:
                    clauses.append(max(found) + 0.2 * (sum(found) - max(found)))
            if clauses:
                bases[key] = sum(clauses) * (0.5 + 0.5 * len(clauses) / len(plan.clauses)) * WEIGHTS.kinds[record.kind]
        return bases


def bases_of(hub, plan):
    with hub.engine._reader.view() as view:
        scores = Scorer(view.connection, view.catalogue, WEIGHTS).base(plan)
        return {view.catalogue.documents[number].key: score for number, score in scores.items()}


@pytest.mark.parametrize(
    "question",
    [
        "signalen",
        "zaaksysteem",
        "zaak systeem registratie",
        "WOO",
        "wet open overheid",
        "open meldingen utrecht",
        "meldngen",
        "gemeente",
        "kwantum",
    ],
)
def test_the_engine_scores_as_the_formula_says(filled, question):
    plan = filled.plan(question)
    assert bases_of(filled, plan) == pytest.approx(Plainly(filled.records.values()).base(plan))


def test_updates_and_withdrawals_leave_the_scores_of_a_fresh_index(filled, make_record):
    filled.publish(make_record("Open Zaak", body="Een heel andere tekst over de overheid"))
    filled.withdraw("solution-signalen")
    filled.publish(make_record("Zaakbrug", tags=("zaaksysteem",)))
    filled.withdraw("article-wet-en-overheid")
    for question in ("zaaksysteem overheid", "open", "meldingen"):
        plan = filled.plan(question)
        assert bases_of(filled, plan) == pytest.approx(Plainly(filled.records.values()).base(plan))


def test_the_rest_of_a_clause_counts_for_a_fifth(filled):
    word, other = Alternative(("zaaksystem",)), Alternative(("registratie",), weight=0.5)
    apart = [bases_of(filled, Plan((Clause("x", (one,)),)))["solution-open-zaak"] for one in (word, other)]
    together = bases_of(filled, Plan((Clause("x", (word, other)),)))["solution-open-zaak"]
    assert together == pytest.approx(max(apart) + 0.2 * min(apart))


def test_half_the_clauses_give_three_quarters_of_the_score(filled):
    found, missed = Clause("a", (Alternative(("signal",)),)), Clause("b", (Alternative(("kwantum",)),))
    whole = bases_of(filled, Plan((found,)))["solution-signalen"]
    assert bases_of(filled, Plan((found, missed)))["solution-signalen"] == pytest.approx(whole * 0.75)


def test_every_part_of_a_compound_is_required(filled):
    parts = Alternative(("zak", "kwantum"), match=Match.PARTS)
    assert bases_of(filled, Plan((Clause("zaakkwantum", (parts,)),))) == {}


def test_words_next_to_each_other_add_a_share_of_their_phrase(filled):
    plan = Plan((Clause("zaakgericht", (Alternative(("zaakgericht",)),)),), neighbours=(("zaakgericht", "werk"),))
    plainly = Plainly(filled.records.values())
    expected = {
        key: 0.3 * score
        for key in plainly.records
        if (score := plainly.phrase(key, ("zaakgericht", "werk"))) is not None
    }
    with filled.engine._reader.view() as view:
        scores = Scorer(view.connection, view.catalogue, WEIGHTS).scores(plan)
        found = {view.catalogue.documents[number].key: score for number, score in scores.nearness.items()}
    assert found == pytest.approx(expected)
    assert found
