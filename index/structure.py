"""Text becomes blocks that tile it: title, headings, clauses, unnumbered paragraphs, page furniture.

A block is only a place where something begins; it lasts until the next one begins. So nothing can be lost or
counted twice, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.blocks import Block, Line, begin, page_part
from index.closing import split_closing
from index.front import front
from index.furniture import BOOKMARK
from index.labels import labelled_lines
from index.models import Oddity
from index.numbering import levels
from index.outline import Outline

_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 45


@dataclass(frozen=True)
class Structure:
    """All blocks of a text, tiling it, and what is odd about its numbers."""

    blocks: tuple[Block, ...]
    oddities: tuple[Oddity, ...]


def read_structure(text: str) -> Structure:
    """Recognise the document's own numbering and cut the text where its parts begin."""
    lines = labelled_lines(text)
    outline = Outline(levels([line.label for line in lines if line.label], {line.label.scheme for line in lines if line.label}))
    first_label = next((i for i, line in enumerate(lines) if line.label), len(lines))
    blocks = list(front(lines[:first_label]))
    for line in lines[first_label:]:
        after_page = bool(blocks) and blocks[-1].kind in ("furniture", "dateline")
        blocks.extend(_numbered_part(line, outline, after_page=after_page))
    blocks = split_closing(text, blocks, lines)
    tiled = _tile(text, blocks or [Block("paragraph", 0, 0, 0)])
    return Structure(tuple(_with_heading(text, block) for block in tiled), tuple(outline.oddities))


def _numbered_part(line: Line, outline: Outline, *, after_page: bool) -> Iterator[Block]:
    """What begins at a line among the numbered parts: a clause, a part of the page, or nothing new."""
    if line.label:
        bookmark = BOOKMARK.match(line.words)
        if bookmark:
            yield begin("furniture", line.start)
        start = line.label.start if bookmark else line.start
        yield begin("clause", start, body_start=line.label.end, path=outline.enter(line.label))
        return
    part = page_part(line) if line.words else None
    if part:
        yield part
    elif line.words and after_page:
        yield begin("paragraph", line.start)


def _tile(text: str, blocks: list[Block]) -> list[Block]:
    """Let each block last until the next begins, and the first begin with the text."""
    starts = [0, *(block.start for block in blocks[1:])]
    ends = [*starts[1:], len(text)]
    return [replace(block, start=start, end=end) for block, start, end in zip(blocks, starts, ends, strict=True)]


_AFTER_HEADING = re.compile(r"[。：:]|$", re.MULTILINE)


def _with_heading(text: str, block: Block) -> Block:
    """A numbered block's heading, run in before the first full stop or alone on its line."""
    if not block.path:
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
