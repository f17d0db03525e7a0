"""Colours as the style sheet writes them, and how well one reads on another.

Relative luminance and contrast ratio as WCAG 2.2 defines them.
"""

from __future__ import annotations

import re

HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
WHITE = "#ffffff"
BLACK = "#000000"
LINEAR_BELOW = 0.04045  # where the curve of sRGB becomes a straight line


def is_colour(text: str) -> bool:
    """Whether this is a colour in six hexadecimal digits, such as #0b4a55."""
    return bool(HEX.fullmatch(text))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    linear = [
        value / 12.92 if value <= LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with this share, from 0 to 1, of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)
