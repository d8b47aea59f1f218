"""Files made for the tests: Word documents part by part, PDFs with their own text, pictures of print, archives."""

from __future__ import annotations

import io
import os
import shutil
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw, ImageFont

_FONTS = ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")


def needed(what: str, there: bool) -> None:
    """Skip a test where something is not installed, unless everything must be (FAZHI_REQUIRE_SERVICES=1)."""
    if there:
        return
    if os.environ.get("FAZHI_REQUIRE_SERVICES") == "1":
        pytest.fail(f"{what} is required and not installed")
    pytest.skip(f"{what} is not installed")


def libreoffice() -> str:
    """LibreOffice's program; skips where there is none."""
    program = shutil.which("soffice") or ""
    needed("LibreOffice", bool(program))
    return program


def word(body: str, *, numbering: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A .docx with this body (WordprocessingML), these list definitions and these further parts (name → XML)."""
    document = Document()
    element = document.element.body
    for child in parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'r')}>{body}</w:body>"):
        element.insert(len(element) - 1, child)
    if numbering:
        root = document.part.numbering_part.element
        root[:] = list(parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"))
    file = io.BytesIO()
    document.save(file)
    return with_parts(file.getvalue(), parts or {})


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The same package with parts put in or replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return file.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    """A paragraph of WordprocessingML."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def numbered(words: str, level: int = 0, number: int = 1) -> str:
    """A paragraph that Word numbers."""
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def lists(levels: str, *overrides: str) -> str:
    """A pattern of levels with its list 1, and a list more for each override."""
    nums = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/>{more}</w:num>' for i, more in enumerate(("", *overrides), 1))
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'


class Pdf:
    """A PDF written by hand: text in a font that every reader has by name, at the places given (points from the top left)."""

    def __init__(self, *, mapped: bool = True) -> None:
        self._pages: list[str] = []
        self._mapped = mapped  # whether the font says which characters its glyphs are

    def page(
        self, texts: Sequence[tuple[float, float, str]], rules: Sequence[tuple[float, float, float, float]] = (), size: float = 16
    ) -> Pdf:
        """A page of texts (x, y, words) and of ruled lines (x0, y0, x1, y1)."""
        said = [f"BT /F {size} Tf {x} {842 - y} Td <{words.encode('utf-16-be').hex()}> Tj ET" for x, y, words in texts]
        ruled = [f"{x0} {842 - y0} m {x1} {842 - y1} l S" for x0, y0, x1, y1 in rules]
        self._pages.append("\n".join([*said, *ruled]))
        return self

    def data(self) -> bytes:
        """The file."""
        encoding, ordering = ("UniGB-UCS2-H", "GB1") if self._mapped else ("Identity-H", "Identity")
        font = f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[4 0 R]>>"
        below = (
            f"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>"
            "/FontDescriptor 5 0 R/DW 1000>>"
        )
        described = (
            "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
            "/Ascent 880/Descent -120/CapHeight 880/StemV 80/ItalicAngle 0>>"
        )
        numbers = [6 + 2 * i for i in range(len(self._pages))]
        kids = " ".join(f"{number} 0 R" for number in numbers)
        objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(numbers)}/Kids[{kids}]>>", font, below, described]
        for number, page in zip(numbers, self._pages, strict=True):
            objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {number + 1} 0 R>>")
            objects.append(f"<</Length {len(page)}>>\nstream\n{page}\nendstream")
        return _assembled(objects)


def _assembled(objects: Sequence[str]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{said}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    return made + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def picture(lines: Sequence[str], size: int = 32, angle: float = 0.0) -> Image.Image:
    """A picture of printed lines; skips where no Chinese font is installed."""
    name = next((name for name in _FONTS if Path(name).exists()), "")
    needed("a Chinese font", bool(name))
    made = Image.new("RGB", (1000, 100 + 2 * size * len(lines)), "white")
    draw = ImageDraw.Draw(made)
    for i, line in enumerate(lines):
        draw.text((60, 40 + 2 * size * i), line, font=ImageFont.truetype(name, size), fill="black")
    return made.rotate(angle, fillcolor="white", resample=Image.Resampling.BICUBIC)


def saved(made: Image.Image, form: str, **how: object) -> bytes:
    """A picture as the bytes of a file."""
    file = io.BytesIO()
    made.save(file, form, **how)
    return file.getvalue()


def archive(entries: Sequence[tuple[zipfile.ZipInfo | str, bytes]]) -> bytes:
    """A .zip of these entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for entry, data in entries:
            target.writestr(entry, data)
    return file.getvalue()


def renamed_in_archive(data: bytes, before: bytes, after: bytes) -> bytes:
    """The same archive with an entry's raw name replaced by one of the same length (for names that zipfile would not write)."""
    assert len(before) == len(after)
    return data.replace(before, after)


def locked(data: bytes) -> bytes:
    """The same archive with every entry marked as encrypted."""
    made = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(magic)
        while start >= 0:
            flags = struct.unpack_from("<H", made, start + at)[0]
            struct.pack_into("<H", made, start + at, flags | 1)
            start = data.find(magic, start + 4)
    return bytes(made)
