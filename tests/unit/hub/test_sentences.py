"""A label within a sentence begins small and keeps its names."""

import pytest

from hub.text.sentences import within_sentence


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Een redacteur van de VNG", "een redacteur van de VNG"),
        ("VNG-redactie", "VNG-redactie"),
        ("publiccode.yml", "publiccode.yml"),
        ("Élan", "élan"),
        ("A", "a"),
        ("", ""),
    ],
)
def test_only_the_first_letter_is_made_small_and_no_name(label, within):
    assert within_sentence(label) == within
