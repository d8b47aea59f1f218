"""Which of the numbers that lines begin with are headings: those of the document's own schemes, and no lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.articles import with_missing_articles
from index.blocks import Line
from index.contents import contents_lines
from index.numbering import ANNEX, ARTICLE, DIVISIONS, Label, label_at, schemes_in_use
from index.tables import with_rows
from index.unnumbered import with_headings

_ANNEX_LIST = re.compile(r"^附\s?件\s?[:：]\s?\S")
_ANNEXES = re.compile(r"^附\s?件\s?[:：]$")
_SENTENCE_END = "。！？!?"
_NOT_A_TITLE = ("。", "！", "？", "；", "，", "、", "：", ":", ";", ",")


def labelled_lines(text: str, not_headings: Sequence[str] = (), headings: Sequence[str] = ()) -> list[Line]:
    """All lines, with the labels that the document's own schemes make headings; but for those said to be none, or to be such."""
    lines = with_rows(text, list(_lines(text)))
    found = _without_lists(text, [_labelled(text, line, tuple(not_headings)) for line in lines])
    found = _annexes_last(found)
    labels = [line.label for line in found if line.label]
    in_use = schemes_in_use(labels) | {line.label.scheme for line in found if line.label and _is_division(text, line)}
    spaced = [text[label.end - 1].isspace() for label in labels if label.scheme == ARTICLE]
    articles_spaced = sum(spaced) * 2 > len(spaced)

    def accepted(label: Label) -> bool:
        if label.scheme == ARTICLE and articles_spaced and not text[label.end - 1].isspace():
            return False
        return label.scheme in in_use

    kept = [line if line.label and accepted(line.label) else replace(line, label=None) for line in found]
    return with_headings(with_missing_articles(text, kept), headings)


def _labelled(text: str, line: Line, not_headings: tuple[str, ...]) -> Line:
    """A line with the number it begins with; the cells of a table have their own."""
    none = line.row or (not_headings and line.words.startswith(not_headings))
    return line if none else replace(line, label=label_at(text, line.start, line.end))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for words in text.splitlines(keepends=True):
        yield Line(start, start + len(words), words.strip(), lead=len(words) - len(words.lstrip()))
        start += len(words)


def _without_lists(text: str, lines: list[Line]) -> list[Line]:
    """Numbers in a table of contents, or in the list of annexes (附件：1.… 2.…), are no headings."""
    contents = contents_lines([line.words for line in lines], [line.label is not None for line in lines])
    found = [replace(line, label=None, page=True) if i in contents else line for i, line in enumerate(lines)]
    listed = False
    for i, line in enumerate(found):
        if line.words:
            counts_on = line.label is not None and line.label.scheme != ANNEX and not _is_sentence(line)
            listed = bool(_ANNEX_LIST.match(line.words)) or _opens_list(found, i) or (listed and counts_on)
            found[i] = replace(line, label=None) if listed else line
    return found


def _opens_list(lines: Sequence[Line], i: int) -> bool:
    """附件： alone on its line, and the annexes counted in those that follow."""
    following = next((line for line in lines[i + 1 : i + 4] if line.words), None) if _ANNEXES.match(lines[i].words) else None
    return following is not None and following.label is not None and following.label.scheme in ("1.", "1、") and not _is_sentence(following)


def _annexes_last(lines: list[Line]) -> list[Line]:
    """What is called an annex before anything is numbered is the document itself, sent with a notice."""
    first = next((i for i, line in enumerate(lines) if line.label and line.label.scheme != ANNEX), len(lines))
    return [replace(line, label=None) if i < first else line for i, line in enumerate(lines)]


def _is_division(text: str, line: Line) -> bool:
    """第二章　奖励 on a line of its own divides the document, also where no other chapter is printed."""
    label = line.label
    return label is not None and label.scheme in DIVISIONS and text[label.end - 1].isspace() and not line.words.endswith(_NOT_A_TITLE)


def _is_sentence(line: Line) -> bool:
    return line.words.endswith(tuple(_SENTENCE_END))
