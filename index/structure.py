"""Text becomes blocks that tile it: title, headings, clauses, unnumbered paragraphs, page furniture.

A block is only a place where something begins; it lasts until the next one begins. So nothing can be lost or
counted twice, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.blocks import Block, Line, Row, begin, page_part
from index.closing import split_closing
from index.front import front
from index.furniture import BOOKMARK
from index.labels import labelled_lines
from index.models import Oddity
from index.numbering import levels
from index.outline import Outline
from index.unnumbered import is_short

_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 45


@dataclass(frozen=True)
class Structure:
    """All blocks of a text, tiling it, and what is odd about its numbers."""

    blocks: tuple[Block, ...]
    oddities: tuple[Oddity, ...]


def read_structure(text: str, not_headings: Sequence[str] = (), headings: Sequence[str] = ()) -> Structure:
    """Recognise the document's own numbering and cut the text where its parts begin; lines said to be (no) headings are taken as such."""
    lines = labelled_lines(text, not_headings, headings)
    labels = [line.label for line in lines if line.label]
    outline = Outline(levels(labels, {label.scheme for label in labels}))
    first = next((i for i, line in enumerate(lines) if line.label or line.row or line.heading), len(lines))
    blocks = list(front(lines[:first], whole=not labels))
    for line in lines[first:]:
        blocks.extend(_part(line, outline, blocks[-1] if blocks else None))
    blocks = split_closing(text, blocks, lines)
    tiled = _tile(text, blocks or [Block("paragraph", 0, 0, 0)])
    return Structure(tuple(_with_heading(text, block) for block in tiled), tuple(outline.oddities))


def _part(line: Line, outline: Outline, before: Block | None) -> Iterator[Block]:
    """What begins at a line among the numbered parts: a clause, a row of a table, a part of the page, or nothing new."""
    if line.label:
        bookmark = BOOKMARK.match(line.words)
        if bookmark:
            yield begin("furniture", line.start)
        start = line.label.start if bookmark else line.start
        yield begin("clause", start, body_start=line.label.end, path=outline.enter(line.label))
    elif line.heading:
        yield Block("clause", line.start, line.start, line.start, heading=line.words)
    elif line.row and not line.row.header:
        yield _row(line, line.row, outline)
    elif line.words and (part := page_part(line)):
        yield part
    elif line.words and before and _has_ended(before, line):
        yield begin("paragraph", line.start)


def _row(line: Line, row: Row, outline: Outline) -> Block:
    """A row with a number stands under the labels above its table; one without is a paragraph of its own."""
    path = (*outline.path, row.label) if row.label else ()
    body = row.body_start if row.label else line.start
    return Block("clause", line.start, line.start, body, path=path, heading=row.heading, cells=row.cells)


def _has_ended(before: Block, line: Line) -> bool:
    """Whether a line without a number is no longer part of the block before: a line of the page, a row, or a section that is signed."""
    signed = not before.path and (before.kind == "paragraph" or bool(before.heading)) and is_short(line)
    return before.kind in ("furniture", "dateline") or bool(before.cells) or signed


def _tile(text: str, blocks: list[Block]) -> list[Block]:
    """Let each block last until the next begins, and the first begin with the text."""
    starts = [0, *(block.start for block in blocks[1:])]
    ends = [*starts[1:], len(text)]
    return [replace(block, start=start, end=end) for block, start, end in zip(blocks, starts, ends, strict=True)]


_AFTER_HEADING = re.compile(r"[。：:]|$", re.MULTILINE)


def _with_heading(text: str, block: Block) -> Block:
    """A numbered block's heading, run in before the first full stop or alone on its line."""
    if not block.path or block.cells:
        return block
    words = text[block.body_start : block.end].strip()
    line = words.split("\n", 1)[0].strip()
    rest = words[len(line) :].strip()
    stop = _AFTER_HEADING.search(line)
    run_in = line[: stop.start()] if stop else line
    alone = run_in == line
    if alone:
        heading = line if len(line) <= _LONGEST_HEADING and not line.endswith(("；", "，", ";", ",")) else ""
    else:
        heading = run_in if len(run_in) <= _LONGEST_RUN_IN and not re.search(r"\d", run_in) else ""
        if line[len(run_in) + 1 :].strip() == "" and not rest:
            heading = ""
    return replace(block, heading=heading, kind="heading" if alone and heading and not rest else "clause")
