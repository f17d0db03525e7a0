"""The texts of a file are read wherever and however they were written; what is not read is told with its line."""

import pytest

from solutions.publiccode.model import read_publiccode

HEAD = "name: Zaakportaal\nurl: https://gitlab.example/zaak\n"


def read(text):
    return read_publiccode((HEAD + text).encode())


def features(text):
    return read(f"description:\n  nl:\n    shortDescription: Kort.\n    features:{text}\n").features


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\n      - 'Zoeken'\n      - Melden", ("Zoeken", "Melden")),
        ("\n      - Zoeken: snel en goed\n      - Melden", ("Zoeken: snel en goed", "Melden")),
        ("\n      - Zoeken:", ("Zoeken",)),
        ("\n      Zoeken: snel\n      MELDEN: goed", ("Zoeken: snel", "MELDEN: goed")),
        ("\n      description:\n      - Zoeken\n      - Melden", ("Zoeken", "Melden")),
        ("\n      - - Zoeken\n        - Melden", ("Zoeken", "Melden")),
        ("\n      -Zoeken", ("Zoeken",)),
        ("\n      -Zoeken\n      -E-mail en -fax", ("Zoeken", "E-mail en", "fax")),
        (" |\n      - Zoeken\n        en vinden\n      - Melden", ("Zoeken en vinden", "Melden")),
        (" Zoeken", ("Zoeken",)),
        ("\n      - '- Zoeken'\n      - '* Melden'\n      - '1. Kaart'", ("Zoeken", "Melden", "Kaart")),
        ("\n      - -5 graden\n      - 3 kaarten", ("-5 graden", "3 kaarten")),
        ("\n      - ''\n      - \u200b\n      - null\n      - Melden", ("Melden",)),
    ],
)
def test_features_are_read_in_every_shape(text, found):
    assert features(text) == found


def test_the_oldest_name_of_features_is_read():
    assert read("description: {nl: {shortDescription: Kort., featureList: [Zoeken]}}").features == ("Zoeken",)


def test_texts_at_the_root_count_when_the_description_has_none():
    code = read(
        "shortDescription: Kort.\nlongDescription: Lang.\nfeatures: [Kaart]\ndocumentation: https://d.example/\n"
    )
    assert (code.summary, code.long_description, code.features) == ("Kort.", "Lang.", ("Kaart",))
    assert (code.documentation_url, code.language, code.warnings) == ("https://d.example/", "", ())


def test_texts_at_the_root_that_do_not_count_are_told():
    code = read("shortDescription: Wortel.\ndescription:\n  longDescription: Oud.\n  nl: {shortDescription: Kort.}\n")
    assert code.summary == "Kort."
    assert [warning[:2] for warning in code.warnings] == [("shortDescription", 3), ("description.longDescription", 5)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("description: Een tekst.\n", ""),
        ("description: {it-IT: Een tekst.}\n", "it"),
        ("description: {nl: {documentation: https://d.example/}, en: Een tekst.}\n", "en"),
        ("description: {nl: {genericName: App}, de_AT: {longDescription: Een tekst.}}\n", "de"),
        ("description: {nl: {features: [Kaart]}, en: {longDescription: Een tekst.}}\n", "en"),
    ],
)
def test_a_text_in_an_odd_place_is_read_with_its_language(text, language):
    code = read(text)
    assert (code.long_description, code.language) == ("Een tekst.", language)


def test_a_text_that_yaml_took_apart_at_its_colon_is_whole_again():
    code = read("description:\n  nl:\n    shortDescription:\n      Let op: dit is een proef\n")
    assert (code.summary, code.warnings) == ("Let op: dit is een proef", ())


def test_a_file_without_any_text_says_so():
    code = read("description:\n  nl:\n    documentation: https://d.example/\n")
    assert [warning[:2] for warning in code.warnings] == [("description", 3)]
    assert code.documentation_url == "https://d.example/"


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("desciption: {nl: {shortDescription: Kort.}}", "desciption", 3),
        ("description:\n  nl:\n    shortDescripton: Kort.", "description.nl.shortDescripton", 5),
        ("legal: [EUPL-1.2]", "legal", 3),
        ("legal:\n  license: [EUPL-1.2]", "legal.license", 4),
        ("maintenance: [community]", "maintenance", 3),
        ("developmentStatus: [stable]", "developmentStatus", 3),
        ("categories:\n  - it\n  - {a: b}", "categories.1", 5),
        ("landingURL: [https://x.example/]", "landingURL", 3),
        ("nl:\n  commonground: [service]", "nl.commonground", 4),
        ("softwareVersion: {major: 2}", "softwareVersion", 3),
        ("releaseDate: 2024-02-30", "releaseDate", 3),
        (f"softwareVersion: {'1.' * 40}", "softwareVersion", 3),
    ],
)
def test_what_is_not_read_is_told_with_its_key_and_line(text, key, line):
    assert (key, line) in [warning[:2] for warning in read(text).warnings]


def test_keys_of_the_standard_of_countries_and_of_extensions_are_nothing_to_tell():
    code = read(
        "description: {nl: {shortDescription: Kort., apiDocumentation: https://a.example/, awards: [x]}}\n"
        "platforms: [web]\ndependsOn: {}\nx-delft: {a: b}\nit: {conforme: true}\nlogo: a.svg\nfundedBy: []\n"
    )
    assert code.warnings == ()


def test_a_text_beyond_all_measure_is_cut_and_told():
    code = read(f"description: {{nl: {{longDescription: '{'kaart ' * 5_000}'}}}}\n")
    assert len(code.long_description) == 20_000
    assert [warning[0] for warning in code.warnings] == ["description.nl.longDescription"]


@pytest.mark.parametrize(
    ("users", "names"),
    [
        ("[{name: Delft, uri: x}]", ("Delft",)),
        ("\n  - Gemeente Delft: sinds 2020", ("Gemeente Delft",)),
        ("\n  Gemeente Delft: sinds 2020\n  Venray:", ("Gemeente Delft", "Venray")),
        ("[[Delft], null, {}]", ()),
    ],
)
def test_users_are_read_in_every_shape(users, names):
    assert read(f"usedBy: {users}\n").used_by == names
