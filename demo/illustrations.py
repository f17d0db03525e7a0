"""Plain drawings for the demo's stories: shapes in the colours of the site, the same ones every time."""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw

SIZE = (1200, 675)
SAND, PETROL, LIGHT, AMBER, WHITE = "#f7f3ec", "#0b4a55", "#9fc3c8", "#d98a1f", "#ffffff"
Motif = Literal["funnel", "sheets", "bridge", "dots", "bars", "speech", "phone"]
Draw = Callable[[ImageDraw.ImageDraw], None]


def illustration(motif: Motif) -> bytes:
    """A drawing as PNG: a few kilobytes, without words, so that it needs no translation."""
    image = Image.new("RGB", SIZE, SAND)
    _MOTIFS[motif](ImageDraw.Draw(image))
    file = BytesIO()
    image.quantize(16).save(file, "PNG", optimize=True)
    return file.getvalue()


def _funnel(draw: ImageDraw.ImageDraw) -> None:
    """Six ways in that become one."""
    late = 2
    for number in range(6):
        y = 80 + number * 103
        draw.line([(90, y), (420, y), (700, 338), (1110, 338)], PETROL if number % 2 else LIGHT, 16, joint="curve")
        draw.ellipse([(60, y - 30), (120, y + 30)], AMBER if number == late else PETROL)
    draw.polygon([(1080, 270), (1170, 338), (1080, 406)], PETROL)


def _sheets(draw: ImageDraw.ImageDraw) -> None:
    """A long form behind a short one."""
    for left, top, lines, colour in ((170, 60, 11, LIGHT), (620, 190, 5, PETROL)):
        bottom = top + 60 + lines * 46
        draw.rounded_rectangle([(left, top), (left + 400, bottom)], 24, WHITE, colour, 8)
        for number in range(lines):
            y = top + 46 + number * 46
            draw.rounded_rectangle([(left + 100, y), (left + 350 - 60 * (number % 3), y + 16)], 8, colour)
            draw.rectangle([(left + 44, y - 4), (left + 68, y + 20)], AMBER if colour == PETROL else LIGHT)


def _bridge(draw: ImageDraw.ImageDraw) -> None:
    """A bridge between two banks, over water."""
    for number in range(4):
        points = [(x, 520 + number * 42 + 12 * math.sin(x / 60 + number)) for x in range(0, 1201, 12)]
        draw.line(points, LIGHT, 10)
    draw.rectangle([(0, 380), (220, 675)], PETROL)
    draw.rectangle([(980, 380), (1200, 675)], PETROL)
    draw.arc([(200, 170), (1000, 650)], 180, 360, AMBER, 20)
    draw.rectangle([(0, 360), (1200, 388)], PETROL)
    for x in range(280, 960, 80):
        top = 410 - 240 * math.sqrt(max(0.0, 1 - ((x - 600) / 400) ** 2))
        draw.line([(x, top), (x, 360)], AMBER, 8)


def _dots(draw: ImageDraw.ImageDraw) -> None:
    """Lights along a street, some of them out."""
    first, every = 3, 7
    for row in range(4):
        for column in range(9):
            x, y = 120 + column * 120, 110 + row * 150
            number = row * 9 + column
            colour = AMBER if number % every == first else PETROL if number % 5 else LIGHT
            draw.ellipse([(x - 34, y - 34), (x + 34, y + 34)], colour)
    for row in range(4):
        draw.line([(60, 168 + row * 150), (1140, 168 + row * 150)], LIGHT, 6)


def _bars(draw: ImageDraw.ImageDraw) -> None:
    """Bars that become shorter, the last one in another colour."""
    heights = (470, 430, 380, 300, 240, 190, 150)
    for number, height in enumerate(heights):
        left = 130 + number * 140
        draw.rounded_rectangle([(left, 570 - height), (left + 90, 570)], 12, AMBER if height == heights[-1] else PETROL)
    draw.line([(90, 576), (1110, 576)], LIGHT, 12)


def _speech(draw: ImageDraw.ImageDraw) -> None:
    """Two people's words, one reply to the other."""
    draw.rounded_rectangle([(110, 90), (720, 330)], 48, PETROL)
    draw.polygon([(220, 320), (340, 320), (220, 420)], PETROL)
    draw.rounded_rectangle([(500, 370), (1090, 580)], 48, AMBER)
    draw.polygon([(980, 570), (860, 570), (980, 650)], AMBER)
    for left, top, width in ((170, 150, 470), (170, 210, 380), (560, 430, 440), (560, 490, 300)):
        draw.rounded_rectangle([(left, top), (left + width, top + 22)], 11, WHITE)


def _phone(draw: ImageDraw.ImageDraw) -> None:
    """A telephone with a map on it, and a pin where something was reported."""
    draw.rounded_rectangle([(400, 30), (800, 645)], 48, PETROL)
    draw.rounded_rectangle([(424, 74), (776, 590)], 12, WHITE)
    for points in (
        ((424, 200), (776, 300)),
        ((424, 470), (776, 390)),
        ((520, 74), (560, 590)),
        ((690, 74), (650, 590)),
    ):
        draw.line(points, LIGHT, 16)
    draw.polygon([(552, 292), (648, 292), (600, 402)], AMBER)
    draw.ellipse([(540, 190), (660, 310)], AMBER)
    draw.ellipse([(576, 226), (624, 274)], WHITE)
    draw.rounded_rectangle([(560, 610), (640, 622)], 6, WHITE)
    for left, top in ((90, 160), (170, 400), (900, 130), (990, 430)):
        draw.rounded_rectangle([(left, top), (left + 120, top + 120)], 16, LIGHT)


_MOTIFS: dict[Motif, Draw] = {
    "funnel": _funnel,
    "sheets": _sheets,
    "bridge": _bridge,
    "dots": _dots,
    "bars": _bars,
    "speech": _speech,
    "phone": _phone,
}
