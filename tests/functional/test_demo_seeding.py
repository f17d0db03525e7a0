"""Seeding: everything is there once, and a second run changes nothing."""

import pytest
from django.core.management import call_command

from demo.seed import seed
from hub.models import HubImage
from organisations.models import Organisation, OrganisationPage
from organisations.tree import ensure_site
from solutions.models import ExperiencePage, Reuse, SolutionPage

pytestmark = pytest.mark.django_db
COUNTED = (Organisation, OrganisationPage, SolutionPage, ExperiencePage, Reuse, HubImage)


@pytest.fixture
def seeded(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ensure_site("testserver", 80)
    call_command("import_organisations", apply=True, verbosity=0)
    call_command("import_vocabularies", apply=True, verbosity=0)
    return seed()


def test_everything_is_there_once_and_a_second_run_changes_nothing(seeded):
    assert seeded.made["solutions"] >= 40
    assert seeded.made["experiences"] >= 15
    before = [model.objects.count() for model in COUNTED]
    again = seed()
    assert [model.objects.count() for model in COUNTED] == before
    assert sum(again.made.values()) == 0


def test_stories_are_marked_whole_and_shown_with_their_drawing(seeded, client):
    stories = ExperiencePage.objects.live()
    assert not stories.filter(is_example=False).exists()
    page = stories.get(slug="meldingen-van-zes-ingangen-naar-een")
    html = client.get(page.url).content.decode()
    assert 'alt="Tekening van zes lijnen die samenkomen in één pijl."' in html
    assert "Voorbeeld" in html
    assert "story__unwritten" not in html


def test_a_drawing_that_got_lost_does_not_break_the_story(seeded, client):
    page = ExperiencePage.objects.get(slug="meldingen-van-zes-ingangen-naar-een")
    page.image.file.storage.delete(page.image.file.name)
    assert client.get(page.url).status_code == 200


def test_invented_organisations_introduce_themselves(seeded):
    invented = OrganisationPage.objects.filter(organisation__is_example=True)
    assert invented.count() >= 5
    assert not invented.filter(introduction="").exists()


def test_real_organisations_tell_no_story(seeded):
    assert not ExperiencePage.objects.exclude(organisation__is_example=True).exists()
    assert not ExperiencePage.objects.filter(partner_links__organisation__is_example=False).exists()
