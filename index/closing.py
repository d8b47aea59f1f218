"""Closing paragraphs: what follows the last clause and belongs to none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from index.blocks import Block, Line, begin
from index.numbering import ANNEX, label_at

_ROLE_LINE = re.compile(
    r"^\s*[（(【]?\s*(?:牵头|责任|配合|负责|参加|参与|主办|协办|承办|实施)(?:单位|部门|领导)\s*[:：]|^\s*完成时[限间]\s*[:：]"
)
_CLAUSE_END = ("。", "！", "？", "!", "?", "）", ")", "；")


def split_closing(text: str, blocks: list[Block], lines: list[Line]) -> list[Block]:
    """Paragraphs after the last clause (of the document, and before each annex) stand alone where they are more than its peers have."""
    paragraphs = _paragraphs(blocks, lines)
    closing: dict[int, list[Block]] = {}
    for part in _parts(text, blocks):
        depth = len(blocks[part[-1]].path)
        peers = [len(paragraphs[i]) for i in part[:-1] if len(blocks[i].path) == depth]
        usual, times = Counter(peers).most_common(1)[0] if peers else (1, 1)
        own = paragraphs[part[-1]][:usual]
        if own and times * 2 > len(peers) and own[-1].words.endswith(_CLAUSE_END):
            closing[part[-1]] = [begin("paragraph", line.start) for line in paragraphs[part[-1]][usual:]]
    return [made for i, block in enumerate(blocks) for made in (block, *closing.get(i, ()))]


def _parts(text: str, blocks: list[Block]) -> list[list[int]]:
    """Positions of the numbered blocks, of the document itself and of each annex."""
    parts: list[list[int]] = [[]]
    for i, block in enumerate(blocks):
        label = label_at(text, block.start, block.body_start) if len(block.path) == 1 else None
        if label and label.scheme == ANNEX:
            parts.append([])
        if block.path:
            parts[-1].append(i)
    return [part for part in parts if part]


def _paragraphs(blocks: list[Block], lines: list[Line]) -> list[list[Line]]:
    """The lines of each block, without empty ones and those that only name units or a time."""
    starts = [block.start for block in blocks]
    found: list[list[Line]] = [[] for _ in blocks]
    for line in lines:
        at = bisect_right(starts, line.end - 1) - 1
        if at >= 0 and line.words and not _ROLE_LINE.match(line.words):
            found[at].append(line)
    return found
