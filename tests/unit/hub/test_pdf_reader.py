"""Text of PDFs: what is read of good ones, and that bad ones cost no more than allowed."""

import time

import pytest

from hub.pdf_reader import LIMITS, Limits, ReadOutcome, read_pdf, tidy
from tests import pdf

MEBIBYTE = 1024**2


@pytest.fixture
def read(tmp_path):
    def read_(content, **limits):
        path = tmp_path / "bestand.pdf"
        path.write_bytes(content)
        return read_pdf(path, Limits(**limits))

    return read_


def test_text_is_read_page_by_page_with_its_accents(read):
    found = read(pdf.pdf("Beleidsregel \u00e9\u00e9nmalige co\u00f6rdinatie (2025)", "", "Bijlage: begroting"))
    assert found.outcome == ReadOutcome.READ
    assert found.pages == ("Beleidsregel \u00e9\u00e9nmalige co\u00f6rdinatie (2025)", "", "Bijlage: begroting")
    assert found.page_count == 3


def test_words_that_a_line_end_splits_are_whole(read):
    assert read(pdf.pdf("Het bestemmings-\nplan van Venray")).pages == ("Het bestemmingsplan van Venray",)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("kern-\n  register", "kernregister"),
        ("in-\nen uitvoer", "in- en uitvoer"),
        ("Noord-\nBrabant", "Noord- Brabant"),
        ("2024-\n2025", "2024- 2025"),
        ("o\ufb03ci\u00eble\u00a0brief", "offici\u00eble brief"),
        ("zacht\u00ad\nkoppelteken", "zachtkoppelteken"),
        ("parkeervergunning \u2010\nverlening", "parkeervergunningverlening"),
        ("wijk\u2010\nteam", "wijkteam"),
        ("zaak\u2010gericht", "zaak\u2010gericht"),
        ("nul\x00teken \ud800los", "nul teken los"),
        ("e\u0301e\u0301n", "\u00e9\u00e9n"),
    ],
)
def test_text_is_as_people_read_it(written, read_as):
    assert tidy(written) == read_as


def test_scan_has_no_text(read):
    found = read(pdf.scanned())
    assert (found.outcome, found.page_count) == (ReadOutcome.EMPTY, 1)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_password_keeps_the_text_inside(read, algorithm):
    assert read(pdf.encrypted("Geheim besluit", algorithm=algorithm)) == read(pdf.encrypted("Iets anders"))
    assert read(pdf.encrypted("Geheim besluit", algorithm=algorithm)).outcome == ReadOutcome.ENCRYPTED


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_what_is_only_locked_for_printing_is_read(read, algorithm):
    assert read(pdf.encrypted("Open besluit", password="", algorithm=algorithm)).pages == ("Open besluit",)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"Beste collega,\n", id="no-pdf"),
        pytest.param(pdf.pdf("Afgebroken upload")[:300], id="cut-off"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 50, id="noise"),
        pytest.param(pdf.nested(100_000), id="nested"),
        pytest.param(pdf.circular(), id="circular"),
        pytest.param(pdf.of_pages(1_000_000), id="a-million-pages"),
    ],
)
def test_damaged_file_is_told_apart_at_once(read, content):
    begun = time.monotonic()
    found = read(content)
    assert (found.outcome, "".join(found.pages)) == (ReadOutcome.BROKEN, "")
    assert time.monotonic() - begun < LIMITS.wall / 2


def test_page_that_cannot_be_read_does_not_hide_the_others(read):
    whole = pdf.pdf("Goede pagina", "Kapotte pagina")
    found = read(whole.replace(b"(Kapotte pagina) Tj", b"<< /x (((((((((( Tj"))
    assert found.pages[0] == "Goede pagina"
    assert found.outcome in {ReadOutcome.PARTLY, ReadOutcome.READ}


def test_more_pages_than_allowed_are_left_out(read):
    found = read(pdf.of_pages(30), pages=20)
    assert (found.outcome, len(found.pages), found.page_count) == (ReadOutcome.PARTLY, 20, 30)


def test_more_text_than_allowed_is_left_out(read):
    found = read(pdf.pdf("Eerste pagina", "Tweede pagina", "Derde pagina"), characters=20)
    assert (found.outcome, found.pages) == (ReadOutcome.PARTLY, ("Eerste pagina", "Tweede "))


def test_too_big_a_file_is_not_even_opened(read):
    assert read(pdf.pdf("Klein"), file_size=100).outcome == ReadOutcome.TOO_BIG


@pytest.fixture(scope="module")
def slow():
    return pdf.unpacking_to(60 * MEBIBYTE)


class TestBomb:
    """Each would take more than a machine has; each is ended at its limit."""

    def test_it_ends_when_its_processor_time_is_up(self, read, slow):
        begun = time.monotonic()
        assert read(slow, processor=1).outcome == ReadOutcome.TIMED_OUT
        assert time.monotonic() - begun < 10

    def test_it_ends_when_nobody_waits_any_longer(self, read, slow):
        begun = time.monotonic()
        assert read(slow, wall=0.5).outcome == ReadOutcome.TIMED_OUT
        assert time.monotonic() - begun < 5

    def test_it_gets_no_more_memory_than_allowed(self, read, slow):
        assert read(slow, memory=120 * MEBIBYTE).outcome == ReadOutcome.TOO_BIG

    def test_gigabytes_in_five_megabytes_stay_there(self, read):
        begun = time.monotonic()
        assert read(pdf.unpacking_to(2 * 1024 * MEBIBYTE)).outcome in {ReadOutcome.BROKEN, ReadOutcome.TOO_BIG}
        assert time.monotonic() - begun < LIMITS.wall

    def test_pages_before_it_are_kept(self, read, slow):
        objects = slow.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
        both = pdf.document(pdf.book([pdf.page("Vooraf"), pdf.stream(objects, b"/Filter/FlateDecode")]))
        found = read(both, processor=1)
        assert (found.outcome, found.pages, found.page_count) == (ReadOutcome.TIMED_OUT, ("Vooraf",), 2)


def test_process_knows_no_secret(read, monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(options["env"])
        raise OSError

    monkeypatch.setenv("SECRET_KEY", "zeer geheim")
    monkeypatch.setattr("hub.pdf_reader.subprocess.run", run)
    with pytest.raises(OSError):  # noqa: PT011 - raised above
        read(pdf.pdf("Tekst"))
    assert "SECRET_KEY" not in seen
