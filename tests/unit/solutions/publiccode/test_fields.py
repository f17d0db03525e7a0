"""What a file says as fields, and what counts as a change by an editor."""

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from hub.blocks import TEXT_FEATURES
from solutions.publiccode.fields import fields_of, fingerprint
from solutions.publiccode.model import PublicCode


def code(**facts):
    return PublicCode(url="https://github.com/delft/zaak", name="Zaakportaal", **facts)


def approach(**facts):
    return fields_of(code(**facts), None)["approach"]


def test_a_summary_that_is_too_long_is_cut_and_stands_in_full_in_the_approach():
    long = "Inwoners volgen hun zaak van aanvraag tot besluit. " * 5
    fields = fields_of(code(summary=long.strip(), long_description="En meer."), None)
    assert len(fields["summary"]) <= 150
    assert fields["summary"].endswith("…")
    assert [block["value"] for block in fields["approach"]] == [f"<p>{long.strip()}</p>", "<p>En meer.</p>"]


def test_without_a_short_description_the_long_one_begins_the_summary():
    assert (
        fields_of(code(long_description="Eerste deel.\n\nTweede deel."), None)["summary"] == "Eerste deel. Tweede deel."
    )


def test_paragraphs_headings_and_features_become_blocks():
    blocks = approach(long_description="## Wat kan het\n\n- zoeken\n- melden", features=("Foto's", "Kaart"))
    assert blocks == [
        {"type": "heading", "value": "Wat kan het"},
        {"type": "paragraph", "value": "<p>- zoeken<br/>- melden</p>"},
        {"type": "paragraph", "value": "<ul><li>Foto&#x27;s</li><li>Kaart</li></ul>"},
    ]


def test_markup_in_a_file_is_shown_and_never_run():
    blocks = approach(long_description="<script>alert(1)</script>", features=("<b>vet</b>",))
    assert [block["value"] for block in blocks] == [
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<ul><li>&lt;b&gt;vet&lt;/b&gt;</li></ul>",
    ]


def test_a_text_that_went_through_the_editor_unchanged_has_the_same_fingerprint():
    converter = ContentstateConverter(TEXT_FEATURES)
    blocks = approach(long_description="Zegt \"ja\" & 'nee'.\n\n- een\n- twee < drie", features=("Foto's",))
    saved = [
        {**block, "value": converter.to_database_format(converter.from_database_format(block["value"]))}
        for block in blocks
    ]
    assert saved != blocks
    assert fingerprint(saved) == fingerprint(blocks)


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
