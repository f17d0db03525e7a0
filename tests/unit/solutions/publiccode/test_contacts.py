"""Contact details are left out of texts, and no other number is."""

import pytest

from solutions.publiccode.texts import plain


@pytest.mark.parametrize(
    "contact",
    [
        "jan.jansen@voorbeeldstad.example",
        "<jan@voorbeeldstad.example>",
        "mailto:team+zaak@voorbeeldstad.example",
        "020 123 45 67",
        "(020) 123 45 67",
        "(0344) 61 23 45",
        "0344-612345",
        "088 123 4567",
        "0800-1234",
        "0900 123 45 67",
        "+31 (0)6 12345678",
        "+39 06 1234567",
        "0031 20 1234567",
        "tel:+31201234567",
        "06-12345678",
    ],
)
def test_mail_addresses_and_telephone_numbers_are_left_out(contact):
    assert plain(f"Vragen? {contact} helpt u.") == "Vragen? helpt u."


def test_two_numbers_in_a_row_are_both_left_out():
    assert plain("Bel 020-1234567 / 06-12345678 nu") == "Bel / nu"


@pytest.mark.parametrize("number", ["0832 682111", "1 23 45 67 89", "030 12 34"])
def test_a_number_of_any_country_is_left_out_after_the_word_for_it(number):
    assert plain(f"Tel. {number}, elke dag") == "Tel. , elke dag"


@pytest.mark.parametrize(
    "text",
    [
        "Sinds 01-01-2020 in gebruik",
        "Op 06-12-2025 10:30 uur",
        "Versie 0.10.2",
        "Wet van 2019-2020",
        "Zie @gemeente",
        "Kost 1.250.000 euro",
        "Voor zaak 0123456789 en raadsbesluit 0344-2024-00123.",
        "Het OIN is 00000000000000000000 en de EAN 0870000000000.",
        "De afstanden zijn 0 10 20 30 40 50 60 km en 020 030 040 050 m.",
        "KvK 01234567 en RSIN 012345678",
        "Bel 14 020 of 112",
        "Ruim +10000000 inwoners",
    ],
)
def test_every_other_number_stays(text):
    assert plain(text) == text
