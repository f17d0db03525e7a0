"""What a file says, in every version and dialect."""

import pytest

from solutions.publiccode.limits import Refused
from solutions.publiccode.model import read_publiccode

FULL = """
publiccodeYmlVersion: "0.4"
name: Meldingen Openbare Ruimte
url: https://github.com/voorbeeldstad/meldingen.git
landingURL: https://meldingen.voorbeeldstad.example
developmentStatus: beta
categories: [geographic-information-systems, task-management]
usedBy: [Gemeente Delft, "'s-Hertogenbosch"]
description:
  en:
    shortDescription: Reports about public space.
  nl-NL:
    shortDescription: Meldingen over straat en plein.
    longDescription: |
      Inwoners melden een losse tegel.
      De ploeg ziet het meteen.

      Vragen? Mail tegel@voorbeeldstad.example of bel 020 123 45 67.
    features: [Melden met een foto, Bericht terug]
    documentation: https://docs.voorbeeldstad.example
legal: {license: EUPL-1.2}
maintenance:
  type: contract
  contacts: [{name: Jan Jansen, email: jan@voorbeeldstad.example, phone: "0612345678"}]
nl: {commonground: {layerType: service}}
"""


def read(text):
    return read_publiccode(text.encode())


def minimal(**extra):
    keys = {"name": "Zaakportaal", "url": "https://gitlab.example/zaak", **extra}
    return "\n".join(f"{key}: {value}" for key, value in keys.items())


def test_everything_that_a_solution_shows_is_read():
    code = read(FULL)
    assert (code.name, code.url) == ("Meldingen Openbare Ruimte", "https://github.com/voorbeeldstad/meldingen.git")
    assert code.summary == "Meldingen over straat en plein."
    assert code.features == ("Melden met een foto", "Bericht terug")
    assert (code.development_status, code.maintenance_type, code.licence) == ("beta", "contract", "EUPL-1.2")
    assert code.common_ground_layer == "services"
    assert code.used_by == ("Gemeente Delft", "'s-Hertogenbosch")
    assert code.standard_version == "0.4"
    assert code.warnings == ()


def test_contact_details_are_never_read():
    code = read(FULL)
    text = repr(code)
    assert "jan" not in text.lower().replace("januari", "")
    assert "@" not in text
    assert "123 45 67" not in text


def test_paragraphs_of_a_long_text_stay_apart():
    assert read(FULL).long_description.startswith(
        "Inwoners melden een losse tegel. De ploeg ziet het meteen.\n\nVragen?"
    )


@pytest.mark.parametrize(
    ("languages", "chosen"),
    [
        ("  nl: {shortDescription: Dutch}\n  en: {shortDescription: Engels}", "Dutch"),
        ("  en_GB: {shortDescription: Engels}\n  it: {shortDescription: Italiaans}", "Engels"),
        ("  it: {shortDescription: Italiaans}", "Italiaans"),
        ("  shortDescription: Zonder taal", "Zonder taal"),
        ("  nl: niets", ""),
    ],
)
def test_dutch_goes_before_english_and_english_before_the_rest(languages, chosen):
    assert read(f"{minimal()}\ndescription:\n{languages}\n").summary == chosen


@pytest.mark.parametrize(
    ("raw", "licence"),
    [
        ("GPL-3.0", "GPL-3.0-only"),
        ("agpl-3.0", "AGPL-3.0-only"),
        ("EUPL", "EUPL-1.2"),
        ("MIT OR Apache-2.0", "MIT OR Apache-2.0"),
    ],
)
def test_old_and_combined_licences_are_understood(raw, licence):
    assert read(f"{minimal()}\nlegal: {{license: {raw}}}").licence == licence


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("developmentStatus: af", "developmentStatus"),
        ("legal: {license: Eigen voorwaarden}", "legal.license"),
        ("maintenance: {type: vrijwilligers}", "maintenance.type"),
        ("landingURL: geen adres", "landingURL"),
        ("nl: {commonground: {layerType: zolder}}", "nl.commonground.layerType"),
    ],
)
def test_a_wrong_value_is_left_out_and_named_with_its_line(line, key):
    code = read(f"{minimal()}\n{line}\n")
    [(where, number, reason)] = code.warnings
    assert (where, number) == (key, 3)
    assert reason


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("url: https://x.example/y", "name"),
        ("name: Zaakportaal", "url"),
        ("name: Z\nurl: geen", "url"),
        ("name: Z\nurl: [1]", "url"),
    ],
)
def test_without_a_name_or_address_the_file_is_refused_by_key(text, key):
    with pytest.raises(Refused) as refused:
        read(text)
    assert refused.value.key == key


def test_keys_of_the_first_version_are_read():
    code = read("publiccode-yaml-version: 0.1\nname: Oud\nurl: http://x.example/y\ntags: [collaboration]\n")
    assert (code.standard_version, code.categories) == ("0.1", ("collaboration",))


def test_odd_shapes_do_not_break_the_reading():
    code = read(
        f"{minimal()}\nlegal: MIT\nmaintenance: []\ndescription: tekst\nusedBy: Delft\ncategories: null\nnl: 3\n"
    )
    assert (code.licence, code.maintenance_type, code.used_by) == ("", "", ("Delft",))
