"""When the text of documents is read: in the background, once for each file, and gone with the document."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex

from hub.documents import tasks as document_tasks
from hub.documents.tasks import bring_up_to_date, enqueue_unread
from hub.models import DocumentText, HubDocument
from hub.pdf_reader import Limits, ReadOutcome
from operations.tasks import do_next_task
from tests import pdf

pytestmark = pytest.mark.django_db


@task(backend="durable")
def remind(place): ...


def upload(content, name="besluit.pdf", title="Besluit"):
    return HubDocument.objects.create(title=title, file=ContentFile(content, name=name))


def replace(document, content, name="besluit.pdf"):
    document.file.storage.delete(document.file.name)
    document.file = ContentFile(content, name=name)
    document.save()


def do_all_tasks():
    done = 0
    while do_next_task():
        done += 1
    return done


@pytest.fixture
def times_read(monkeypatch):
    """How often a file was really read."""
    calls = []
    really = document_tasks.read_pdf
    monkeypatch.setattr(document_tasks, "read_pdf", lambda *given: calls.append(given) or really(*given))
    return calls


def test_upload_is_read_by_the_worker_and_not_in_the_request(times_read):
    document = upload(pdf.pdf("Verordening afvalstoffenheffing", "Toelichting"))
    assert not DocumentText.objects.exists()
    assert not times_read
    assert do_all_tasks() == 1
    assert document.text.pages == ["Verordening afvalstoffenheffing", "Toelichting"]
    assert (document.text.outcome, document.text.page_count, document.text.characters) == (ReadOutcome.READ, 2, 42)


def test_upload_that_is_undone_leaves_no_task():
    with transaction.atomic():
        upload(pdf.pdf("Verordening"))
        transaction.set_rollback(True)
    assert do_all_tasks() == 0


def test_new_title_does_not_read_the_file_again(times_read):
    document = upload(pdf.pdf("Verordening"))
    document.title = "Verordening 2026"
    document.save()
    do_all_tasks()
    assert len(times_read) == 1


def test_size_that_a_page_looks_up_gives_no_task():
    document = upload(pdf.pdf("Verordening"))
    do_all_tasks()
    document.get_file_size()
    assert do_all_tasks() == 0


@pytest.mark.parametrize("name", ["besluit.pdf", "besluit-2026.pdf"])
def test_replaced_file_is_read_anew(name):
    document = upload(pdf.pdf("Tarief 2025"))
    do_all_tasks()
    replace(document, pdf.pdf("Tarief 2026"), name)
    do_all_tasks()
    assert DocumentText.objects.get().pages == ["Tarief 2026"]


def test_text_goes_when_a_file_of_another_kind_takes_its_place():
    document = upload(pdf.pdf("Tarief 2025"))
    do_all_tasks()
    replace(document, b"a;b", "tarieven.csv")
    do_all_tasks()
    assert not DocumentText.objects.exists()


def test_file_that_is_replaced_while_it_is_read_leaves_nothing_of_the_older_one(monkeypatch):
    document = upload(pdf.pdf("Tarief 2025"))
    really = document_tasks.read_pdf

    def slowly(*given):
        replace(document, pdf.pdf("Tarief 2026"))
        return really(*given)

    monkeypatch.setattr(document_tasks, "read_pdf", slowly)
    assert not bring_up_to_date(HubDocument.objects.get())
    assert not DocumentText.objects.exists()
    monkeypatch.setattr(document_tasks, "read_pdf", really)
    do_all_tasks()
    assert DocumentText.objects.get().pages == ["Tarief 2026"]


def test_deleted_document_takes_its_text_along_and_its_task_finds_nothing_to_do():
    document = upload(pdf.pdf("Ingetrokken"))
    do_all_tasks()
    document.save()
    document.delete()
    assert not DocumentText.objects.exists()
    assert do_all_tasks() == 1


def test_file_that_is_gone_is_damaged():
    document = upload(pdf.pdf("Zoekgeraakt"))
    document.file.storage.delete(document.file.name)
    do_all_tasks()
    assert DocumentText.objects.get().outcome == ReadOutcome.BROKEN


def test_bomb_takes_its_time_and_then_the_worker_goes_on(monkeypatch):
    really = document_tasks.read_pdf
    monkeypatch.setattr(document_tasks, "read_pdf", lambda path, _limits: really(path, Limits(processor=1)))
    bomb = upload(pdf.unpacking_to(60 * 1024**2), "bom.pdf")
    good = upload(pdf.pdf("Gewoon besluit"))
    assert do_all_tasks() == 2
    assert bomb.text.outcome == ReadOutcome.TIMED_OUT
    assert good.text.pages == ["Gewoon besluit"]


def test_other_tasks_go_before_the_reading_of_files():
    upload(pdf.pdf("Besluit"))
    remind.enqueue("Delft")
    assert do_next_task()
    assert not DocumentText.objects.exists()
    assert do_next_task()
    assert DocumentText.objects.exists()


def test_what_a_stopped_worker_left_unread_is_taken_up_again():
    upload(pdf.pdf("Besluit"))
    upload(b"a;b", "tarieven.csv")
    known = upload(pdf.pdf("Bekend"), "BEKEND.PDF")
    bring_up_to_date(known)
    DBTaskResult.objects.all().delete()
    assert enqueue_unread() == 1
    do_all_tasks()
    assert DocumentText.objects.count() == 2
    assert enqueue_unread() == 0


@pytest.mark.usefixtures("reference_index")
def test_text_of_a_document_is_no_use_of_it():
    document = upload(pdf.pdf("Besluit"))
    do_all_tasks()
    assert not ReferenceIndex.get_references_to(document).exists()


class TestCommand:
    def test_it_tells_what_was_not_read_and_changes_nothing(self, capsys):
        upload(pdf.pdf("Besluit"))
        upload(b"a;b", "tarieven.csv")
        with pytest.raises(SystemExit) as told:
            call_command("extract_documents")
        assert told.value.code == 1
        assert "not read: 1" in capsys.readouterr().out
        assert not DocumentText.objects.exists()

    def test_it_reads_what_was_not_read(self, capsys, times_read):
        upload(pdf.pdf("Besluit"))
        upload(pdf.encrypted("Geheim"))
        call_command("extract_documents", "--write")
        assert capsys.readouterr().out.splitlines() == ["encrypted: 1", "read: 1", "not read: 0"]
        call_command("extract_documents", "--write")
        assert len(times_read) == 2
