"""Text becomes blocks that tile it: title, headings, clauses, unnumbered paragraphs, page furniture.

A block is only a place where something begins; it lasts until the next one begins. So nothing can be lost or
counted twice, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index.furniture import BOOKMARK, is_dateline, is_furniture
from index.models import BlockKind, Oddity
from index.numbering import ARTICLE, Label, label_at, levels, schemes_in_use

DOCUMENT_KINDS = "方案|报告|工作要点|要点|安排|计划|意见|办法|规划|纲要|条例|规定|细则|措施|清单|决定|公报|总结|通知|规则"
_TITLE = re.compile(
    rf"(?:{DOCUMENT_KINDS})(?:[（(][^（）()]*\d{{4}}[^（）()]*[）)])?(?P<status>[（(][^（）()]*(?:稿|草案|试行|修订|暂行)[^（）()]*[）)])?$"
)
_ROLE_LINE = re.compile(r"^\s*[（(【]?\s*(?:牵头|责任|配合|负责|参加|参与|主办|协办|承办|实施)(?:单位|部门|领导)\s*[:：]|^\s*完成时[限间]\s*[:：]")
_SENTENCE_END = "。！？!?"
_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 45


@dataclass(frozen=True)
class Block:
    """A part of the text; `body_start` is where the words after the printed label begin."""

    kind: BlockKind
    start: int
    end: int
    body_start: int
    path: tuple[str, ...] = ()
    heading: str = ""
    status: str = ""


@dataclass(frozen=True)
class Structure:
    """All blocks of a text, tiling it, and what is odd about its numbers."""

    blocks: tuple[Block, ...]
    oddities: tuple[Oddity, ...]


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    words: str
    label: Label | None = None


def read_structure(text: str) -> Structure:
    """Recognise the document's own numbering and cut the text where its parts begin."""
    lines = _accept_labels(text, list(_lines(text)))
    outline = _Outline(levels([line.label for line in lines if line.label], {line.label.scheme for line in lines if line.label}))
    first_label = next((i for i, line in enumerate(lines) if line.label), len(lines))
    blocks = list(_front(lines[:first_label]))
    for line in lines[first_label:]:
        blocks.extend(_numbered_part(line, outline))
    blocks = _split_closing(text, blocks, lines)
    tiled = _tile(text, blocks or [Block("paragraph", 0, 0, 0)])
    return Structure(tuple(_with_heading(text, block) for block in tiled), tuple(outline.oddities))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for words in text.splitlines(keepends=True):
        yield _Line(start, start + len(words), words.strip())
        start += len(words)


def _accept_labels(text: str, lines: list[_Line]) -> list[_Line]:
    """Lines with the labels that the document's own schemes make headings."""
    found = [replace(line, label=label_at(text, line.start, line.end)) for line in lines]
    labels = [line.label for line in found if line.label]
    in_use = schemes_in_use(labels)
    spaced = [text[label.end - 1].isspace() for label in labels if label.scheme == ARTICLE]
    articles_spaced = sum(spaced) * 2 > len(spaced)

    def accepted(label: Label) -> bool:
        if label.scheme == ARTICLE and articles_spaced and not text[label.end - 1].isspace():
            return False
        return label.scheme in in_use

    return [line if line.label and accepted(line.label) else replace(line, label=None) for line in found]


@dataclass
class _Outline:
    """Where in the numbering the reader is: the open labels, and the last number of each scheme."""

    ranks: dict[str, int]
    open_labels: list[Label] = field(default_factory=list)
    last: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    oddities: list[Oddity] = field(default_factory=list)

    def enter(self, label: Label) -> tuple[str, ...]:
        """Open a label and give its path from the top."""
        rank = self.ranks[label.scheme]
        self.open_labels = [upper for upper in self.open_labels if self.ranks[upper.scheme] < rank]
        parent = tuple(upper.text for upper in self.open_labels)
        self._note_oddity(label, parent)
        self.last[label.scheme] = (label.number, parent)
        self.open_labels.append(label)
        return (*parent, label.text)

    def _note_oddity(self, label: Label, parent: tuple[str, ...]) -> None:
        before, before_parent = self.last.get(label.scheme, (0, parent))
        if label.number == before + 1 or (label.number == 1 and parent != before_parent):
            return
        if parent != before_parent or before == 0:
            self._report("start", label, f"“{label.text}”不从一开始，也不接着上一个编号")
        elif label.number == before:
            self._report("repeat", label, f"“{label.text}”重复")
        elif label.number < before:
            self._report("backwards", label, f"“{label.text}”小于前一个编号")
        else:
            self._report("gap", label, f"“{label.text}”之前缺{label.number - before - 1}个编号")

    def _report(self, code: str, label: Label, words: str) -> None:
        self.oddities.append(Oddity.model_validate({"code": code, "text": words, "start": label.start, "end": label.end}))


def _begin(kind: BlockKind, at: int, **more: object) -> Block:
    return replace(Block(kind, at, at, at), **more)  # type: ignore[arg-type]


def _page_part(line: _Line) -> Block | None:
    if is_dateline(line.words):
        return _begin("dateline", line.start)
    return _begin("furniture", line.start) if is_furniture(line.words) else None


def _front(lines: list[_Line]) -> Iterator[Block]:
    """What stands before the first number: notice, document number, title, introduction."""
    groups: list[list[_Line]] = []
    title_at: int | None = None
    for before, line in zip([None, *lines], lines, strict=False):
        if not line.words:
            continue
        part = _page_part(line)
        joins = bool(groups and before and before.words and not part and _short(before) and _short(line) and not _page_part(before))
        if joins:
            groups[-1].append(line)
        else:
            groups.append([line])
    titles = []
    for i, group in enumerate(groups):
        joined = "".join(line.words for line in group)
        if _TITLE.search(re.sub(r"\s", "", joined)) and not _page_part(group[0]):
            titles.append(i)
    plain = [i for i in titles if not "".join(line.words for line in groups[i]).endswith("通知")]
    title_at = plain[-1] if plain else titles[-1] if titles else None
    for i, group in enumerate(groups):
        part = _page_part(group[0])
        if part:
            yield part
        elif i == title_at:
            found = _TITLE.search(re.sub(r"\s", "", "".join(line.words for line in group)))
            yield _begin("title", group[0].start, status=(found["status"] or "") if found else "")
        elif _is_title_like(group):
            yield _begin("paragraph", group[0].start)
        else:
            yield from (_begin("paragraph", line.start) for line in group)


def _short(line: _Line) -> bool:
    return len(line.words) <= _LONGEST_RUN_IN and not line.words.endswith(("。", "：", ":"))


def _is_title_like(group: list[_Line]) -> bool:
    joined = "".join(line.words for line in group)
    return bool(_TITLE.search(re.sub(r"\s", "", joined))) or joined.count("《") != joined.count("》")


def _numbered_part(line: _Line, outline: _Outline) -> Iterator[Block]:
    if line.label:
        bookmark = BOOKMARK.match(line.words)
        if bookmark:
            yield _begin("furniture", line.start)
        start = line.label.start if bookmark else line.start
        yield _begin("clause", start, body_start=line.label.end, path=outline.enter(line.label))
        return
    part = _page_part(line) if line.words else None
    if part:
        yield part


def _split_closing(text: str, blocks: list[Block], lines: list[_Line]) -> list[Block]:
    """Paragraphs after the last numbered clause stand alone where clauses of this document have one paragraph."""
    numbered = [i for i, block in enumerate(blocks) if block.path]
    if not numbered:
        return blocks
    ends = [block.start for block in blocks[1:]] + [len(text)]
    paragraphs = {i: _paragraphs(lines, blocks[i].start, ends[i]) for i in numbered}
    last = numbered[-1]
    depth = len(blocks[last].path)
    peers = [len(paragraphs[i]) for i in numbered if len(blocks[i].path) == depth and i != last]
    own_words = _LONGEST_HEADING if paragraphs[last] and paragraphs[last][0].words.endswith(tuple(_SENTENCE_END + "）)；")) else 0
    if not own_words or (peers and sum(count == 1 for count in peers) * 2 <= len(peers)):
        return blocks
    closing = [_begin("paragraph", line.start) for line in paragraphs[last][1:]]
    return [*blocks[: last + 1], *closing, *blocks[last + 1 :]]


def _paragraphs(lines: list[_Line], start: int, end: int) -> list[_Line]:
    return [line for line in lines if start < line.end <= end and line.words and not _ROLE_LINE.match(line.words)]


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
    line = text[block.body_start : block.end].split("\n", 1)[0].strip()
    rest = text[block.body_start : block.end].strip()[len(line) :].strip()
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
