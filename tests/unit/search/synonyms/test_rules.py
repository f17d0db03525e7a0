from __future__ import annotations

import pytest

from search.synonyms.rules import Relation, Synonym, SynonymSet, parse_rule, shipped_synonyms, synonym_key

LIST = """\
terms;direction;note
# everyday words
afval|huisvuil|huishoudelijk afval;=;
bouwvergunning|omgevingsvergunning;>;old name
formulier|form;=;nl-en
mor|melding openbare ruimte;=;
inwonerportaal|mijn omgeving;=;
"""


@pytest.fixture
def synonyms():
    return SynonymSet.from_csv(LIST.splitlines())


def terms(found):
    return [" ".join(synonym.words) for synonym in found]


def of(synonyms, *words):
    return terms(synonyms.of(synonym_key(words)))


def test_a_rule_that_works_all_ways_leads_from_each_term_to_the_others(synonyms):
    assert of(synonyms, "afval") == ["huisvuil", "huishoudelijk afval"]
    assert of(synonyms, "huishoudelijk", "afval") == ["afval", "huisvuil"]


def test_a_one_way_rule_leads_from_its_first_term_only(synonyms):
    assert of(synonyms, "bouwvergunning") == ["omgevingsvergunning"]
    assert of(synonyms, "omgevingsvergunning") == []


def test_a_translation_says_so(synonyms):
    assert synonyms.of(synonym_key(["formulier"])) == [Synonym(("form",), Relation.FROM_DUTCH)]
    assert synonyms.of(synonym_key(["form"])) == [Synonym(("formulier",), Relation.TO_DUTCH)]


def test_a_translation_one_way_leads_from_english():
    (found,) = SynonymSet.from_csv(["building|gebouw;>;nl-en"]).of(synonym_key(["building"]))
    assert found == Synonym(("gebouw",), Relation.TO_DUTCH)


def test_a_one_way_rule_relates_and_does_not_equate(synonyms):
    assert synonyms.of(synonym_key(["bouwvergunning"])) == [Synonym(("omgevingsvergunning",), Relation.RELATED)]


def test_a_word_is_looked_up_in_any_inflection(synonyms):
    assert of(synonyms, "formulieren") == ["form"]


def test_an_abbreviation_is_looked_up_as_written(synonyms):
    assert of(synonyms, "mor") == ["melding openbare ruimte"]
    assert of(synonyms, "more") == []


def test_a_compound_is_found_by_its_parts_however_it_is_linked(synonyms):
    assert terms(synonyms.of_parts(("inwoner", "portal"))) == ["mijn omgeving"]
    assert synonyms.of_parts(()) == []


def test_the_longest_phrase_is_found_first(synonyms):
    stems = synonym_key(["nieuwe", "melding", "openbare", "ruimte"])
    assert synonyms.longest_match(stems, 1) == 3
    assert synonyms.longest_match(stems, 0) == 1
    assert synonyms.longest_match(stems, 3) == 1


def test_a_synonym_in_the_own_language_wins_from_a_translation():
    both = SynonymSet.from_csv(["gegevens|data;=;nl-en", "gegevens|data;=;", "gegevens|data;>;broader"])
    assert both.of(synonym_key(["gegevens"])) == [Synonym(("data",), Relation.SAME)]


def test_bad_lines_are_skipped_and_reported_by_number():
    read = SynonymSet.from_csv(["afval|huisvuil;=;", "", "alleen;=;", "een|twee;?;", "a|b;=;x;y", "a|...;=;"])
    assert [line.number for line in read.bad_lines] == [3, 4, 5, 6]
    assert "fewer than two" in read.bad_lines[0].reason
    assert of(read, "afval") == ["huisvuil"]


@pytest.mark.parametrize("line", ["", "woord", "een|twee;<;"])
def test_a_line_that_makes_no_rule_says_why(line):
    with pytest.raises(ValueError, match=r"direction"):
        parse_rule(line)


def test_a_line_of_a_million_letters_is_reported_too():
    assert SynonymSet.from_csv(["a" * 1_000_000]).bad_lines[0].number == 1


def test_terms_with_the_same_stems_are_no_synonyms_of_each_other():
    read = SynonymSet.from_csv(["verkiezing|verkiezingen|stemmen;=;"])
    assert of(read, "verkiezing") == ["stemmen"]


def test_the_shipped_list_reads_without_a_bad_line():
    shipped = shipped_synonyms()
    assert shipped.bad_lines == ()
    assert "wet open overheid" in of(shipped, "woo")
    assert shipped is shipped_synonyms()
