"""What a picture file holds, part by part: what draws the picture is kept as it is, everything else is left out.

Lists of what may stay, not of what must go: a kind of metadata that nobody thought of goes too, and so does whatever
follows the picture. No pixel is decoded, so nothing is lost, not even of a JPEG or of an animation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

JPEG_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
"""A marker within or after compressed data; there 00 stands for a byte FF, and D0 to D7 restart the decoder."""
END_OF_IMAGE, START_OF_SCAN, COMMENT = 0xD9, 0xDA, 0xFE
JFIF_WITHOUT_THUMBNAIL = 18  # bytes

PNG_HEADER = 8
PNG_CHUNKS = frozenset(
    b"IHDR PLTE tRNS IDAT IEND acTL fcTL fdAT sRGB gAMA cHRM cICP mDCV cLLI sBIT bKGD pHYs iCCP".split()
)

WEBP_CHUNKS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
WEBP_PROFILE, WEBP_METADATA = 0x20, 0x0C  # flags in the header

GIF_HEADER = 13
GIF_EXTENSION, GIF_IMAGE, GIF_END = 0x21, 0x2C, 0x3B
GIF_CONTROL = b"\x21\xf9"
GIF_LOOPS = (b"\x21\xff\x0bNETSCAPE2.0", b"\x21\xff\x0bANIMEXTS1.0")

Strip = Callable[[bytes, bool], bytes]


def stripped(data: bytes, *, keep_profile: bool = True) -> bytes:
    """The same picture without EXIF, XMP, IPTC, comments and thumbnails; twice gives the same as once.

    What is no JPEG, PNG, WebP or GIF is given back as it is. Raises ValueError for a file that was cut off.
    """
    for signature, strip in CONTAINERS.items():
        if data.startswith(signature):
            return strip(data, keep_profile)
    return data


def _jpeg(data: bytes, keep_profile: bool) -> bytes:
    kept, position, in_scan = [data[:2]], 2, False
    while found := JPEG_MARKER.search(data, position):
        if in_scan:
            kept.append(data[position : found.start()])
        marker = found[1][0]
        if marker == END_OF_IMAGE:
            return b"".join((*kept, b"\xff\xd9"))
        length = int.from_bytes(data[found.end() : found.end() + 2])
        position = _within(data, found.end() + max(length, 2))
        segment = data[found.end() - 2 : position]
        if _draws_jpeg(marker, segment, keep_profile):
            kept.append(segment)
        in_scan = marker == START_OF_SCAN
    raise ValueError("a JPEG without an end")


def _draws_jpeg(marker: int, segment: bytes, keep_profile: bool) -> bool:
    """Whether a decoder needs this segment; of application data only size, colour space and colour profile."""
    content = segment[4:]
    match marker:
        case 0xE0:
            return content.startswith(b"JFIF\0") and len(segment) == JFIF_WITHOUT_THUMBNAIL
        case 0xE2:
            return content.startswith(b"ICC_PROFILE\0") and keep_profile
        case 0xEE:
            return content.startswith(b"Adobe")
    return marker != COMMENT and not 0xE0 <= marker <= 0xEF  # noqa: PLR2004 - all application data


def _png(data: bytes, keep_profile: bool) -> bytes:
    kept, position, name = [data[:PNG_HEADER]], PNG_HEADER, b""
    while name != b"IEND":
        start, name = position, data[position + 4 : position + 8]
        position = _within(data, start + 12 + int.from_bytes(data[start : start + 4]))
        if name in PNG_CHUNKS and (keep_profile or name != b"iCCP"):
            kept.append(data[start:position])
    return b"".join(kept)


def _webp(data: bytes, keep_profile: bool) -> bytes:
    if data[8:12] != b"WEBP":
        return data
    flags = WEBP_METADATA if keep_profile else WEBP_METADATA | WEBP_PROFILE
    kept, position, end = [], 12, _within(data, 8 + int.from_bytes(data[4:8], "little"))
    while position < end:
        start, name = position, data[position : position + 4]
        size = int.from_bytes(data[start + 4 : start + 8], "little")
        position = _within(data, start + 8 + size) + size % 2
        chunk = data[start:position]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~flags]) + chunk[9:]
        if name in WEBP_CHUNKS and (keep_profile or name != b"ICCP"):
            kept.append(chunk)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _gif(data: bytes, keep_profile: bool) -> bytes:
    """GIF: nobody reads the colour profile that a few of them have, so it goes with the rest."""
    return b"".join(block for block in _gif_blocks(data) if _draws_gif(block))


def _draws_gif(block: bytes) -> bool:
    return block[0] != GIF_EXTENSION or block.startswith((GIF_CONTROL, *GIF_LOOPS))


def _gif_blocks(data: bytes) -> Iterator[bytes]:
    """The header, each extension and image, and the end."""
    start, position = 0, _after_colours(data, GIF_HEADER, 10)
    while True:
        yield data[start:position]
        start = position
        kind = data[_within(data, start + 1) - 1]
        if kind == GIF_END:
            yield data[start : start + 1]
            return
        if kind == GIF_IMAGE:
            position = _after_blocks(data, _after_colours(data, start + 10, start + 9) + 1)
        elif kind == GIF_EXTENSION:
            position = _after_blocks(data, start + 2)
        else:
            raise ValueError("a GIF with something between its blocks")


def _after_colours(data: bytes, position: int, flags_at: int) -> int:
    """Where the table of colours ends that begins here, when the flags say that there is one."""
    flags = data[_within(data, flags_at + 1) - 1]
    return _within(data, position + (3 << (flags & 7) + 1 if flags & 0x80 else 0))


def _after_blocks(data: bytes, position: int) -> int:
    """Where a chain of blocks that each begin with their length ends."""
    while size := data[_within(data, position + 1) - 1]:
        position += size + 1
    return position + 1


def _within(data: bytes, position: int) -> int:
    """This position; ValueError when the data end before it."""
    if position > len(data):
        raise ValueError("the file was cut off")
    return position


CONTAINERS: dict[bytes, Strip] = {b"\xff\xd8": _jpeg, b"\x89PNG\r\n\x1a\n": _png, b"RIFF": _webp, b"GIF8": _gif}
