"""Seeding: everything is there once, and a second run changes nothing."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from wagtail.models import Page

from demo.seed import seed
from demo.seeding import refuse_older_database
from editorial.models import EventPage, NewsPage, PublicationPage
from hub.branding import forget_branding
from hub.models import HubDocument, HubImage
from organisations.models import Organisation, OrganisationPage
from search.indexing.consumers import consumer
from search.site.live_query import answer
from solutions.completeness import completeness, filled_of
from solutions.evidence import Step, evidence_of
from solutions.models import ExperiencePage, Reuse, SolutionPage, ThemePage
from tests.conftest import kept_seeds, restore_site
from tests.shared_fixtures import shared_fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
COUNTED = (
    *(Organisation, OrganisationPage, SolutionPage, ExperiencePage, Reuse, HubImage, HubDocument),
    *(ThemePage, NewsPage, EventPage, PublicationPage),
)


@shared_fixture
def first_run():
    """What the first run made."""
    kept = kept_seeds()
    restore_site(kept)
    call_command("rebuild_references_index", verbosity=0, stdout=StringIO())  # else written at a commit
    return kept.value


@pytest.fixture
def seeded(first_run):
    forget_branding()
    return first_run


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
    HubImage.objects.filter(pk=page.image.pk).update(file="original_images/zoek.png")
    assert client.get(page.url).status_code == 200


def test_invented_organisations_introduce_themselves(seeded):
    invented = OrganisationPage.objects.filter(organisation__is_example=True)
    assert invented.count() >= 5
    assert not invented.filter(introduction="").exists()


def test_real_organisations_tell_no_story(seeded):
    assert not ExperiencePage.objects.exclude(organisation__is_example=True).exists()
    assert not ExperiencePage.objects.filter(partner_links__organisation__is_example=False).exists()


def test_a_real_solution_has_the_facts_of_its_source_and_no_more(seeded):
    page = SolutionPage.objects.get(slug="open-zaak")
    assert "Zaken API-standaard" in {str(link.standard) for link in page.standard_links.all()}
    assert all(link.evidence_url.startswith("https://github.com/open-zaak/") for link in page.standard_links.all())
    assert {str(link.other) for link in page.relation_links.filter(kind="related")} == {"Open Notificaties"}
    assert page.hosting == page.cost_model == page.personal_data == ""


class TestInventedSolutions:
    @pytest.fixture
    def page(self, seeded):
        return SolutionPage.objects.get(slug="buurtmelder")

    def test_it_is_marked_and_misses_nothing(self, page, client):
        assert page.is_example
        assert completeness(filled_of(page)).percentage == 100
        assert "Voorbeeld" in client.get(page.url).content.decode()

    def test_use_by_invented_organisations_counts_there_and_only_there(self, page):
        evidence = evidence_of(page)
        assert (evidence.step, evidence.confirmed_reuse) == (Step.REUSED_WITH_EXPERIENCES, 3)
        real = SolutionPage.objects.get(slug="signalen")
        assert real.reuses.confirmed().filter(organisation__is_example=True).exists()
        assert evidence_of(real).confirmed_reuse == 0

    def test_a_paper_for_municipalities_is_not_for_everyone(self, page, client):
        found = {}
        for paper in page.attachments.all():
            download = client.get(paper.document.url)
            found[paper.visibility] = download.status_code
            assert not download.streaming or b"".join(download.streaming_content).startswith(b"%PDF")
        assert found == {"public": 200, "municipalities": 404}

    def test_questions_go_to_an_address_that_cannot_exist(self, page):
        assert page.contact_email.endswith(".example")


class TestEditorialPages:
    def test_every_page_answers_and_is_marked_where_it_is_invented(self, seeded, client):
        for model in (NewsPage, EventPage, PublicationPage, ThemePage):
            for page in model.objects.live():
                html = client.get(page.url).content.decode()
                assert page.title.split(":")[0].strip('"') in html
                if model is not ThemePage:
                    assert page.is_example
                    assert "badge" in html

    def test_the_agenda_has_events_to_come_and_past_ones_on_working_days(self, seeded, client):
        assert EventPage.objects.coming().count() >= 4
        assert EventPage.objects.past().count() >= 2
        coming = [timezone.localtime(event.starts_at) for event in EventPage.objects.coming()]
        assert all(moment.weekday() < 5 for moment in coming)
        assert b"BEGIN:VEVENT" in client.get(EventPage.objects.coming().first().calendar_url).content

    def test_news_lies_in_the_past_and_the_latest_is_fresh(self, seeded):
        moments = list(NewsPage.objects.order_by("-published_at").values_list("published_at", flat=True))
        assert timezone.now() - dt.timedelta(days=7) < moments[0] < timezone.now()

    def test_a_publication_says_size_and_language_and_its_text_is_found(self, seeded, client, settings):
        settings.SEARCH_ENGINE = "embedded"
        call_command("extract_documents", write=True, verbosity=0)
        consumer("embedded").rebuild()
        page = PublicationPage.objects.get(slug="een-oplossing-beschrijven")
        html = client.get(page.url).content.decode()
        assert "KB" in html
        assert "Nederlands" in html
        found = client.get("/zoeken/", {"q": "woorden waarmee een collega klaagt"}).content.decode()
        assert page.title in found
        assert "Op bladzijde 1 van" in " ".join(found.split())

    def test_every_live_list_finds_something_and_every_pick_is_shown(self, seeded, client, settings):
        settings.SEARCH_ENGINE = "embedded"
        consumer("embedded").rebuild()
        for theme in ThemePage.objects.live():
            lists = [block.value for block in theme.body if block.block_type == "live_query"]
            assert len(lists) == 2
            assert [str(one["heading"]) for one in lists if answer(one).total < 2] == []
            assert len(theme.public_picks()) == theme.picks.count() >= 2

    def test_the_editor_can_open_and_save_a_theme_as_it_was_made(self, seeded, admin_client):
        page = ThemePage.objects.get(slug="open-overheid")
        page.full_clean()
        for block in page.body:
            block.block.clean(block.value)
        assert admin_client.get(f"/beheer/pages/{page.pk}/edit/").status_code == 200

    def test_the_lists_that_fit_are_in_the_menu_and_stay_out_of_it_when_an_editor_took_them_out(self, seeded, client):
        html = client.get("/over/").content.decode()
        assert all(f'href="{address}"' in html for address in ("/themas/", "/nieuws/", "/agenda/"))
        Page.objects.filter(slug="agenda").update(show_in_menus=False)
        seed()
        assert not Page.objects.get(slug="agenda").show_in_menus


def test_a_site_of_before_the_migrations_began_anew_is_not_touched(db):
    refuse_older_database()
    MigrationRecorder(connection).record_applied("hub", "0002_pages")
    with pytest.raises(SystemExit, match=r"remove that folder"):
        refuse_older_database()


def test_a_site_whose_outbox_had_other_tables_is_not_touched(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE search_indexevent (id integer)")
    with pytest.raises(SystemExit, match=r"remove that folder"):
        refuse_older_database()


def test_a_site_without_registers_is_told_what_comes_first(empty_database):
    with pytest.raises(CommandError, match="setup_site, import_organisations --apply, import_vocabularies --apply"):
        call_command("seed_demo")
