"""What an editor wrote, withdrew or locked stays as it is; the rest follows the file."""

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from hub.blocks import TEXT_FEATURES
from organisations.models import OrganisationPage
from solutions.models import SolutionPage
from tests.factories import SolutionPageFactory
from tests.unit.solutions.publiccode.steps import latest, run, write
from tests.unit.solutions.publiccode.test_model import FULL

pytestmark = pytest.mark.django_db


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


def test_saving_in_the_editor_without_a_change_is_no_change(folder, delft):
    run(folder, delft)
    page = latest()
    converter = ContentstateConverter(TEXT_FEATURES)
    page.approach = [
        {
            "type": block.block_type,
            "value": converter.to_database_format(converter.from_database_format(block.value.source)),
        }
        for block in page.approach
    ]
    page.save_revision()
    assert "data-block-key" in latest().approach[0].value.source
    write(folder, FULL.replace("Inwoners melden een losse tegel.", "Inwoners melden een gat in de weg."))
    [outcome] = run(folder, delft)
    assert (outcome.status, outcome.kept) == ("updated", [])
    assert "gat in de weg" in latest().approach[0].value.source


def test_tags_follow_the_file_until_an_editor_changes_them(folder, delft):
    run(folder, delft)
    write(folder, FULL.replace("task-management", "identity-management"))
    run(folder, delft)
    assert sorted(latest().tags.names()) == ["geo-informatie", "inloggen"]
    page = latest()
    page.tags.add("openbare ruimte")
    page.save_revision()
    write(folder, FULL)
    [outcome] = run(folder, delft)
    assert outcome.kept == ["tags"]
    assert "openbare ruimte" in latest().tags.names()


def test_what_an_editor_withdrew_stays_withdrawn(folder, delft, solution):
    solution.unpublish()
    [outcome] = run(folder, delft, publish=True)
    assert not SolutionPage.objects.get().live
    assert any("withdrawn" in warning for warning in outcome.warnings)


def test_a_locked_solution_is_left_alone(folder, delft, solution):
    SolutionPage.objects.update(locked=True)
    write(folder, FULL.replace("beta", "stable"))
    [outcome] = run(folder, delft)
    assert (outcome.status, latest().development_status) == ("unchanged", "beta")
    assert any("locked" in warning for warning in outcome.warnings)


def test_a_solution_written_by_hand_with_this_repository_is_completed_and_not_doubled(folder, delft):
    SolutionPageFactory(
        parent=OrganisationPage.objects.get(organisation=delft),
        title="Onze meldingen",
        repository_url="https://github.com/voorbeeldstad/meldingen",
        provenance={"title": {"source": "https://voorbeeld.example", "at": "2026-01-01"}},
    )
    [outcome] = run(folder, delft)
    page = latest()
    assert (outcome.status, page.title, page.development_status) == ("updated", "Onze meldingen", "beta")
    assert "title" in outcome.kept


def test_a_solution_is_known_by_its_origin_after_an_editor_changed_the_address(folder, delft, solution):
    solution.repository_url = "https://git.delft.example/meldingen"
    solution.save_revision().publish()
    [outcome] = run(folder, delft)
    assert (outcome.status, outcome.kept) == ("unchanged", ["repository_url"])
    assert SolutionPage.objects.count() == 1


def test_the_language_of_texts_that_an_editor_wrote_is_not_that_of_the_file(folder, delft):
    SolutionPageFactory(
        parent=OrganisationPage.objects.get(organisation=delft),
        title="Onze meldingen",
        summary="Zo noemen wij het zelf.",
        repository_url="https://github.com/voorbeeldstad/meldingen",
    )
    write(folder, FULL.replace("  nl-NL:", "  it:").replace("  en:", "  fr:"))
    run(folder, delft)
    assert (latest().summary, latest().text_language) == ("Zo noemen wij het zelf.", "")


def test_the_language_follows_the_file_when_it_gets_a_dutch_text(folder, delft):
    write(folder, FULL.replace("  nl-NL:", "  it:").replace("  en:", "  xx-none:"))
    run(folder, delft)
    assert latest().text_language == "it"
    write(folder, FULL)
    run(folder, delft)
    assert latest().text_language == ""
