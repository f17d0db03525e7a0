"""The commands of an operator: what they print, what they change, and the truth of their exit codes."""

import json

import pytest
from django.core.management import CommandError, call_command

from search.engines.models import IndexTarget
from search.indexing.models import OutboxEvent
from solutions.models import SolutionPage
from tests.factories import SolutionPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def run(capsys, *arguments):
    """The exit code of a command and what it printed."""
    capsys.readouterr()
    try:
        call_command(*arguments)
    except SystemExit as end:
        return end.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


def as_json(capsys, *arguments):
    code, out = run(capsys, *arguments, "--json")
    return code, json.loads(out.splitlines()[-1])


def test_status_before_the_first_build_asks_for_one(db, capsys):
    code, status = as_json(capsys, "search_status")
    assert code == 1
    assert {one["engine"]: one["error"] for one in status["engines"]}["embedded"] == "never built; run search_rebuild"


def test_status_of_a_hub_that_is_well(hub, capsys):
    code, status = as_json(capsys, "search_status")
    assert (code, status["ok"], status["preferred"]) == (0, True, "embedded")
    embedded = status["engines"][0]
    assert (embedded["waiting"], embedded["dead"], embedded["outdated"]) == (0, 0, False)
    assert embedded["records"] > 3
    assert "embedded: " in run(capsys, "search_status")[1]


def test_status_counts_what_waits_and_what_was_given_up(hub, capsys):
    SolutionPageFactory(parent=hub["delft"])
    OutboxEvent.objects.filter(consumer="lexicon").update(dead=True)
    code, status = as_json(capsys, "search_status")
    assert code == 1
    assert {one["engine"]: (one["waiting"], one["dead"]) for one in status["engines"]} == {
        "embedded": (1, 0),
        "lexicon": (0, 1),
    }


def test_drain_brings_changes_in_and_retries_dead_letters_on_demand(hub, capsys):
    SolutionPageFactory(parent=hub["delft"])
    OutboxEvent.objects.filter(consumer="lexicon").update(dead=True)
    code, drained = as_json(capsys, "search_drain")
    assert code == 1
    assert {one["engine"]: one["written"] for one in drained["engines"]} == {"embedded": 1, "lexicon": 0}
    code, drained = as_json(capsys, "search_drain", "--retry-dead-letters")
    assert code == 0
    assert {one["engine"]: one["written"] for one in drained["engines"]} == {"embedded": 0, "lexicon": 1}


def test_verify_reports_and_only_repairs_when_asked(hub, capsys):
    SolutionPage.objects.update(live=False)
    code, verified = as_json(capsys, "search_verify")
    assert code == 1
    assert {one["engine"]: one["ghost"] for one in verified["engines"]} == {"embedded": 1, "lexicon": 1}
    assert not OutboxEvent.objects.exists()
    assert as_json(capsys, "search_verify", "--repair")[0] == 1
    assert as_json(capsys, "search_drain")[0] == 0
    code, verified = as_json(capsys, "search_verify")
    assert (code, verified["ok"]) == (0, True)


def test_rebuild_replaces_the_live_target(hub, capsys):
    before = IndexTarget.objects.get(state="live").name
    code, rebuilt = as_json(capsys, "search_rebuild", "--engine", "embedded")
    assert code == 0
    assert rebuilt["engines"][0]["target"] == IndexTarget.objects.get(state="live").name != before
    assert "embedded: " in run(capsys, "search_rebuild")[1]


@pytest.mark.parametrize("number", ["0", "5", "-1", "twee"])
def test_a_rebuild_by_an_impossible_number_of_processes_is_refused(number):
    with pytest.raises(CommandError, match="give a number from 1 to 4"):
        call_command("search_rebuild", f"--processes={number}")


@pytest.mark.parametrize("command", ["search_rebuild", "search_drain", "search_verify"])
def test_an_unknown_engine_is_named_with_the_ones_there_are(db, command):
    with pytest.raises(CommandError, match="solr is no engine of this site; choose from lexicon, embedded or all"):
        call_command(command, "--engine", "solr")


def test_evaluate_measures_by_source_id(hub, capsys, tmp_path):
    SolutionPage.objects.get().save()
    SolutionPage.objects.update(source_id="sol-parkeren")
    run(capsys, "search_rebuild")
    queries = tmp_path / "queries.jsonl"
    lines = [
        {"id": "q1", "query": "parkeervergunningen", "judgements": {"sol-parkeren": 3}},
        {"id": "q2", "query": "ruimtevaartuig", "judgements": {"sol-parkeren": 3}},
    ]
    queries.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    code, report = as_json(capsys, "search_evaluate", "--queries", str(queries), "--engine", "embedded", "--per-query")
    assert (code, report["engine"], report["questions"]) == (0, "embedded", 2)
    assert (report["ndcg"], report["without_results"]) == (0.5, 0.5)
    assert [one["ndcg"] for one in report["queries"]] == [1.0, 0.0]


def test_evaluate_tells_kinds_languages_and_the_difference_with_an_earlier_run(hub, capsys, tmp_path):
    SolutionPage.objects.update(source_id="sol-parkeren")
    SolutionPage.objects.get().save()
    run(capsys, "search_rebuild")
    queries, earlier = tmp_path / "queries.jsonl", tmp_path / "earlier.json"
    found = {"id": "q1", "query": "parkeervergunningen", "type": "compound", "language": "nl"}
    missed = {"id": "q2", "query": "spaceship", "type": "topic", "language": "en"}
    lines = [{**one, "judgements": {"sol-parkeren": 3}} for one in (found, missed)]
    queries.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    earlier.write_text(json.dumps({"queries": [{"id": "q1", "ndcg": 0.25}, {"id": "q2", "ndcg": 0.0}]}))
    options = ["--queries", str(queries), "--engine", "embedded", "--whole", "--compare", str(earlier)]
    code, report = as_json(capsys, "search_evaluate", *options)
    assert code == 0
    assert (report["types"]["compound"]["ndcg"], report["languages"]["en"]["ndcg"]) == (1.0, 0.0)
    assert report["difference"]["mean"] == 0.375
    text = run(capsys, "search_evaluate", *options)[1]
    assert "types, compound: nDCG@10 1.000" in text
    assert "difference in nDCG@10: +0.375" in text
    earlier.write_text("[]")
    with pytest.raises(CommandError, match="not what --json --per-query prints"):
        call_command("search_evaluate", *options)


def test_evaluate_says_what_is_wrong_with_its_file(hub, tmp_path):
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "q1"}', encoding="utf-8")
    with pytest.raises(CommandError, match="query"):
        call_command("search_evaluate", "--queries", str(queries), "--engine", "embedded")


def test_the_worker_does_once_what_is_due(hub, capsys):
    SolutionPageFactory(parent=hub["delft"])
    assert run(capsys, "worker", "--once")[0] == 0
    assert not OutboxEvent.objects.exists()
