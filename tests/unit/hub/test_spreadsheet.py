"""Tables to take along: what a Dutch spreadsheet makes of them, and what it must not run."""

import csv
import io

import pytest
from django.utils import timezone

from hub.spreadsheet import csv_response


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
