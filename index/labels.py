"""Which of the numbers that lines begin with are headings: those of the document's own schemes, and no lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.blocks import Line
from index.contents import contents_lines
from index.numbering import ANNEX, ARTICLE, Label, label_at, schemes_in_use

_ANNEX_LIST = re.compile(r"^附\s?件\s?[:：]\s?\S")
_SENTENCE_END = "。！？!?"


def labelled_lines(text: str) -> list[Line]:
    """All lines, with the labels that the document's own schemes make headings."""
    found = _without_lists(text, [replace(line, label=label_at(text, line.start, line.end)) for line in _lines(text)])
    found = _annexes_last(found)
    labels = [line.label for line in found if line.label]
    in_use = schemes_in_use(labels)
    spaced = [text[label.end - 1].isspace() for label in labels if label.scheme == ARTICLE]
    articles_spaced = sum(spaced) * 2 > len(spaced)

    def accepted(label: Label) -> bool:
        if label.scheme == ARTICLE and articles_spaced and not text[label.end - 1].isspace():
            return False
        return label.scheme in in_use

    return [line if line.label and accepted(line.label) else replace(line, label=None) for line in found]


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for words in text.splitlines(keepends=True):
        yield Line(start, start + len(words), words.strip())
        start += len(words)


def _without_lists(text: str, lines: list[Line]) -> list[Line]:
    """Numbers in a table of contents, or in the list of annexes (附件：1.… 2.…), are no headings."""
    contents = contents_lines([line.words for line in lines], [line.label is not None for line in lines])
    found = [replace(line, label=None, page=True) if i in contents else line for i, line in enumerate(lines)]
    listed = False
    for i, line in enumerate(found):
        if line.words:
            listed = bool(_ANNEX_LIST.match(line.words)) or (listed and line.label is not None and not _is_sentence(line))
            found[i] = replace(line, label=None) if listed else line
    return found


def _annexes_last(lines: list[Line]) -> list[Line]:
    """What is called an annex before anything is numbered is the document itself, sent with a notice."""
    first = next((i for i, line in enumerate(lines) if line.label and line.label.scheme != ANNEX), len(lines))
    return [replace(line, label=None) if i < first else line for i, line in enumerate(lines)]


def _is_sentence(line: Line) -> bool:
    return line.words.endswith(tuple(_SENTENCE_END))
