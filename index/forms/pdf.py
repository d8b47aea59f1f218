"""A PDF becomes paragraphs: its own text where it has one, else what is recognised in its pictures."""

from __future__ import annotations

import io
import logging
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import PdfminerException

from index.errors import UnreadableFile
from index.forms.columns import in_reading_order
from index.forms.encodings import strange_share
from index.forms.models import Form, Limits
from index.forms.paragraphs import Paragraph, characters
from index.forms.pdf_tables import Table, tables_on
from index.forms.printed import Printed, without_page_edges
from index.forms.wrapping import paragraphs_of
from index.models import Frozen

_FEW = 20  # characters a page has at most that is a picture with a page number or a stamp
_PICTURE = 0.6  # of the page, covered by one picture
_GARBLED = 0.3
_COLUMN_GAP, _SPACE_GAP = 1.5, 0.6  # in heights of print


class _Page(Frozen):
    """What one page says in its own text; `pictured` where a picture fills it."""

    number: int
    lines: tuple[Printed, ...]
    tables: tuple[Table, ...] = ()
    pictured: bool = False
    garbled: bool = False

    @property
    def silent(self) -> bool:
        """Whether its own text says nothing that can be used."""
        return self.garbled or (self.pictured and sum(len(line.text) for line in self.lines) <= _FEW)


def read_pdf(data: bytes, name: str, limits: Limits) -> tuple[Form, tuple[list[Paragraph], list[str]]]:
    """The form (pdf or scan), the paragraphs of a PDF and what the reader should know."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages = _pages(data, name, limits)
    silent = [page.number for page in pages if page.silent]
    if not silent:
        if not any(page.lines or page.tables for page in pages):
            raise UnreadableFile(f"{name} 里没有文字，已跳过，请换成有正文的文件。")
        return "pdf", (_paragraphs(pages, {}), _layered(pages))
    return _with_scans(data, name, limits, pages, silent)


def _with_scans(
    data: bytes, name: str, limits: Limits, pages: list[_Page], silent: list[int]
) -> tuple[Form, tuple[list[Paragraph], list[str]]]:
    """Pages that are pictures are recognised; where that cannot be done, the others are read and the reader told."""
    from index.forms.pictures import doubts, is_installed, missing, read_pages

    whole = len(silent) == len([page for page in pages if page.lines or page.silent])
    if not is_installed():
        if whole:
            raise missing(name)
        kept = [page for page in pages if not page.silent]
        return "pdf", (_paragraphs(kept, {}), [*_layered(kept), _left_out(silent)])
    if len(silent) > limits.scanned_pages:
        raise UnreadableFile(f"{name} 有 {len(silent)} 页是图片，超过 {limits.scanned_pages} 页，已跳过，请拆成几份后再试。")
    seen = read_pages(data, name, silent)
    form: Form = "scan" if len(silent) * 2 > len(pages) else "pdf"
    return form, (_paragraphs(pages, seen), [*_layered(pages), *doubts([line for lines in seen.values() for line in lines])])


def _left_out(silent: list[int]) -> str:
    return f"第{'、'.join(map(str, silent[:20]))}页是图片，没有读入；要读图片请安装识别组件（make ocr）。"


def _layered(pages: list[_Page]) -> list[str]:
    """Pages whose picture has words laid under it by another program's recognition."""
    found = [page.number for page in pages if page.pictured and not page.silent]
    return [f"第{'、'.join(map(str, found[:20]))}页的文字是扫描件自带的识别结果，可能有误，请对照原件。"] if found else []


def _paragraphs(pages: list[_Page], seen: dict[int, list[Printed]]) -> list[Paragraph]:
    lines = without_page_edges([seen.get(page.number, list(page.lines)) for page in pages])
    tables = [(page.number, table.box[1], table.rows) for page in pages if page.number not in seen for table in page.tables]
    return paragraphs_of([line for page in lines for line in page], _without_repeated_heads(tables))


def _without_repeated_heads(tables: list[tuple[int, float, tuple[str, ...]]]) -> list[tuple[int, float, tuple[str, ...]]]:
    """A table that goes on over a page prints its head again: once is enough."""
    made: list[tuple[int, float, tuple[str, ...]]] = []
    head = ""
    for page, top, rows in tables:
        again = bool(made) and page == made[-1][0] + 1 and rows[0] == head
        made.append((page, top, rows[1:] if again else rows))
        head = head if again else rows[0]
    return made


def _pages(data: bytes, name: str, limits: Limits) -> list[_Page]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > limits.pages:
                raise UnreadableFile(f"{name} 超过 {limits.pages} 页，已跳过，请拆成几份后再试。")
            return [_read_page(page, number) for number, page in enumerate(pdf.pages, 1)]
    except UnreadableFile:
        raise
    except (PdfminerException, PSException, PDFPasswordIncorrect) as error:
        if "password" in repr(error).lower():
            raise UnreadableFile(f"{name} 加了密码，不能读，已跳过，请去掉密码另存一份。") from error
        raise _damaged(name) from error
    except Exception as error:  # pdfminer's parsers fail in every way on a damaged file
        raise _damaged(name) from error


def _damaged(name: str) -> UnreadableFile:
    return UnreadableFile(f"{name} 已损坏或没有下载完整，已跳过，请重新下载或另存一份 PDF。")


def _read_page(page: Any, number: int) -> _Page:
    page = page.dedupe_chars()
    tables = tables_on(page)
    chars = [char for char in page.chars if char["text"].strip() and char.get("upright", True) and not _inside(char, tables)]
    everything = characters("".join(char["text"] for char in page.chars))
    pieces = [_piece(char, number) for char in chars]
    lines = in_reading_order(pieces, _COLUMN_GAP, _SPACE_GAP) if pieces else []
    page.close()
    return _Page(number=number, lines=tuple(lines), tables=tuple(tables), pictured=_is_pictured(page), garbled=_is_garbled(everything))


def _piece(char: dict[str, Any], page: int) -> Printed:
    return Printed(text=characters(char["text"]), x0=char["x0"], x1=char["x1"], top=char["top"], bottom=char["bottom"], page=page)


def _inside(char: dict[str, Any], tables: list[Table]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in (table.box for table in tables))


def _is_pictured(page: Any) -> bool:
    area = float(page.width * page.height) or 1.0
    return any(image["width"] * image["height"] >= _PICTURE * area for image in page.images)


def _is_garbled(text: str) -> bool:
    """Glyphs without a meaning: (cid:123), private characters, or characters that no official text uses."""
    shown = text.replace(" ", "")
    unmapped = shown.count("(cid:") * 8 + sum(1 for char in shown if "\ue000" <= char <= "\uf8ff" or char == "\ufffd")
    return len(shown) > _FEW and (unmapped >= _GARBLED * len(shown) or strange_share(shown) >= _GARBLED)
