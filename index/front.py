"""What stands before the first number: page navigation, notice, document number, title, introduction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.blocks import Block, Line, begin, page_part
from index.passage import notes_apart
from index.places import names_in

DOCUMENT_KINDS = (
    "方案|报告|工作要点|要点|安排|计划|意见|办法|规划|纲要|条例|规定|细则|措施|清单|决定|决议|公报|总结|通知|规则|守则|准则|章程|公告|通告"
)
_TITLE = re.compile(
    rf"(?:{DOCUMENT_KINDS})(?:[（(][^（）()]*\d{{4}}[^（）()]*[）)])?(?P<status>[（(][^（）()]*(?:稿|草案|试行|修订|暂行)[^（）()]*[）)])?$"
)
DATE_OR_NUMBER = re.compile(
    r"^[\d〇○零一二三四五六七八九十]{4}\s*年\s*\S{1,3}\s*月\s*\S{1,4}\s*日$|[〔\[【（(]\d{4}[〕\]】）)]\s?\d+\s?号$"
)
_STANDS_ALONE = re.compile(
    rf"{DATE_OR_NUMBER.pattern}|^[（(\[【]?(?:[此本]件|公开(?:方式|属性|选项|形式)|是否公开|主动公开|依申请公开|不予公开)"
)
_NOT_A_TITLE = re.compile(r"[。，；：！？,;:]|(?:政府|委员会|办公室|[局厅院]|文件|[市县区省州][委]?)$")
_GOES_ON = re.compile(r"^[（(〈》〉的及和与]")  # how a line begins that continues a title already complete
_LONGEST_RUN_IN = 45
_MOST_LINES = 8  # a heading is not longer


def front(lines: list[Line], *, whole: bool = False) -> Iterator[Block]:
    """What stands before the first number, or the `whole` text without any: notice, document number, title, introduction."""
    groups = _groups(lines)
    title = (_first_title(groups) if whole else None) or _title_among(groups)
    for group in groups:
        if group is title:
            found = _TITLE.search(_joined(group))
            yield begin("title", group[0].start, status=(found["status"] or "") if found else "")
        elif part := page_part(group[0]):
            yield part
        elif _is_title_like(group):
            yield begin("paragraph", group[0].start)
        else:
            yield from (begin("paragraph", line.start) for line in group)


@dataclass(frozen=True)
class Heading:
    """Lines that read like a document's title; `words` without white space."""

    start: int
    words: str


def title_groups(lines: Sequence[Line]) -> Iterator[Heading]:
    """Everything in a text that reads like a title, outside numbers, tables and the page."""
    unnumbered = [replace(line, words="") if line.label or line.row else line for line in lines]
    for group in _groups(unnumbered):
        if _is_title(group):
            yield Heading(group[0].start, _joined(group).lstrip("#"))


def title_end(lines: Sequence[Line]) -> int:
    """Just after the title, in a text without any number; the start where none is found."""
    groups = _groups(list(lines))
    title = _first_title(groups)
    last = title[-1].start if title else -1
    return next((i + 1 for i, line in enumerate(lines) if line.start == last), 0)


def _first_title(groups: list[list[Line]]) -> list[Line] | None:
    """Where nothing is numbered a heading may end like a title (保障措施): the first that names a place, else the first, is the title."""
    titles = [group for group in groups if _is_title(group) and not _joined(group).endswith("通知")]
    placed = [group for group in titles if next((named.start for named in names_in(_joined(group))), 1) == 0]
    return next(iter([*placed, *titles]), None)


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Lines that follow each other without a gap and are one heading stand together; a note that tells of its passage stands alone."""
    groups: list[list[Line]] = []
    parted = notes_apart(lines)
    for before, line in zip([None, *parted], parted, strict=False):
        if line.words and groups and before and before.words and _runs_on(groups[-1], line):
            groups[-1].append(line)
        elif line.words:
            groups.append([line])
    return groups


def _title_among(groups: list[list[Line]]) -> list[Line] | None:
    """Markdown's own title; else the last that names a kind of document, and is not only the notice that sends it."""
    titles = [group for group in groups if _is_title(group)]
    marked = [group for group in titles if group[0].words.startswith("# ")]
    plain = [group for group in titles if not _joined(group).endswith("通知")]
    return next(iter([*marked, *plain[-1:], *titles[-1:], *filter(_may_be_title, groups)]), None)


def _may_be_title(group: list[Line]) -> bool:
    """Where no kind of document is named: Markdown's own title, or a heading that begins with the full name of a place."""
    joined = _joined(group)
    named = next(names_in(joined), None)
    placed = named is not None and named.start == 0 and named.full and len(joined) > named.end + 1
    return (
        not group[0].note and not page_part(group[0]) and (group[0].words.startswith("# ") or (placed and not _NOT_A_TITLE.search(joined)))
    )


def _runs_on(group: list[Line], line: Line) -> bool:
    """Whether a line belongs to the heading that the lines just before it have begun."""
    alone = any(part.note or page_part(part) or _STANDS_ALONE.search(part.words) or not _short(part) for part in (group[-1], line))
    return not alone and len(group) < _MOST_LINES and (not _is_title(group) or bool(_GOES_ON.match(line.words)))


def _joined(group: list[Line]) -> str:
    return re.sub(r"\s", "", "".join(line.words for line in group))


def _is_title(group: list[Line]) -> bool:
    return not group[0].note and bool(_TITLE.search(_joined(group))) and not page_part(group[0])


def title_lead(words: str) -> int:
    """How many characters stand before a title's first word: white space, and Markdown's mark of a heading."""
    return len(words) - len(words.lstrip("# \t\r\n\u3000\xa0\ufeff"))


def _short(line: Line) -> bool:
    return len(line.words) <= _LONGEST_RUN_IN and not line.words.endswith(("。", "：", ":"))


def _is_title_like(group: list[Line]) -> bool:
    joined = _joined(group)
    return bool(_TITLE.search(joined)) or joined.count("《") != joined.count("》")
