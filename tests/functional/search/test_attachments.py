"""From an uploaded PDF to a passage on the search page."""

import pytest
from django.core.files.base import ContentFile

from hub.models import HubDocument
from operations.tasks import do_next_task
from search.engines.registry import LEXICON_NAME
from search.indexing.consumers import consumer
from tests import pdf
from tests.factories import ExperiencePageFactory
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


def catch_up():
    while do_next_task():
        pass
    for name in (LEXICON_NAME, "embedded"):
        consumer(name).catch_up()


@shared_fixture
def report(hub):
    document = HubDocument.objects.create(
        title="Evaluatie deelmobiliteit",
        file=ContentFile(pdf.pdf("Inleiding", "De bakfietsen stonden vaak op de stoep."), name="evaluatie.pdf"),
    )
    ExperiencePageFactory(
        parent=hub["venray"],
        title="Wat wij leerden van deelvervoer",
        body=[{"type": "document", "value": document.pk}],
    )
    catch_up()
    return document


def test_page_is_found_by_what_only_its_document_says_and_shows_the_passage(report, client):
    response = client.get("/zoeken/?q=bakfietsen")
    assert [hit.title for hit in response.context["result"].hits] == ["Wat wij leerden van deelvervoer"]
    html = response.content.decode()
    assert "De <mark>bakfietsen</mark> stonden vaak op de stoep." in html
    assert f'<a href="{report.url}#page=2">Evaluatie deelmobiliteit</a>' in html


@pytest.mark.usefixtures("reference_index")
def test_replaced_file_is_found_by_its_new_words_only(report, client):
    report.file = ContentFile(pdf.pdf("De steps stonden vaak in het park."), name="evaluatie-2.pdf")
    report.save()
    catch_up()
    assert client.get("/zoeken/?q=bakfietsen").context["result"].total == 0
    assert client.get("/zoeken/?q=steps").context["result"].total == 1
