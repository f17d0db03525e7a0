# ruff: noqa: INP001 - a script beside the build of the front end, not a package
"""Draws the icons and the picture for shared links from the same shapes as logo.svg: `python frontend/images.py`.

Run it after a change of the logo and commit what it wrote.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).resolve().parents[1] / "hub" / "static" / "hub" / "img"
PETROL, WHITE, AMBER = "#0b4a55", "#ffffff", "#f0b44c"
UNITS = 40  # the side of the logo's drawing
BLOCK, CORNER = 8, 1.5
BLOCKS = ((7, 25), (16, 25), (25, 25), (16, 16), (25, 16))
NEW_BLOCK = (25, 7)
SMOOTH = 4  # drawn so many times larger, then reduced
ICONS = {32: True, 180: False, 192: True, 512: True}  # whether the corners are round; phones round them themselves
SHARED = (1200, 630)


def mark(side: int, rounded: bool) -> Image.Image:
    """The logo of so many pixels."""
    scale = side * SMOOTH / UNITS
    image = Image.new("RGBA", (side * SMOOTH, side * SMOOTH), (0, 0, 0, 0) if rounded else PETROL)
    draw = ImageDraw.Draw(image)
    if rounded:
        draw.rounded_rectangle((0, 0, side * SMOOTH - 1, side * SMOOTH - 1), radius=8 * scale, fill=PETROL)
    for place in (*BLOCKS, NEW_BLOCK):
        left, top = (round(value * scale) for value in place)
        right, bottom = (round((value + BLOCK) * scale) - 1 for value in place)
        colour = AMBER if place == NEW_BLOCK else WHITE
        draw.rounded_rectangle((left, top, right, bottom), radius=CORNER * scale, fill=colour)
    return image.resize((side, side), Image.Resampling.LANCZOS)


def shared() -> Image.Image:
    """The picture that stands with a shared link when the page has none."""
    image = Image.new("RGB", SHARED, PETROL)
    side = 520
    logo = mark(side, rounded=False)
    image.paste(logo, ((SHARED[0] - side) // 2, (SHARED[1] - side) // 2), logo)
    return image


def main() -> None:
    """Write every file."""
    for side, rounded in ICONS.items():
        mark(side, rounded).save(TARGET / f"icon-{side}.png", optimize=True)
    shared().save(TARGET / "shared.png", optimize=True)


if __name__ == "__main__":
    main()
