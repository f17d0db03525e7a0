"""A corpus as pages: repeatable, below the right owners, and honest about lines it cannot read."""

import json

import pytest
from django.core.management import CommandError, call_command

from benchmarks.corpus import load
from hub.models import ContentPage
from organisations.models import Organisation
from search.indexing.models import OutboxEvent
from search.indexing.records import to_record
from solutions.models import ExperiencePage, Licence, SolutionPage
from tests.factories import OrganisationFactory, index_page

pytestmark = pytest.mark.django_db

SOLUTION = {
    "id": "sol-utrecht-zac",
    "kind": "solution",
    "title": "Zaakafhandelcomponent",
    "summary": "Zaken behandelen.",
    "body": "Eerste alinea & meer.\n\nTweede <alinea>.",
    "tags": ["workflow-management", "Workflow-management", "zaken"],
    "organisation": "Gemeente Utrecht",
    "licence": "EUPL-1.2",
    "url": "https://github.com/GemeenteUtrecht/zac",
    "status": "stable",
    "date": "",
}
LINES = [
    SOLUTION,
    {**SOLUTION, "id": "exp-1", "kind": "experience", "title": "Ervaring", "organisation": "GemeenteUtrecht"},
    {**SOLUTION, "id": "art-1", "kind": "article", "title": "Uitleg", "organisation": "Maykin", "date": "2026-03-04"},
    {"id": "org-gm0344", "kind": "organisation", "title": "Gemeente Utrecht"},
    {"id": "org-so0081", "kind": "organisation", "title": "Wegschap Tunnel Dordtse Kil"},
]


@pytest.fixture
def utrecht():
    index_page()
    return OrganisationFactory(code="GM0344", name="Utrecht", slug="utrecht", source="registry")


@pytest.fixture
def bring_in(tmp_path, utrecht):
    def run(lines):
        file = tmp_path / "corpus.jsonl"
        texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
        file.write_text("\n".join(texts), encoding="utf-8")
        return load(file, lambda done, total: None)

    return run


def test_each_kind_becomes_its_own_type_of_page_with_its_source_id(bring_in):
    loaded = bring_in(LINES)
    assert (loaded.created, loaded.updated, loaded.bad) == (4, 1, [])
    for model, source_id in ((SolutionPage, "sol-utrecht-zac"), (ExperiencePage, "exp-1"), (ContentPage, "art-1")):
        page = model.objects.get(source_id=source_id)
        assert page.live
        assert to_record(page).source_id == source_id
        assert to_record(page).body.replace("\n", " ") == "Eerste alinea & meer. Tweede <alinea>."


def test_a_solution_keeps_its_facts(bring_in):
    Licence.objects.create(code="EUPL-1.2", label="EUPL")
    bring_in(LINES)
    page = SolutionPage.objects.get()
    assert (page.development_status, page.licence.code) == ("stable", "EUPL-1.2")
    assert page.repository_url == "https://github.com/GemeenteUtrecht/zac"
    assert sorted(page.tags.names()) == ["workflow-management", "zaken"]


def test_owners_come_from_the_registry_where_the_name_or_id_shows_it(bring_in, utrecht):
    bring_in(LINES)
    utrecht.refresh_from_db()
    assert (utrecht.source, utrecht.source_id) == ("registry", "org-gm0344")
    assert SolutionPage.objects.get().organisation == utrecht == ExperiencePage.objects.get().organisation
    maykin = Organisation.objects.get(name="Maykin")
    assert (maykin.source, maykin.kind) == ("import", "overig")
    assert ContentPage.objects.get(source_id="art-1").get_parent().specific.organisation == maykin
    assert Organisation.objects.get(source_id="org-so0081").kind == "samenwerkingsverband"


def test_a_summary_that_is_too_long_goes_to_a_longer_field(bring_in):
    long = "Een heel lange samenvatting over zaken. " * 8
    bring_in([{**SOLUTION, "summary": long}, {**LINES[2], "summary": long}])
    page = SolutionPage.objects.get()
    assert len(page.summary) <= 150
    assert to_record(page).body.startswith(long.strip())
    assert long.strip() in to_record(ContentPage.objects.get(source_id="art-1")).body


def test_loading_again_changes_nothing_and_a_changed_line_only_itself(bring_in):
    bring_in(LINES)
    OutboxEvent.objects.all().delete()
    again = bring_in(LINES)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 5)
    assert not OutboxEvent.objects.exists()
    changed = bring_in([{**SOLUTION, "title": "ZAC"}, *LINES[1:]])
    assert (changed.created, changed.updated, changed.unchanged) == (0, 1, 4)
    assert SolutionPage.objects.get().title == "ZAC"
    assert SolutionPage.objects.get().draft_title == "ZAC"


def test_everything_that_is_loaded_is_recorded_for_the_engines(bring_in):
    bring_in(LINES)
    recorded = set(OutboxEvent.objects.filter(consumer="lexicon").values_list("key", flat=True))
    assert f"solution-{SolutionPage.objects.get().pk}" in recorded
    assert f"article-{ContentPage.objects.get(source_id='art-1').pk}" in recorded


def test_bad_lines_are_named_by_number_and_spoil_no_other(bring_in):
    loaded = bring_in(
        [
            SOLUTION,
            "{not json",
            "[]",
            "",
            {**SOLUTION, "id": ""},
            {**SOLUTION, "id": "x", "kind": "video"},
            SOLUTION,
            {**SOLUTION, "id": "y", "organisation": ""},
            {**SOLUTION, "id": "z", "date": "gisteren"},
            LINES[2],
        ]
    )
    assert loaded.created == 2
    assert [bad.number for bad in loaded.bad] == [2, 3, 5, 6, 7, 8, 9]
    assert [bad.reason.split(":")[0] for bad in loaded.bad] == [
        "no JSON",
        "no JSON object",
        "id",
        "kind",
        "id",
        "organisation",
        "date",
    ]


def test_null_characters_are_left_out_for_postgresql_cannot_keep_them(bring_in):
    loaded = bring_in([{**SOLUTION, "title": "Zaak\x00systeem", "body": "Een\x00 tekst", "tags": ["za\x00ken"]}])
    assert loaded.created == 1
    page = SolutionPage.objects.get()
    assert (page.title, to_record(page).body, page.tags.get().name) == ("Zaaksysteem", "Een tekst", "zaken")


def test_the_command_tells_what_it_did(tmp_path, utrecht, capsys):
    file = tmp_path / "corpus.jsonl"
    file.write_text(json.dumps(SOLUTION) + "\n{\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="1"):
        call_command("import_corpus", str(file), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["created"], told["bad"][0]["number"]) == (1, 2)
    with pytest.raises(CommandError, match="nergens"):
        call_command("import_corpus", str(tmp_path / "nergens.jsonl"))


def test_a_site_that_was_not_set_up_is_told_once_and_not_for_every_line(tmp_path, empty_database, capsys):
    file = tmp_path / "corpus.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    with pytest.raises(CommandError, match="setup_site"):
        call_command("import_corpus", str(file))
    assert "setup_site" not in capsys.readouterr().err
