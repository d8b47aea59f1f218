"""Paragraphs become the text of a file: one line each, with marks of where each stands in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from index.models import Frozen, Mark

_BREAKS = re.compile(r"[\n\r\t\v\f\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
# Radicals look like characters, and fonts' tables give the one for the other: 人民 comes out as ⼈⺠.
_RADICALS = re.compile(r"[\u2f00-\u2fd5\uf900-\ufad9\u2329\u232a]")
_OWN_RADICALS = str.maketrans(
    "⼾⾭⿈⺠⻔⻛⻅⻓⻋⻉⻚⻢⻥⻦⻨⻩⻬⻮⻰⻳⺟⻆⻘⻝⻁⻄⻤⻣⻙⻜⻑", "户青黄民门风见长车贝页马鱼鸟麦黄齐齿龙龟母角青食虎西鬼骨韦飞長"
)
_LATIN = re.compile(r"[0-9A-Za-z%,.;:)\]]")


class Paragraph(Frozen):
    """One paragraph or table row; the marks' offsets count from its own beginning."""

    text: str
    marks: tuple[Mark, ...] = ()


GAP = Paragraph(text="")  # an empty line: in the original there is a gap here


def one_line(text: str) -> str:
    """A text without line breaks, tabs, control and invisible characters, and without space around it."""
    return characters(_CONTROLS.sub("", _BREAKS.sub(" ", text))).strip()


def characters(text: str) -> str:
    """A text with the characters that are meant where radicals and compatibility forms of the same look stand; its length stays."""
    return _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(_OWN_RADICALS))


def row(cells: Iterable[str]) -> str:
    """A table's row as one line."""
    return "\t".join(one_line(cell) for cell in cells)


def joined(before: str, after: str) -> str:
    """Two parts of a wrapped line; between Latin words and numbers stands a space, between Chinese nothing."""
    space = " " if before and after and _LATIN.match(before[-1]) and re.match(r"[0-9A-Za-z]", after) else ""
    return f"{before}{space}{after}"


def laid_out(paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Mark, ...]]:
    """All paragraphs as one text, and the marks of the whole; at most one empty line in a row."""
    lines: list[str] = []
    marks: list[Mark] = []
    at = 0
    for paragraph in paragraphs:
        if not paragraph.text.strip() and (not lines or not lines[-1]):
            continue
        for mark in paragraph.marks if paragraph.text else ():
            if not marks or (mark.page, mark.paragraph, mark.confidence) != (marks[-1].page, marks[-1].paragraph, marks[-1].confidence):
                marks.append(mark.model_copy(update={"start": at + mark.start}))
        lines.append(paragraph.text if paragraph.text.strip() else "")
        at += len(lines[-1]) + 1
    return "".join(f"{line}\n" for line in lines), tuple(marks)
