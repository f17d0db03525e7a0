"""PDFs made by hand, byte by byte, so that tests hold good, odd and hostile ones without files from elsewhere."""

from __future__ import annotations

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter

Objects = dict[int, bytes]
PASSWORD = "geheim"


def document(objects: Objects) -> bytes:
    """A file with these objects, of which number 1 is the catalogue."""
    content = b"%PDF-1.7\n"
    offsets = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(content)
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    size, start = max(objects) + 1, len(content)
    rows = [b"0000000000 65535 f \n"]
    rows += [
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
        for number in range(1, size)
    ]
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return content + b"xref\n0 %d\n" % size + b"".join(rows) + trailer


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object with its length."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


def pdf(*pages: str) -> bytes:
    """A file with one page for each text; a line end in the text is one on the page."""
    return document(book([page(text) for text in pages]))


def page(text: str) -> bytes:
    """The content of a page with this text."""
    return stream(_written(text))


def _written(text: str) -> bytes:
    """The operators that write a text, line below line."""
    lines = (line.translate({ord(sign): f"\\{sign}" for sign in "\\()"}) for line in text.split("\n"))
    shown = b" T* ".join(b"(%b) Tj" % line.encode("cp1252") for line in lines)
    return b"BT /F1 12 Tf 14 TL 72 720 Td %b ET" % shown


def book(contents: list[bytes]) -> Objects:
    """The objects of a file with a page for each of these contents."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: font}
    kids = []
    for number, content in enumerate(contents):
        own = 4 + 2 * number
        kids.append(b"%d 0 R" % own)
        objects[own] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (own + 1)
        )
        objects[own + 1] = content
    objects[2] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(contents), b" ".join(kids))
    return objects


def scanned() -> bytes:
    """A page with a picture and no text."""
    picture = stream(
        bytes(16), b"/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    objects = book([stream(b"q 500 0 0 700 40 40 cm /Im1 Do Q")])
    objects[4] = objects[4].replace(b"/Font<</F1 3 0 R>>", b"/XObject<</Im1 6 0 R>>")
    return document(objects | {6: picture})


def encrypted(*pages: str, password: str = PASSWORD, algorithm: str = "AES-256") -> bytes:
    """A file that opens only with a password; with an empty one anybody may read it, but not print it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(*pages))))
    writer.encrypt(user_password=password, owner_password="van de eigenaar", algorithm=algorithm)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def unpacking_to(size: int) -> bytes:
    """A page whose content is small in the file and this large unpacked: text operators without end."""
    packer = zlib.compressobj(9)
    block = b"BT /F1 12 Tf (bom) Tj ET\n" * 40_000
    packed = b"".join(packer.compress(block) for _again in range(size // len(block))) + packer.flush()
    return document(book([stream(packed, b"/Filter/FlateDecode")]))


def nested(depth: int) -> bytes:
    """A catalogue of arrays in arrays in arrays."""
    return document({1: b"<</Type/Catalog/Pages 2 0 R/Odd %b>>" % (b"[" * depth + b"]" * depth), 2: b"<</Kids[]>>"})


def circular() -> bytes:
    """A tree of pages that has itself as a branch."""
    return document(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"}
    )


def of_pages(count: int) -> bytes:
    """A small file that shows one and the same page this many times."""
    objects = book([stream(_written("Steeds weer"))])
    objects[2] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, b"4 0 R " * count)
    return document(objects)
