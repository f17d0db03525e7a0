"""What a file says as fields, and what counts as a change by an editor."""

import pytest

from solutions.publiccode.fields import fields_of, fingerprint
from solutions.publiccode.model import PublicCode


def code(**facts):
    return PublicCode(url="https://github.com/delft/zaak", name="Zaakportaal", **facts)


def approach(**facts):
    return fields_of(code(**facts), None)["approach"]


def test_paragraphs_headings_and_features_become_blocks():
    blocks = approach(long_description="## Wat kan het\n\n- zoeken\n- melden", features=("Foto's", "Kaart"))
    assert blocks == [
        {"type": "heading", "value": "Wat kan het"},
        {"type": "paragraph", "value": "<ul><li>zoeken</li><li>melden</li></ul>"},
        {"type": "paragraph", "value": "<ul><li>Foto&#x27;s</li><li>Kaart</li></ul>"},
    ]


def test_markup_in_a_file_is_shown_and_never_run():
    blocks = approach(summary="Kort.", long_description="<script>alert(1)</script>", features=("<b>vet</b>",))
    assert [block["value"] for block in blocks] == [
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<ul><li>&lt;b&gt;vet&lt;/b&gt;</li></ul>",
    ]


@pytest.mark.parametrize(("language", "field"), [("nl", ""), ("", ""), ("it", "it"), ("en", "en")])
def test_the_language_of_the_texts_is_a_field_where_it_is_not_dutch(language, field):
    assert fields_of(code(language=language), None)["text_language"] == field


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zaak", "zaak"),
        ([{"type": "paragraph", "value": "<p>een</p>"}], [{"type": "paragraph", "value": "<p><b>een</b></p>"}]),
        ([{"type": "paragraph", "value": "<p>een</p>"}], [{"type": "heading", "value": "<p>een</p>"}]),
        (["kaart"], ["kaart", "zaak"]),
    ],
)
def test_a_real_change_has_another_fingerprint(one, other):
    assert fingerprint(one) != fingerprint(other)


def test_empty_values_of_every_kind_are_alike():
    assert len({fingerprint(value) for value in (None, "", [], "  ")}) == 1
