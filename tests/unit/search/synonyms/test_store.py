"""The synonyms in force: shipped, kept by editors, and merged tags; other processes see a change soon."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from hub.models import Tag
from search.synonyms import store as synonym_store
from search.synonyms.models import SynonymEntry, SynonymState
from search.synonyms.rules import SynonymRule, SynonymSet, shipped_rules, synonym_key
from search.synonyms.store import SynonymCache, current_rules, merged_tag_rules, sync_shipped_list

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def cache(monkeypatch):
    """A process that looks for changes at every question."""
    monkeypatch.setattr(synonym_store, "CHECK_EVERY", 0.0)
    return SynonymCache()


def make(terms, **given):
    entry = SynonymEntry(terms=terms.replace("|", "\n"), **given)
    entry.full_clean(exclude=["identity"])
    entry.save()
    return entry


def of(synonyms, *words):
    return {" ".join(found.words) for found in synonyms.of(synonym_key(words))}


def shipped(line):
    return SynonymEntry.objects.get(shipped_line=line)


def test_every_shipped_line_is_a_row_and_nothing_changes_by_that():
    sync_shipped_list()
    assert SynonymEntry.objects.count() == len(shipped_rules())
    assert all(entry.is_as_shipped for entry in SynonymEntry.objects.all())
    assert {rule.line for rule in current_rules()} == {rule.line for rule in shipped_rules()}


def test_a_site_without_rows_searches_with_the_shipped_list():
    SynonymEntry.objects.all()._raw_delete("default")
    assert current_rules() == list(shipped_rules())


def test_a_line_of_an_editor_works_at_once(cache):
    assert of(cache.current(), "kissapp") == set()
    make("kissapp|klantcontact")
    assert of(cache.current(), "kissapp") == {"klantcontact"}
    assert of(cache.current(), "klantcontact") >= {"kissapp", "klantinteractie"}


def test_a_line_that_is_switched_off_or_deleted_ends_at_once(cache):
    entry = make("kissapp|klantcontact")
    assert of(cache.current(), "kissapp")
    entry.is_active = False
    entry.save()
    assert not of(cache.current(), "kissapp")
    entry.is_active = True
    entry.save()
    entry.delete()
    assert not of(cache.current(), "kissapp")


def test_a_shipped_line_can_be_switched_off_and_stays_off():
    entry = shipped("fixi|meldingen openbare ruimte;>;")
    entry.is_active = False
    entry.save()
    assert sync_shipped_list() == 0
    assert not of(SynonymSet(current_rules()), "fixi")


def test_a_shipped_line_can_be_changed_and_stays_changed():
    entry = shipped("fixi|meldingen openbare ruimte;>;")
    entry.terms = "fixi\nbuitenmelding"
    entry.save()
    assert sync_shipped_list() == 0
    assert of(SynonymSet(current_rules()), "fixi") == {"buitenmelding"}


def test_a_deleted_shipped_line_comes_back_as_it_was_shipped(django_capture_on_commit_callbacks):
    entry = shipped("fixi|meldingen openbare ruimte;>;")
    entry.terms = "fixi\nbuitenmelding"
    entry.save()
    with django_capture_on_commit_callbacks(execute=True):
        entry.delete()
    assert shipped("fixi|meldingen openbare ruimte;>;").is_as_shipped
    assert of(SynonymSet(current_rules()), "fixi") == {"meldingen openbare ruimte"}


def test_a_newer_list_adds_and_drops_lines_but_not_what_an_editor_touched():
    changed = shipped("fixi|meldingen openbare ruimte;>;")
    changed.is_active = False
    changed.save()
    sync_shipped_list([SynonymRule(("nieuw", "vers"))])
    assert {entry.rule.line for entry in SynonymEntry.objects.all()} == {changed.rule.line, "nieuw|vers;=;"}


def test_a_line_that_left_the_shipped_list_is_out_of_force_before_the_rows_follow(monkeypatch):
    monkeypatch.setattr(synonym_store, "shipped_rules", lambda: (SynonymRule(("nieuw", "vers")),))
    assert [rule.line for rule in current_rules()] == ["nieuw|vers;=;"]


def test_a_line_of_an_editor_that_is_later_shipped_stays_one_line():
    own = make("vers|nieuw")
    sync_shipped_list([*shipped_rules(), SynonymRule(("nieuw", "vers"))])
    own.refresh_from_db()
    assert own.shipped_line == "nieuw|vers;=;"
    assert not own.is_as_shipped


def test_taking_in_twice_changes_nothing():
    sync_shipped_list()
    before = SynonymState.objects.get().sequence
    assert sync_shipped_list() == 0
    assert SynonymState.objects.get().sequence == before


def test_a_merged_tag_and_its_head_mean_the_same(cache):
    head = Tag.objects.create(name="buitenruimtemelding", slug="buitenruimtemelding")
    assert of(cache.current(), "straatklus") == set()
    merged = Tag.objects.create(name="straatklus", slug="straatklus", merged_into=head)
    assert of(cache.current(), "straatklus") == {"buitenruimtemelding"}
    assert of(cache.current(), "buitenruimtemelding") == {"straatklus"}
    merged.name = "klusje"
    merged.save()
    assert of(cache.current(), "buitenruimtemelding") == {"klusje"}
    head.delete()
    assert of(cache.current(), "klusje") == set()


def test_a_merged_tag_without_letters_makes_no_rule():
    head = Tag.objects.create(name="afval", slug="afval")
    Tag.objects.create(name="!!!", slug="uitroep", merged_into=head)
    assert merged_tag_rules() == []


def test_a_new_tag_alone_changes_nothing():
    before = SynonymState.objects.get().sequence
    Tag.objects.create(name="afval", slug="afval")
    assert SynonymState.objects.get().sequence == before


def test_between_two_looks_no_question_is_asked(django_assert_num_queries):
    process = SynonymCache()
    first = process.current()
    make("kissapp|klantcontact")
    with django_assert_num_queries(0):
        assert process.current() is first
    process.clear()
    assert of(process.current(), "kissapp") == {"klantcontact"}


def test_a_look_without_a_change_asks_one_question(cache, django_assert_num_queries):
    first = cache.current()
    with django_assert_num_queries(1):
        assert cache.current() is first


def test_the_same_line_twice_is_refused_at_the_field():
    make("kissapp|klantcontact")
    with translation.override("en"), pytest.raises(ValidationError, match="already has a line") as error:
        make("Klantcontact|KISSapp")
    assert "terms" in error.value.error_dict
    make("kissapp|klantcontact", direction=">")


def test_a_preview_leaves_out_one_line():
    entry = make("kissapp|klantcontact")
    assert "kissapp|klantcontact;=;" not in {rule.line for rule in current_rules(without=entry.pk)}
    fixi = shipped("fixi|meldingen openbare ruimte;>;")
    assert fixi.shipped_line not in {rule.line for rule in current_rules(without=fixi.pk)}


def test_a_merged_tag_that_differs_by_capitals_only_is_no_synonym():
    head = Tag.objects.create(name="Financiën")
    Tag.objects.create(name="FINANCIËN", merged_into=head)
    assert merged_tag_rules() == []
    Tag.objects.create(name="geld", merged_into=head)
    assert [rule.terms for rule in merged_tag_rules()] == [("Financiën", "geld")]
