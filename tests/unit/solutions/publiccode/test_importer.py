"""Files become solutions; a second time changes nothing, and what an editor wrote stays."""

import json

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Organisation
from organisations.onboarding import onboard
from organisations.tree import ensure_site
from solutions.models import Licence, Reuse, SolutionPage
from solutions.publiccode.importer import DoesNotTakePart, import_files
from solutions.publiccode.users import organisation_named
from tests.factories import OrganisationFactory
from tests.unit.solutions.publiccode.test_model import FULL

pytestmark = pytest.mark.django_db


@pytest.fixture
def delft():
    ensure_site("localhost", 80)
    Licence.objects.create(code="EUPL-1.2", label="European Union Public License 1.2")
    organisation = OrganisationFactory(name="Delft", code="GM0503")
    onboard(organisation)
    return Organisation.objects.get(pk=organisation.pk)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "meldingen").mkdir()
    (tmp_path / "meldingen" / "publiccode.yml").write_text(FULL, encoding="utf-8")
    return tmp_path


def run(folder, organisation, **options):
    return list(import_files([folder], organisation, **options))


def write(folder, text):
    (folder / "meldingen" / "publiccode.yml").write_text(text, encoding="utf-8")


def latest():
    return SolutionPage.objects.get().get_latest_revision_as_object()


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


def test_a_changed_fact_is_taken_over(folder, delft):
    run(folder, delft)
    write(folder, FULL.replace("developmentStatus: beta", "developmentStatus: stable"))
    [outcome] = run(folder, delft)
    assert outcome.status == "updated"
    assert latest().development_status == "stable"


def test_what_an_editor_changed_stays_and_the_rest_follows(folder, delft):
    run(folder, delft)
    page = latest()
    page.summary = "Zo noemen wij het zelf."
    page.save_revision()
    write(folder, FULL.replace("Meldingen over straat en plein.", "Nieuw.").replace("beta", "stable"))
    [outcome] = run(folder, delft)
    assert outcome.kept == ["summary"]
    assert (latest().summary, latest().development_status) == ("Zo noemen wij het zelf.", "stable")


def test_a_field_that_an_editor_emptied_stays_empty(folder, delft):
    run(folder, delft)
    page = latest()
    page.development_status = ""
    page.save_revision()
    run(folder, delft)
    assert latest().development_status == ""


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


def test_users_in_the_file_are_claims_until_they_confirm(folder, delft):
    bosch = OrganisationFactory(name="'s-Hertogenbosch", code="GM0796")
    [outcome] = run(folder, delft)
    claim = Reuse.objects.get()
    assert (claim.organisation, claim.claimed_by, claim.confirmed_at) == (bosch, "maintainer", None)
    assert outcome.warnings == []


def test_users_that_nobody_knows_become_one_warning(folder, delft):
    write(folder, FULL.replace('usedBy: [Gemeente Delft, "\'s-Hertogenbosch"]', "usedBy: [Comune di Roma, Nergens]"))
    [outcome] = run(folder, delft)
    assert [warning for warning in outcome.warnings if warning.startswith("usedBy (line 8): 2 not found")]


@pytest.mark.parametrize(
    "name", ["Gemeente Den Haag", "den haag", "'s-Gravenhage", "’s-Gravenhage", "Municipality of The Hague"]
)
def test_a_municipality_is_known_by_the_names_people_use(name):
    hague = OrganisationFactory(name="'s-Gravenhage", code="GM0518")
    assert organisation_named(name) == hague


def test_a_name_of_two_organisations_is_nobodys():
    OrganisationFactory(name="Bergen", code="GM0373")
    OrganisationFactory(name="Bergen", code="GM0893")
    assert organisation_named("Gemeente Bergen") is None


def test_an_organisation_that_does_not_take_part_is_refused(folder):
    with pytest.raises(DoesNotTakePart):
        run(folder, OrganisationFactory(code="GM9999"))


def test_the_command_tells_each_file_and_fails_when_one_was_refused(folder, delft, capsys):
    call_command("import_publiccode", str(folder), organisation="gm0503")
    told = capsys.readouterr().out
    assert told.startswith("created\t")
    assert told.endswith("1 created\n")
    (folder / "slecht.yml").write_text("name: Z\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_publiccode", str(folder), organisation="GM0503", json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"refused": 1, "unchanged": 1}
    assert {"file", "status", "title", "reason", "warnings", "kept"} == set(report["files"][0])


@pytest.mark.parametrize("code", ["GM0000", "GM0001"])
def test_the_command_names_what_is_missing(folder, code):
    OrganisationFactory(code="GM0001", name="Meierijstad")
    with pytest.raises(CommandError, match=code):
        call_command("import_publiccode", str(folder), organisation=code)
