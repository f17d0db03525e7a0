"""What a file says in its short and its long description, told once."""

import pytest

from solutions.publiccode.markdown import text_of
from solutions.publiccode.model import PublicCode
from solutions.publiccode.story import story_of

SHORT = "Meldingen op de kaart."


def story(**facts):
    summary, blocks = story_of(PublicCode(url="https://github.com/delft/zaak", name="Zaakportaal", **facts))
    return summary, [text_of(block) for block in blocks]


@pytest.mark.parametrize(
    ("long", "approach"),
    [
        ("Meldingen op de kaart.", []),
        ("Meldingen op\nde kaart", []),
        ("Meldingen op de kaart. Ook met een foto.", ["Ook met een foto."]),
        ("Meldingen op de kaart\n\nOok met een foto.", ["Ook met een foto."]),
        ("Meldingen op de kaart en met een foto.", ["Meldingen op de kaart en met een foto."]),
        ("Anders. Meldingen op de kaart.", ["Anders. Meldingen op de kaart."]),
    ],
)
def test_what_the_summary_says_is_not_said_again(long, approach):
    assert story(summary=SHORT, long_description=long) == (SHORT, approach)


def test_a_summary_with_markup_is_compared_as_it_was_written():
    assert story(summary="Met `kern`.", long_description="Met `kern`. En meer.") == ("Met kern.", ["En meer."])


def test_a_summary_that_is_too_long_is_cut_and_stands_in_full_in_the_approach_once():
    long = ("Inwoners volgen hun zaak van aanvraag tot besluit " * 4).strip()
    summary, approach = story(summary=f"{long}.", long_description=f"{long}. En meer.")
    assert len(summary) <= 150
    assert summary.endswith("…")
    assert approach == [f"{long}. En meer."]
    assert story(summary=f"{long}. En meer.", long_description=f"{long}.")[1] == [f"{long}. En meer."]
    assert story(summary=f"{long}.", long_description="Iets anders.")[1] == [f"{long}.", "Iets anders."]


def test_without_a_short_description_the_first_sentences_are_the_summary():
    assert story(long_description="Eerste deel. Van b.v. twee.\n\nTweede deel.") == (
        "Eerste deel. Van b.v. twee.",
        ["Tweede deel."],
    )


def test_a_first_sentence_that_is_too_long_is_cut_and_stays_whole_in_the_approach():
    long = ("Inwoners volgen hun zaak van aanvraag tot besluit " * 4).strip()
    summary, approach = story(long_description=f"{long}. En meer.")
    assert summary.endswith("…")
    assert approach == [f"{long}. En meer."]


def test_a_text_that_begins_with_a_list_or_heading_keeps_it():
    summary, approach = story(long_description="# Over\n\n- zoeken\n- melden")
    assert (summary, approach) == ("Over zoeken melden", ["Over", "zoeken melden"])


def test_features_alone_are_a_story():
    assert story(features=("Melden op de kaart", "Foto [erbij](https://x.example/)")) == (
        "",
        ["Melden op de kaart Foto erbij"],
    )
