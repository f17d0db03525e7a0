"""Pictures as cameras, phones and programs make them, with everything in them that must not be published."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms, PngImagePlugin
from pillow_heif import register_heif_opener

register_heif_opener()

CAMERA, XMP, TEXT = "GEHEIMCAMERA", "GEHEIMXMP", "GEHEIMTEKST"
SECRETS = tuple(word.encode() for word in (CAMERA, XMP, TEXT))
SIZE = (60, 40)
RED, BLUE = (230, 20, 20), (20, 20, 230)
STILL = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MOVING = ("PNG", "WEBP", "AVIF", "GIF")
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif", "HEIF": "heic"}


def square(colour: tuple[int, int, int] = RED, mode: str = "RGB") -> Image.Image:
    """A blue picture whose left top is of this colour, so that one sees how it was turned."""
    picture = Image.new("RGB", SIZE, BLUE)
    picture.paste(colour, (0, 0, SIZE[0] // 2, SIZE[1] // 2))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a file of this format."""
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture of these bytes, decoded."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def exif(orientation: int = 1) -> bytes:
    """What a camera notes: which it is, where it was and how it was held."""
    noted = Image.Exif()
    noted[ExifTags.Base.Make] = CAMERA
    noted[ExifTags.Base.Orientation] = orientation
    noted.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 0.0, 42.0)
    return noted.tobytes()


def xmp() -> bytes:
    """What a program notes."""
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>{XMP}</rdf:RDF></x:xmpmeta>'.encode()


@cache
def profile() -> bytes:
    """A colour profile; it holds the time at which it was made."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def telling(kind: str, orientation: int = 1, **options: Any) -> bytes:
    """A photo with a profile and all that its format can tell about who made it, and something behind its end."""
    options = {"icc_profile": profile(), "exif": exif(orientation), "xmp": xmp(), **options}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", TEXT, zip=False)
        texts.add_itxt("XML:com.adobe.xmp", xmp().decode())
        texts.add(b"tIME", TEXT.encode())
        options["pnginfo"] = texts
    if kind in {"JPEG", "GIF"}:
        options["comment"] = TEXT.encode()
    data = saved(square(), kind, **options)
    if kind == "JPEG":  # as Photoshop writes the captions of press photos
        iptc = b"Photoshop 3.0\0" + TEXT.encode()
        data = data[:2] + b"\xff\xed" + (len(iptc) + 2).to_bytes(2) + iptc + data[2:]
    if kind == "GIF":
        data = data[:-1] + b"\x21\xff\x0bXMP DataXMP" + bytes([len(xmp())]) + xmp() + b"\0;"
    return data if kind in {"AVIF", "HEIF"} else data + TEXT.encode()


def moving(kind: str, **options: Any) -> bytes:
    """An animation of three frames that goes round for ever."""
    frames = [square(colour) for colour in (RED, (20, 230, 20), (250, 250, 20))]
    times = {"append_images": frames[1:], "duration": [100, 200, 300], "loop": 0}
    return saved(frames[0], kind, save_all=True, **times, **options)


def hollow(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says to be this large, and holds no pixel."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
