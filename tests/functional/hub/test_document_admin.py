"""What an editor sees of the text of documents: at the upload, on the document and in the list."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection

from hub.documents.validation import refuse_what_cannot_be_opened
from hub.models import DocumentText, HubDocument
from tests import pdf

pytestmark = pytest.mark.django_db


def upload(client, content, name="besluit.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    collection = Collection.get_first_root_node()
    address = "/beheer/documents/multiple/add/"
    return client.post(address, {"title": "Besluit", "collection": collection.pk, "files[]": file}).json()


def make_document(outcome=None, name="besluit.pdf", title="Besluit"):
    document = HubDocument.objects.create(title=title, file=ContentFile(pdf.pdf("Besluit"), name=name))
    if outcome:
        DocumentText.objects.create(document=document, outcome=outcome, digest="x")
    return document


class TestUpload:
    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(pdf.pdf("Besluit van het college"), id="plain"),
            pytest.param(pdf.encrypted("Besluit", password=""), id="locked-for-printing-only"),
            pytest.param(pdf.pdf("Over het woord /Encrypt"), id="mentions-encryption"),
            pytest.param(b"\n\n" + pdf.scanned(), id="something-before-the-header"),
        ],
    )
    def test_what_opens_is_taken(self, admin_client, content):
        assert upload(admin_client, content)["success"] is True
        with HubDocument.objects.get().file.open() as kept:
            assert kept.read() == content

    def test_password_is_refused_with_what_to_do(self, admin_client):
        answer = upload(admin_client, pdf.encrypted("Geheim besluit"))
        assert answer["success"] is False
        assert "wachtwoord" in answer["error_message"] or "password" in answer["error_message"]
        assert "xtensi" not in answer["error_message"], "one reason is enough"
        assert not HubDocument.objects.exists()

    @pytest.mark.parametrize("content", [b"PK\x03\x04een Word-bestand", b" " * 2000 + b"%PDF-1.7"])
    def test_what_is_no_pdf_is_refused(self, admin_client, content):
        assert upload(admin_client, content)["success"] is False
        assert not HubDocument.objects.exists()

    @pytest.mark.parametrize("content", [b"%PDF-1.4\n" + bytes(range(256)) * 8, pdf.pdf("Begroting")[:120]])
    def test_a_damaged_file_is_refused_with_what_to_do(self, admin_client, content):
        answer = upload(admin_client, content)
        assert answer["success"] is False
        assert answer["error_message"]
        assert not HubDocument.objects.exists()

    def test_a_file_of_another_kind_is_refused_for_its_kind(self, admin_client):
        answer = upload(admin_client, b"MZ", "virus.exe")
        assert answer["success"] is False
        assert "xtensi" in answer["error_message"]
        assert not HubDocument.objects.exists()

    def test_other_files_are_not_looked_into(self, admin_client):
        assert upload(admin_client, b"a;b\n/Encrypt;1", "tarieven.csv")["success"] is True

    def test_bomb_is_not_opened_in_the_request(self, monkeypatch):
        monkeypatch.setattr("hub.documents.validation.read_pdf", None)
        file = SimpleUploadedFile("bom.pdf", pdf.unpacking_to(30 * 1024**2))
        assert refuse_what_cannot_be_opened(file) is None
        assert file.tell() == 0

    def test_bomb_is_taken_for_its_pages_are_not_read_in_the_request(self, admin_client):
        answer = upload(admin_client, pdf.unpacking_to(30 * 1024**2))
        assert answer["success"] is True
        assert HubDocument.objects.get().file.size > 0


class TestScreens:
    @pytest.mark.parametrize(
        ("outcome", "level"),
        [(None, "info"), ("read", "info"), *((bad, "warning") for bad in DocumentText.OUTCOMES[1:])],
    )
    def test_document_says_how_it_stands_with_its_text(self, admin_client, outcome, level):
        outcome = outcome[0] if isinstance(outcome, tuple) else outcome
        document = make_document(outcome)
        soup = BeautifulSoup(admin_client.get(f"/beheer/documents/edit/{document.pk}/").content, "html.parser")
        notice = soup.select_one("#text-report .help-block")
        assert f"help-{level}" in notice["class"]
        assert len(notice.get_text(strip=True)) > 20
        assert soup.select_one("input[name=title]")["value"] == "Besluit"

    def test_document_of_another_kind_says_nothing(self, admin_client):
        document = make_document(name="tarieven.csv")
        page = admin_client.get(f"/beheer/documents/edit/{document.pk}/").content.decode()
        assert 'id="text-report"' not in page

    @pytest.mark.usefixtures("wagtail_index")
    @pytest.mark.parametrize("address", ["", "results/", "?q=Besluit", "?ordering=usage_count"])
    def test_list_says_it_of_each(self, admin_client, address):
        make_document("encrypted", title="Besluit geheim")
        make_document("read", title="Besluit open")
        page = admin_client.get(f"/beheer/documents/{address}").content.decode()
        rows = [row.get_text(" ") for row in BeautifulSoup(page, "html.parser").select("tbody tr")]
        for outcome, title in (("encrypted", "Besluit geheim"), ("read", "Besluit open")):
            assert [str(dict(DocumentText.OUTCOMES)[outcome]) in row for row in rows if title in row] == [True]

    def test_list_asks_no_more_for_more_documents(self, admin_client, django_assert_max_num_queries):
        make_document("read")
        admin_client.get("/beheer/documents/")
        with django_assert_max_num_queries(60) as few:
            admin_client.get("/beheer/documents/")
        for number in range(5):
            make_document("read", title=f"Besluit {number}")
        with django_assert_max_num_queries(len(few)):
            admin_client.get("/beheer/documents/")
