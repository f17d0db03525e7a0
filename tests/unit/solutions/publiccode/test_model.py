"""What a file says, in every version and dialect."""

import contextlib
import datetime as dt
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def test_a_long_text_keeps_its_lines():
    assert read(FULL).long_description.startswith(
        "Inwoners melden een losse tegel.\nDe ploeg ziet het meteen.\n\nVragen?"
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
    code = read(f"{minimal()}\n{line}\ndescription: {{nl: {{shortDescription: Kort.}}}}\n")
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
    assert (code.licence, code.long_description, code.used_by) == ("MIT", "tekst", ("Delft",))
    assert code.warnings == ()


SAMPLES = Path(__file__).parents[3] / "data" / "publiccode"
KEYS = [
    "name", "url", "landingURL", "description", "nl", "en-GB", "shortDescription", "longDescription", "features",
    "legal", "license", "repoOwner", "usedBy", "categories", "maintenance", "type", "commonground", "layerType",
    "developmentStatus", "releaseDate", "softwareVersion", "organisation", "publiccodeYmlVersion", "vng",
]  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=30),
    st.sampled_from(["https://github.com/delft/zaak", "EUPL-1.2", "MIT AND (", "stable", "Gemeente Delft", "()"]),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | SCALARS, inner, max_size=6),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # how quick the machine draws is no property of ours
@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=12))
def test_any_shape_of_the_known_keys_is_read_or_refused(tree):
    with contextlib.suppress(Refused):
        code = read(yaml.safe_dump(tree, allow_unicode=True))
        assert code.name
        assert code.url.startswith("http")
        repr(code).encode()  # nothing that a database cannot store


@pytest.mark.parametrize("version", ["0.1", "0.2", "0.3", "0.4.0", "0.5", "0.6", "0.7", "0", "2.4.0", "null"])
def test_every_version_of_the_standard_is_read_alike(version):
    code = read(FULL.replace('"0.4"', version))
    assert (code.name, code.licence, len(code.features)) == ("Meldingen Openbare Ruimte", "EUPL-1.2", 2)


@pytest.mark.parametrize(
    ("file", "name", "language"),
    [
        ("oud.yml", "Parkeerbalie", ""),
        ("nieuw.yml", "Afspraakwijzer", "nl"),
        ("italiaans.yml", "Sportello", "it"),
    ],
)
def test_files_of_several_times_and_countries_are_read(file, name, language):
    code = read_publiccode((SAMPLES / file).read_bytes())
    assert (code.name, code.language, code.warnings) == (name, language, ())
    assert code.summary
    assert code.licence == "EUPL-1.2"


def test_facts_about_the_release_and_the_owner_are_read():
    code = read(
        f"{minimal()}\nsoftwareVersion: 1.10\nreleaseDate: 2026-03-01\nlegal: {{repoOwner: Gemeente Delft}}\n"
        "organisation: {name: Delft, uri: urn:x}\n"
    )
    assert (code.software_version, code.release_date) == ("1.10", dt.date(2026, 3, 1))
    assert (code.repo_owner, code.organisation) == ("Gemeente Delft", "Delft")


@pytest.mark.parametrize("layers", ["commonground", "vng: {commonground", "CommonGround"])
def test_the_layer_of_common_ground_is_found_in_both_places(layers):
    end = "}" if "vng" in layers else ""
    code = read(f"{minimal()}\nnl: {{{layers}: {{layerType: interface}}}}{end}\n")
    assert code.common_ground_layer == "interaction"


@pytest.mark.parametrize("day", ["2021-08-2", "2021-8-02", "2021-08-02T10:00:00Z"])
def test_a_day_is_read_without_its_zeros_and_with_its_time(day):
    assert read(f"{minimal()}\nreleaseDate: {day}\n").release_date == dt.date(2021, 8, 2)


def test_a_licence_and_a_maintenance_that_stand_without_their_keys_are_read():
    code = read(f"{minimal()}\nlegal: EUPL\nmaintenance: Community\n")
    assert (code.licence, code.maintenance_type) == ("EUPL-1.2", "community")
    assert [warning[:2] for warning in read(f"{minimal()}\nlegal: Eigen\n").warnings] == [
        ("description", None),
        ("legal", 3),
    ]


def test_keys_are_known_in_upper_and_lower_case():
    code = read(
        "NAME: Zaakportaal\nUrl: https://x.example/y\nlandingUrl: https://x.example/\nDevelopmentstatus: Stable\n"
    )
    assert (code.name, code.landing_url, code.development_status) == ("Zaakportaal", "https://x.example/", "stable")


def test_a_name_only_in_the_description_is_the_name():
    code = read("url: https://x.example/y\ndescription:\n  nl:\n    localisedName: Zaakbalie\n")
    assert code.name == "Zaakbalie"


def test_an_empty_dutch_description_gives_way_to_english():
    code = read(f"{minimal()}\ndescription: {{nl: {{shortDescription: ''}}, en: {{shortDescription: Cases}}}}\n")
    assert (code.language, code.summary) == ("en", "Cases")


def test_a_refusal_names_key_and_line():
    with pytest.raises(Refused, match=r"^url \(line 2\): 'geen adres' is not a web address$"):
        read("name: Zaakportaal\nurl: geen adres\n")


def test_what_was_read_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        read(minimal()).name = "Anders"
