"""Themes, news, events and publications as visitors meet them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from icalendar import Calendar

from editorial.models import EventIndexPage, NewsIndexPage, PublicationIndexPage
from home.setup import ensure_site
from hub.models import HubDocument
from solutions.models import ThemeIndexPage, ThemePick
from tests import pdf
from tests.factories import (
    EventPageFactory,
    NewsPageFactory,
    PublicationPageFactory,
    SolutionPageFactory,
    TagFactory,
    ThemePageFactory,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

pytestmark = pytest.mark.django_db


def titles(response):
    return [page.title for page in response.context["page_obj"].object_list]


def test_setting_up_twice_makes_each_list_once_and_keeps_what_editors_changed():
    news = NewsIndexPage.objects.get()
    news.title = "Wat er speelt"
    news.save_revision().publish()
    ensure_site("testserver", 80)
    for model in (NewsIndexPage, EventIndexPage, PublicationIndexPage, ThemeIndexPage):
        assert model.objects.count() == 1
    assert NewsIndexPage.objects.get().title == "Wat er speelt"


@pytest.mark.parametrize("address", ["/nieuws/", "/agenda/", "/agenda/?periode=geweest", "/publicaties/", "/themas/"])
def test_empty_list_says_that_it_is_empty(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert b"<h1>" in response.content
    assert b'class="grid"' not in response.content


def test_news_comes_newest_first_and_is_narrowed_by_year_theme_and_kind(client):
    tag = TagFactory(name="Meldingen")
    ThemePageFactory(slug="melden", tags=["Meldingen"])
    moment = dt.datetime(2025, 5, 1, 9, tzinfo=AMSTERDAM)
    NewsPageFactory(title="Oud nieuws", published_at=moment, kind="interview")
    NewsPageFactory(title="Nieuw nieuws", tags=[tag.name])
    assert titles(client.get("/nieuws/")) == ["Nieuw nieuws", "Oud nieuws"]
    assert titles(client.get("/nieuws/?jaar=2025")) == ["Oud nieuws"]
    assert titles(client.get("/nieuws/?thema=melden")) == ["Nieuw nieuws"]
    assert titles(client.get("/nieuws/?soort=interview")) == ["Oud nieuws"]
    assert len(titles(client.get("/nieuws/?jaar=MMXX&thema=niets&soort=x&pagina=veel"))) == 2


def test_agenda_shows_the_first_to_come_first_and_keeps_what_has_been_apart(client):
    now = timezone.now()
    EventPageFactory(title="Over een maand", starts_at=now + dt.timedelta(days=30))
    EventPageFactory(title="Nu bezig", starts_at=now - dt.timedelta(hours=1), ends_at=now + dt.timedelta(hours=1))
    EventPageFactory(title="Vorig jaar", starts_at=now - dt.timedelta(days=365))
    EventPageFactory(title="Alleen voor leden", visibility="organisation")
    assert titles(client.get("/agenda/")) == ["Nu bezig", "Over een maand"]
    assert titles(client.get("/agenda/?periode=geweest")) == ["Vorig jaar"]


def test_event_goes_into_a_calendar_with_its_time_place_and_address(client):
    event = EventPageFactory(
        title="Kennismiddag; formulieren, zaken",
        starts_at=dt.datetime(2027, 7, 1, 13, 30, tzinfo=AMSTERDAM),
        is_online=True,
    )
    response = client.get(event.calendar_url)
    assert response["Content-Type"].startswith("text/calendar")
    (entry,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(entry["summary"]) == "Kennismiddag; formulieren, zaken"
    assert entry["dtstart"].dt == dt.datetime(2027, 7, 1, 11, 30, tzinfo=dt.UTC)
    assert entry["dtend"].dt == dt.datetime(2027, 7, 1, 13, 30, tzinfo=dt.UTC)
    assert "Willemshof" in str(entry["location"])
    assert str(entry["url"]).endswith(event.url)


def test_calendar_of_the_agenda_holds_what_is_coming_and_public(client):
    EventPageFactory(title="Webinar toegankelijkheid", ends_at=None)
    EventPageFactory(title="Besloten", visibility="municipalities")
    EventPageFactory(title="Geweest", starts_at=timezone.now() - dt.timedelta(days=9))
    found = Calendar.from_ical(client.get("/feeds/agenda.ics").content).walk("VEVENT")
    assert [str(entry["summary"]) for entry in found] == ["Webinar toegankelijkheid"]


def test_closed_event_gives_no_calendar(client):
    assert client.get(EventPageFactory(visibility="organisation").calendar_url).status_code == 404


def test_event_says_when_where_and_how_to_register(client):
    event = EventPageFactory(registration_url="https://aanmelden.example/zaken", is_online=True, organiser="VNG")
    html = client.get(event.url).content.decode()
    assert 'href="https://aanmelden.example/zaken"' in html
    assert "Willemshof, Nassaulaan 12, Den Haag" in html
    assert event.calendar_url in html


def test_event_that_has_been_asks_nobody_to_register(client):
    event = EventPageFactory(
        starts_at=timezone.now() - dt.timedelta(days=9), registration_url="https://aanmelden.example/"
    )
    assert b"aanmelden.example" not in client.get(event.url).content


@pytest.mark.usefixtures("reference_index")
def test_publication_states_size_and_language_and_offers_its_pdf(client):
    document = HubDocument.objects.create(
        title="Handreiking", file=ContentFile(pdf.pdf("Hergebruik"), name="handreiking.pdf")
    )
    page = PublicationPageFactory(document=document, language="fy")
    html = client.get(page.url).content.decode()
    assert document.url in html
    assert 'hreflang="fy"' in html
    assert "Begin met de vragen die inwoners stellen." in html
    file = client.get(document.url)
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    file.close()


def test_publication_whose_file_is_gone_still_gives_its_summary(client):
    document = HubDocument.objects.create(title="Weg", file=ContentFile(pdf.pdf("Weg"), name="weg.pdf"))
    page = PublicationPageFactory(document=document)
    HubDocument.objects.filter(pk=document.pk).update(file_size=None)
    document.file.storage.delete(document.file.name)
    response = client.get(page.url)
    assert response.status_code == 200
    assert document.url not in response.content.decode()


def test_theme_brings_its_picks_in_order_and_what_has_its_tags(client):
    theme = ThemePageFactory(tags=["Meldingen"])
    first, second = (
        SolutionPageFactory(title="Meldapp"),
        SolutionPageFactory(title="Verborgen", visibility="organisation"),
    )
    third = NewsPageFactory(title="Uitgelicht nieuws")
    for order, (page, note) in enumerate([(third, "Lees dit eerst."), (second, "Geheim."), (first, "")]):
        ThemePick.objects.create(theme=theme, page=page.page_ptr, note=note, sort_order=order)
    EventPageFactory(title="Meldmiddag", tags=["Meldingen"])
    NewsPageFactory(title="Ander nieuws", tags=["Parkeren"])
    response = client.get(theme.url)
    assert [pick["page"].title for pick in response.context["picks"]] == ["Uitgelicht nieuws", "Meldapp"]
    html = response.content.decode()
    assert "Lees dit eerst." in html
    assert "Meldmiddag" in html
    assert "Ander nieuws" not in html
    assert "Geheim." not in html


@pytest.mark.parametrize("factory", [ThemePageFactory, NewsPageFactory, EventPageFactory, PublicationPageFactory])
def test_page_for_members_only_is_not_found_by_visitors(client, factory):
    assert client.get(factory(visibility="organisation").url).status_code == 404
