"""The demo's drawings: small, of the size of a page, different from each other and the same every time."""

from io import BytesIO
from typing import get_args

import pytest
from PIL import Image

from demo.content import load_content
from demo.illustrations import SIZE, Motif, illustration

MOTIFS = get_args(Motif)


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_drawing_is_a_small_png_that_is_the_same_every_time(motif):
    drawing = illustration(motif)
    with Image.open(BytesIO(drawing)) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
        assert len(image.convert("RGB").getcolors(64) or []) >= 3
    assert len(drawing) < 40_000
    assert illustration(motif) == drawing


def test_no_two_drawings_are_the_same():
    assert len({illustration(motif) for motif in MOTIFS}) == len(MOTIFS)


def test_stories_with_a_drawing_say_what_is_on_it():
    drawn = [story.illustration for story in load_content().experiences if story.illustration]
    assert len(drawn) >= 6
    assert {one.motif for one in drawn} == set(MOTIFS)
    assert all(one.alt.startswith("Tekening van") for one in drawn)
