"""Tables to take along and to bring in: what a Dutch spreadsheet makes of them and made of them."""

import csv
import io

import pytest
from django.utils import timezone

from hub.spreadsheet import NotATable, csv_response, read_table


def test_a_table_opens_in_a_dutch_spreadsheet_with_its_accents():
    response = csv_response(
        "gebruik", [("Organisatie", "Sinds"), ("Súdwest-Fryslân", 2024), ("'s-Hertogenbosch", None)]
    )
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = response.content.decode("utf-8-sig").split("\r\n")
    assert lines == ["Organisatie;Sinds", "Súdwest-Fryslân;2024", "'s-Hertogenbosch;", ""]
    assert response["Content-Disposition"] == f'attachment; filename="gebruik-{timezone.localdate():%Y-%m-%d}.csv"'
    assert response["X-Robots-Tag"] == "noindex"


def cell_of(response):
    """The only cell of a table, as a spreadsheet reads it."""
    ((cell,),) = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";")
    return cell


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("https://example.org")', "+31 6", "-a", "@SUM(1)", " =1+1", "\t=1", "\r=1", "＝1+1"]
)
def test_no_text_becomes_a_formula(text):
    assert cell_of(csv_response("gebruik", [[text]])) == f"'{text}"


@pytest.mark.parametrize("number", [-3, "-3", "-3,5", 0, "12,25"])
def test_numbers_stay_numbers(number):
    assert cell_of(csv_response("gebruik", [[number]])) == str(number)


TEXT = 'Code;Naam\r\nGM1900;Súdwest-Fryslân\r\nGM0796;"\'s-Hertogenbosch; stad"\r\n'
CELLS = [
    (2, {"code": "GM1900", "naam": "Súdwest-Fryslân"}),
    (3, {"code": "GM0796", "naam": "'s-Hertogenbosch; stad"}),
]


def table(tmp_path, content):
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    return read_table(path)


def cells(tmp_path, content):
    return [(row.number, row.cells) for row in table(tmp_path, content).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_in_every_encoding_that_spreadsheets_write(tmp_path, encoding):
    assert cells(tmp_path, TEXT.encode(encoding)) == CELLS


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_is_read_whatever_stands_between_its_columns(tmp_path, sign):
    text = f"code{sign}naam\nGM0503{sign}Delft\n"
    assert cells(tmp_path, text.encode()) == [(2, {"code": "GM0503", "naam": "Delft"})]


def test_the_line_in_which_a_spreadsheet_names_its_sign_is_no_heading(tmp_path):
    assert cells(tmp_path, b"sep=;\r\nnaam;code, oud\r\nDelft;1\r\n") == [(3, {"naam": "Delft", "code, oud": "1"})]


def test_empty_lines_are_passed_over_and_missing_cells_are_empty(tmp_path):
    assert cells(tmp_path, b"\xef\xbb\xbf Code ,naam\n\nGM0503\n") == [(3, {"code": "GM0503", "naam": ""})]


def test_cells_without_a_column_are_counted(tmp_path):
    [row] = table(tmp_path, b"code,km2,naam\nGM0503,24,06,Delft\n").rows
    assert row.surplus == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "workbook"),
        ("code,naam\nGM1900,Súdwest\n".encode() + b"GM0001,Cura\xe7ao\n", "line 3 is not UTF-8"),
        (b"code,naam\nGM0001,\x81\n", "line 2 is neither"),
        (b'code,naam\nGM0001,"' + b"x" * 200_000 + b'"\n', "line 2 cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(tmp_path, content, reason):
    with pytest.raises(NotATable, match=reason):
        table(tmp_path, content)
