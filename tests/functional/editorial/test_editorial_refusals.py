"""What the forms of events and publications refuse, and what a theme does when its lists cannot be asked."""

import datetime as dt
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from editorial.forms import refuse_unreadable
from hub.models import HubDocument
from search.answering.service import SearchUnavailable
from search.site import live_query
from solutions.models.theme_blocks import LiveQueryBlock
from tests import pdf
from tests.factories import EventPageFactory, SolutionPageFactory, ThemePageFactory
from tests.functional.conftest import built_and_drained

pytestmark = pytest.mark.django_db


def document(content, name="rapport.pdf"):
    return HubDocument.objects.create(title="Rapport", file=ContentFile(content, name=name))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (pdf.encrypted("Geheim"), "rapport.pdf", "encrypted"),
        (b"%PDF-1.7\n" + b"kapot" * 50, "rapport.pdf", "broken"),
        (b"Dit is een brief.", "brief.docx", "not_a_pdf"),
    ],
)
def test_document_that_visitors_cannot_open_is_refused_with_its_reason(content, name, code):
    with pytest.raises(ValidationError) as refusal:
        refuse_unreadable(document(content, name))
    assert refusal.value.code == code


def test_document_whose_file_is_gone_is_refused():
    gone = document(pdf.pdf("Weg"))
    gone.file.storage.delete(gone.file.name)
    with pytest.raises(ValidationError) as refusal:
        refuse_unreadable(HubDocument.objects.get(pk=gone.pk))
    assert refusal.value.code == "gone"


def test_event_that_ends_before_it_begins_is_refused_at_its_end():
    event = EventPageFactory()
    event.ends_at = event.starts_at - dt.timedelta(minutes=1)
    with pytest.raises(ValidationError) as refusal:
        event.full_clean()
    assert "ends_at" in refusal.value.message_dict


def test_live_list_shows_what_the_search_finds_and_leads_to_it(client):
    SolutionPageFactory(title="Meldapp voor de stoep", tags=["Meldingen"])
    SolutionPageFactory(title="Parkeerbalie")
    theme = ThemePageFactory(
        body=[{"type": "live_query", "value": {"heading": "Nu te vinden", "tag": ["meldingen"], "shown": 3}}]
    )
    built_and_drained()
    html = client.get(theme.url).content.decode()
    assert "Meldapp voor de stoep" in html
    assert "Parkeerbalie" not in html
    assert "/zoeken/?onderwerp=meldingen" in html


def test_theme_stands_when_no_engine_answers(client):
    theme = ThemePageFactory(
        body=[{"type": "live_query", "value": {"heading": "Nu", "question": "storing", "shown": 3}}]
    )
    with mock.patch.object(live_query, "find", side_effect=SearchUnavailable("no engine")):
        response = client.get(theme.url)
    assert response.status_code == 200
    assert "/zoeken/?q=storing" in response.content.decode()


def test_live_list_without_a_question_or_filter_is_refused():
    block = LiveQueryBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"heading": "Alles", "shown": 6, "sort": "relevance"}))


def test_event_without_an_end_is_past_once_it_began():
    assert EventPageFactory(starts_at=timezone.now() - dt.timedelta(hours=1), ends_at=None).is_past
