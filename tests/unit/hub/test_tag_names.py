"""What is typed into the field for tags becomes names; what would change by itself there is refused."""

import pytest
from django.core.exceptions import ValidationError
from taggit.utils import edit_string_for_tags

from hub.models import Tag
from hub.text.tag_names import clean_name, folded_name, names_in


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", []),
        (" , ,, ", []),
        ("afval", ["afval"]),
        ("afval, grof vuil", ["afval", "grof vuil"]),
        ('afval,"grof vuil"', ["afval", "grof vuil"]),
        ("grof vuil", ["grof vuil"]),
        ("  grof \t vuil ", ["grof vuil"]),
        ("\u200bmel\u00adding\ufeff", ["melding"]),
        ("\u200b", []),
        ("Afval, AFVAL, a\u00adfval", ["Afval"]),
        ("C++, 24/7, café's", ["24/7", "C++", "café's"]),
    ],
)
def test_names_are_read_as_they_were_meant(typed, names):
    assert names_in(typed) == names


@pytest.mark.parametrize(
    "typed", ['"meldingen, klachten"', 'zeg "ja"', '"zeg "ja""', '"half', "🚀", "!!!", "afval, 🚀", "afval, …"]
)
def test_what_cannot_stay_as_it_was_typed_is_refused(typed):
    with pytest.raises(ValidationError):
        names_in(typed)


def test_a_name_goes_back_into_the_form_and_comes_out_the_same():
    names = ["24/7", "'s-Hertogenbosch", "grof vuil", "“zaak”"]
    assert names_in(edit_string_for_tags([Tag(name=name) for name in names])) == sorted(names)


@pytest.mark.parametrize("name", ["FINANCIËN", "financie\u0308n", " Financiën ", "Finan\u00adciën", "financiën\u200b"])
def test_names_that_look_the_same_are_one(name):
    assert folded_name(name) == folded_name("Financiën")


def test_a_name_keeps_its_capitals_and_accents():
    assert clean_name(" Súdwest-Fryslân  en De\u0301lft ") == "Súdwest-Fryslân en Délft"
