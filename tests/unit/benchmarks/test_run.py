"""Stages run in processes whose environment keeps them away from everything that is not theirs."""

import json
import subprocess

import pytest

from benchmarks.run import PEER_VARIANTS, Bench, relevance


@pytest.fixture
def bench(tmp_path):
    return Bench(
        corpus=tmp_path / "corpus.jsonl",
        queries=tmp_path / "questions.jsonl",
        work=tmp_path,
        elasticsearch="http://127.0.0.1:9299",
        sizes=[1_000],
        embedded_sizes=[],
    )


@pytest.fixture
def started(monkeypatch):
    """The processes that were asked for: a list of commands and environments."""
    asked = []

    def run(command, *, env, **options):
        asked.append((command, env))
        return subprocess.CompletedProcess(command, 0, 'een logregel\n{"rate": 12.5}\n', "")

    monkeypatch.setattr(subprocess, "run", run)
    return asked


def test_a_stage_answers_with_its_last_line(bench, started):
    assert bench.hub("index", engine="elastic") == {"rate": 12.5}


def test_the_hub_is_measured_in_a_folder_and_under_a_prefix_of_its_own(bench, started):
    bench.hub("index", engine="elastic")

    [(command, env)] = started
    assert command[-2:] == ["--engine", "elastic"]
    assert env["VAR_DIR"] == str(bench.work / "hub")
    assert env["DATABASE_URL"] == ""
    assert env["ELASTICSEARCH_INDEX_PREFIX"].startswith(bench.prefix)


@pytest.mark.parametrize(("engine", "answering"), [("embedded", "embedded"), ("elastic", "auto")])
def test_pages_come_from_the_engine_that_is_measured(bench, started, engine, answering):
    bench.hub("latency", engine=engine, count=1_000)

    assert started[0][1]["SEARCH_ENGINE"] == answering


def test_the_peer_has_a_database_and_indices_of_its_own(bench, started):
    bench.peer("latency", "dutch", "large", fuzzy=True)

    [(command, env)] = started
    assert command[-1] == "--fuzzy"
    assert env["PEER_DATABASE"] == str(bench.work / "large.sqlite3")
    assert env["PEER_PREFIX"].startswith(bench.prefix)


def test_an_option_that_is_off_is_not_named(bench, started):
    bench.peer("latency", "dutch", fuzzy=False)

    assert "--fuzzy" not in started[0][0]


def test_runs_in_other_folders_have_other_prefixes(bench, tmp_path):
    other = Bench(bench.corpus, bench.queries, tmp_path / "other", bench.elasticsearch, [], [])

    assert bench.prefix != other.prefix


def test_a_stage_that_fails_ends_the_run_and_says_why(bench, monkeypatch):
    def run(command, **options):
        return subprocess.CompletedProcess(command, 1, "", "django.db.utils.OperationalError: disk is full")

    monkeypatch.setattr(subprocess, "run", run)

    with pytest.raises(SystemExit, match="disk is full"):
        bench.hub("site")


def test_relevance_asks_every_engine_and_every_variant(bench, monkeypatch):
    monkeypatch.setattr(Bench, "_run", lambda self, module, stage, variables, options: {"ndcg": json.dumps(options)})

    assert set(relevance(bench)) == {"hub elastic", "hub embedded", *(f"wagtail {name}" for name in PEER_VARIANTS)}
