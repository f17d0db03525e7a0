"""Files become solutions; a second time changes nothing, and one bad file stops no other."""

import hashlib

import pytest
from django.utils import timezone

from organisations.participation.onboarding import onboard
from solutions.models import Licence, Reuse, SolutionPage
from solutions.publiccode import importer
from solutions.publiccode.importer import DoesNotTakePart, files_in, import_files
from tests.factories import OrganisationFactory
from tests.unit.solutions.publiccode.steps import latest, run, write
from tests.unit.solutions.publiccode.test_model import FULL

pytestmark = pytest.mark.django_db


def test_a_file_becomes_a_draft_with_facts_and_their_origin(folder, delft):
    [outcome] = run(folder, delft)
    page = latest()
    assert outcome.status == "created"
    assert (page.live, page.organisation, page.title) == (False, delft, "Meldingen Openbare Ruimte")
    assert (page.licence.code, page.development_status, page.source) == ("EUPL-1.2", "beta", "publiccode")
    assert "<li>Melden met een foto</li>" in page.approach[-1].value.source
    assert sorted(tag.name for tag in page.tags.all()) == ["geo-informatie", "taken"]
    assert page.provenance["licence"]["source"] == "publiccode"
    assert "problem" not in page.provenance


def test_publish_makes_it_live(folder, delft):
    run(folder, delft, publish=True)
    assert SolutionPage.objects.get().live


def test_a_draft_is_published_on_a_later_demand(folder, delft):
    run(folder, delft)
    [outcome] = run(folder, delft, publish=True)
    assert outcome.status == "updated"
    assert SolutionPage.objects.get().live


def test_the_same_file_again_changes_nothing(folder, delft):
    run(folder, delft)
    revisions = latest().revisions.count()
    [outcome] = run(folder, delft)
    assert (outcome.status, outcome.kept) == ("unchanged", [])
    assert latest().revisions.count() == revisions
    assert SolutionPage.objects.count() == 1


def test_another_form_of_the_same_address_is_the_same_solution(folder, delft):
    run(folder, delft)
    write(
        folder,
        FULL.replace("https://github.com/voorbeeldstad/meldingen.git", "http://GitHub.com/voorbeeldstad/meldingen/"),
    )
    run(folder, delft)
    assert SolutionPage.objects.count() == 1


def test_a_bad_file_between_good_ones_is_refused_alone(folder, delft):
    (folder / "a.yml").write_bytes(b"\xff")
    (folder / "z.yml").write_text("name: Laatste\nurl: https://x.example/laatste\n", encoding="utf-8")
    (folder / "m.yaml").mkdir()
    outcomes = run(folder, delft)
    assert [outcome.status for outcome in outcomes] == ["refused", "refused", "created", "created"]
    assert SolutionPage.objects.count() == 2


def test_several_components_of_one_repository_stay_apart_and_stable(folder, delft):
    for name in ("Een", "Twee", "Drie"):
        (folder / f"{name}.yml").write_text(f"name: {name}\nurl: https://x.example/samen\n", encoding="utf-8")
    assert [outcome.status for outcome in run(folder, delft)].count("created") == 4
    assert {outcome.status for outcome in run(folder, delft)} == {"unchanged"}


def test_the_same_software_twice_in_one_run_is_said(folder, delft):
    (folder / "kopie.yml").write_text(FULL, encoding="utf-8")
    outcomes = run(folder, delft)
    assert [outcome.status for outcome in outcomes] == ["created", "unchanged"]
    assert "the same software" in outcomes[1].warnings[0]


def test_names_that_meet_get_addresses_of_their_own(folder, delft):
    (folder / "ander.yml").write_text(
        "name: Meldingen openbare ruimte\nurl: https://x.example/ander\n", encoding="utf-8"
    )
    run(folder, delft)
    assert sorted(SolutionPage.objects.values_list("slug", flat=True)) == [
        "meldingen-openbare-ruimte",
        "meldingen-openbare-ruimte-2",
    ]


def test_an_organisation_that_does_not_take_part_is_refused(folder):
    with pytest.raises(DoesNotTakePart):
        run(folder, OrganisationFactory(code="GM9999"))


def test_the_origin_of_a_field_has_the_hash_of_its_value_and_the_day(folder, delft):
    run(folder, delft)
    origin = latest().provenance["development_status"]
    assert origin["hash"] == hashlib.sha256(b'"beta"').hexdigest()
    assert origin["at"] == timezone.localdate().isoformat()
    assert SolutionPage.objects.get().provenance == latest().provenance


def test_an_update_of_a_live_page_waits_as_a_draft_until_it_is_published(folder, delft, solution):
    write(folder, FULL.replace("beta", "stable"))
    run(folder, delft)
    assert SolutionPage.objects.get().development_status == "beta"
    [outcome] = run(folder, delft, publish=True)
    assert outcome.status == "updated"
    assert SolutionPage.objects.get().development_status == "stable"
    assert run(folder, delft, publish=True)[0].status == "unchanged"


def test_the_same_repository_at_another_organisation_is_another_solution_and_said(folder, delft, solution):
    venray = OrganisationFactory(name="Venray", code="GM0984")
    onboard(venray)
    [outcome] = run(folder, venray)
    assert outcome.status == "created"
    assert any("another organisation" in warning for warning in outcome.warnings)


def test_a_file_that_is_not_there_is_refused_and_the_rest_goes_on(folder, delft):
    outcomes = list(import_files([folder / "weg.yml", folder], delft))
    assert [outcome.status for outcome in outcomes] == ["refused", "created"]
    assert "No such file" in outcomes[0].reason


def test_a_database_that_refuses_one_file_does_not_stop_the_rest(folder, delft, monkeypatch):
    (folder / "zaak.yml").write_text("name: Zaak\nurl: https://x.example/zaak\n", encoding="utf-8")
    record = importer.record_users

    def fail_for_the_first(page, code, names):
        if code.name == "Meldingen Openbare Ruimte":
            Reuse.objects.create(organisation=None, solution=page)
        return record(page, code, names)

    monkeypatch.setattr(importer, "record_users", fail_for_the_first)
    outcomes = run(folder, delft)
    assert [outcome.status for outcome in outcomes] == ["refused", "created"]
    assert list(SolutionPage.objects.values_list("title", flat=True)) == ["Zaak"]


def test_a_file_named_twice_is_taken_once_and_folders_are_searched_for_both_names(folder):
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    for path in (deep / "publiccode.yaml", deep / "ander.yml", folder / "los.yaml", folder / "LEESMIJ.md"):
        path.write_text("", encoding="utf-8")
    found = files_in([folder, folder / "los.yaml", folder])
    assert [str(path.relative_to(folder)) for path in found] == [
        "a/b/publiccode.yaml",
        "los.yaml",
        "meldingen/publiccode.yml",
    ]


def test_a_licence_that_this_site_does_not_list_is_left_out_and_named(folder, delft):
    write(folder, FULL.replace("EUPL-1.2", "MIT"))
    [outcome] = run(folder, delft)
    assert latest().licence is None
    assert outcome.warnings[0].startswith("legal.license (line 21): MIT")


def test_the_old_name_of_a_licence_finds_the_one_in_the_list(folder, delft):
    old = Licence.objects.create(code="GPL-3.0", label="GNU General Public License v3.0")
    write(folder, FULL.replace("EUPL-1.2", "GPL-3.0"))
    run(folder, delft)
    assert latest().licence == old


def test_a_page_that_an_editor_wrote_a_text_for_is_published_though_the_file_has_none(folder, delft):
    write(folder, "name: Zaak\nurl: https://x.example/zaak\n")
    run(folder, delft, publish=True)
    page = latest()
    assert not page.live
    page.problem = [{"type": "paragraph", "value": "<p>Niemand zag de zaak.</p>"}]
    page.save_revision()
    run(folder, delft, publish=True)
    assert latest().live


def test_a_file_that_lost_its_texts_leaves_the_live_page_as_it_was(folder, delft, solution):
    write(folder, "name: Meldingen Openbare Ruimte\nurl: https://github.com/voorbeeldstad/meldingen\n")
    [outcome] = run(folder, delft, publish=True)
    assert outcome.status == "updated"
    assert any("not published" in warning for warning in outcome.warnings)
    live = SolutionPage.objects.get()
    assert (live.live, live.summary) == (True, "Meldingen over straat en plein.")


def test_what_the_site_lacks_is_told_once_and_not_for_every_file(folder, delft):
    (folder / "zaak.yml").write_text(FULL.replace("meldingen.git", "zaak"), encoding="utf-8")
    OrganisationFactory(name="Voorbeeldstad", code="EX1", is_example=True)
    Licence.objects.all().delete()
    assert [outcome.warnings for outcome in run(folder, delft)] == [[], []]
    assert [sentence.split("run ")[1] for sentence in importer.missing_lists(delft)] == [
        "import_vocabularies --apply first.",
        "import_organisations --apply first.",
    ]
