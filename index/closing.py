"""Closing paragraphs: what follows the last clause and belongs to none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from index.blocks import Block, Line, begin
from index.numbering import ANNEX, ARTICLE, label_at

_ROLE_LINE = re.compile(
    r"^\s*[（(【]?\s*(?:牵头|责任|配合|负责|参加|参与|主办|协办|承办|实施)(?:单位|部门|领导)\s*[:：]|^\s*完成时[限间]\s*[:：]"
)
_ARTICLE_GOES_ON = ("。", "；", "：", "！", "？", "）", ")", "”", ";", ":")
_ANNEX_LIST = re.compile(r"附\s?件\s?[:：]")
_IN_FORCE = re.compile(r"本[\u4e00-\u9fff]{2,6}(?:自|从)[^。]{1,30}起(?:正式)?(?:施行|实施|执行|生效)")
_CLAUSE_END = ("。", "！", "？", "!", "?", "）", ")", "；")


def split_closing(text: str, blocks: list[Block], lines: list[Line]) -> list[Block]:
    """Paragraphs after the last clause (of the document, and before each annex) stand alone where they are none of its own."""
    paragraphs = _paragraphs(blocks, lines)
    closing: dict[int, list[Block]] = {}
    for part in _parts(text, blocks):
        last = part[-1]
        own = _own_of_article if _is_of_article(blocks, last) else _own_of_clause
        kept = own(blocks, part, paragraphs)
        closing[last] = [begin("paragraph", line.start) for line in paragraphs[last][kept:]]
    return [made for i, block in enumerate(blocks) for made in (block, *closing.get(i, ()))]


def _is_of_article(blocks: list[Block], last: int) -> bool:
    """Whether the last clause is an article, or an item of one."""
    labels = [label_at(words, 0, len(words)) for words in (f"{label} " for label in blocks[last].path)]
    return any(label.scheme == ARTICLE for label in labels if label)


def _own_of_article(blocks: list[Block], part: list[int], paragraphs: list[list[Line]]) -> int:
    """How many paragraphs the last article has: all up to one that is no sentence (送：…, 各区县政府)."""
    after = paragraphs[part[-1]][1:]
    return 1 + next((i for i, line in enumerate(after) if not line.words.endswith(_ARTICLE_GOES_ON)), len(after))


def _own_of_clause(blocks: list[Block], part: list[int], paragraphs: list[list[Line]]) -> int:
    """How many paragraphs the last clause has: as many as its peers, and none that says from when the document is in force."""
    last = paragraphs[part[-1]]
    depth = len(blocks[part[-1]].path)
    peers = [len(paragraphs[i]) for i in part[:-1] if len(blocks[i].path) == depth]
    usual, times = Counter(peers).most_common(1)[0] if peers else (1, 1)
    kept = next((i for i, line in enumerate(last) if i and _is_closing(last[i - 1], line)), len(last))
    own = last[:usual]
    return min(kept, usual) if own and times * 2 > len(peers) and own[-1].words.endswith(_CLAUSE_END) else kept


def _is_closing(before: Line, line: Line) -> bool:
    """附件：1.…, or after a whole sentence one that says from when the document is in force."""
    return bool(_ANNEX_LIST.match(line.words)) or (before.words.endswith("。") and bool(_IN_FORCE.match(line.words)))


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
