"""What a document says about itself: title, place, kind, period, number, issuers, dates, draft or not, what it carries out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.blocks import Block
from index.corrections import Corrections
from index.dates import dates_in
from index.errors import NotAPlan
from index.front import DOCUMENT_KINDS, title_lead
from index.issuers import issuers_in
from index.locality import place_of
from index.models import Fact, Period, PlanStatus
from index.passage import before_note, tells_passage
from index.period import years_in
from index.places import Place
from index.validity import read_validity

_KINDS = (
    ("实施方案", r"实施方案"),
    ("年度报告", r"(?:年度|\d{4}年).*(?:报告|总结)"),
    ("报告", r"报告|总结"),
    ("工作安排", r"工作要点|要点|安排|工作计划|年度计划"),
    ("方案", r"方案"),
    ("意见", r"意见"),
    ("办法", r"办法|规定|细则|规则"),
    ("条例", r"条例"),
    ("规划", r"规划|纲要"),
    ("决定", r"决定"),
    ("决议", r"决议"),
    ("守则", r"守则|准则"),
    ("通知", r"通知"),
    ("公告", r"公告|通告"),
)
_NUMBER_LINE = re.compile(r"^[\u4e00-\u9fff]{2,14}[〔\[【（(]\d{4}[〕\]】）)]\s?\d+\s?号$")
_HIGHER_TITLE = re.compile(r"《(?:[^《》]|《[^》]{0,200}》){1,200}》")
_CARRIES_OUT = re.compile(r"根据|按照|依据|贯彻|落实|遵照|为.{0,30}实施")
_LONGEST_SHORT_FORM = 6  # 《纲要》, 《方案》: a short form introduced by 以下简称
_DRAFT = re.compile(r"征求意见稿|草案|送审稿|讨论稿|审议稿")


@dataclass
class Facts:
    """Facts found, each with its span, and what follows from them."""

    title: str
    place: Place
    kind: str
    period: Period | None
    status: PlanStatus
    found: list[Fact] = field(default_factory=list)

    def first(self, name: str) -> str | None:
        """The value of the first fact of that name."""
        return next((fact.value for fact in self.found if fact.field == name), None)

    def every(self, name: str) -> tuple[str, ...]:
        """All different values of that name, in order."""
        return tuple(dict.fromkeys(fact.value for fact in self.found if fact.field == name))


def read_facts(text: str, blocks: tuple[Block, ...], source: str, said: Corrections) -> Facts:
    """Read a document's facts from what stands before its first number, but for what was said by hand; raises NotAPlan without a place."""
    found: list[Fact] = []
    printed = _title(text, blocks, found)
    title = said.title or printed or before_note(source)
    place = said.place or place_of(title, text, source)
    if place is None:
        raise NotAPlan(f"{source}：看不出是哪个地区的文件，已跳过；可用 --place 指明地区后重新添加。")
    kind = said.kind or kind_of(title)
    facts = Facts(title, place, kind, said.period or _period(title, kind), _status(text, blocks, found), found)
    for block in blocks[: _front_length(blocks)]:
        _front_facts(text, block, found)
    if not facts.first("issuer"):
        found.extend(_issuers(text, _title_block(blocks)))
    _fill_title_span(facts, text, blocks)
    issued_on, published_on = said.issued_on or facts.first("issued_on"), said.published_on or facts.first("published_on")
    found.extend(read_validity(text, blocks, issued_on=issued_on, published_on=published_on))
    return _said_by_hand(facts, said)


def _said_by_hand(facts: Facts, said: Corrections) -> Facts:
    """What was said by hand stands nowhere in the text: the facts it puts right are taken out, and none is put in their stead."""
    names = (
        *("title", "period", "status", "document_number", "issued_on", "published_on"),
        *("effective_on", "expires_on", "version_date", "repeals"),
    )
    corrected = {name for name in names if getattr(said, name)}
    facts.found[:] = [fact for fact in facts.found if fact.field not in corrected]
    facts.status = said.status or facts.status
    return facts


def _front_length(blocks: tuple[Block, ...]) -> int:
    return next((i for i, block in enumerate(blocks) if block.path), len(blocks))


def _title_block(blocks: tuple[Block, ...]) -> Block | None:
    return next((block for block in blocks if block.kind == "title"), None)


def _title(text: str, blocks: tuple[Block, ...], found: list[Fact]) -> str | None:
    block = _title_block(blocks)
    if block is None:
        return None
    words = text[block.start : block.end]
    joined = re.sub(r"\s", "", words)
    title = joined.removesuffix(block.status).lstrip("#")
    last = words.rindex(title[-1], 0, words.rindex(block.status[0]) if block.status and block.status[0] in words else len(words))
    start = block.start + title_lead(words)
    found.append(Fact(field="title", value=title, start=start, end=block.start + last + 1))
    return title


def kind_of(title: str) -> str:
    """The kind of document its title names, 文件 where it names none."""
    stem = re.sub(r"[（(][^（）()]*[）)]", "", title)
    inner = re.search(rf"《([^》]*(?:{DOCUMENT_KINDS}))[^》]*》的通知$", title)
    stem = inner[1] if inner else stem
    return next((kind for kind, pattern in _KINDS if re.search(rf"(?:{pattern})$", stem)), "文件")


def _period(title: str, kind: str) -> Period | None:
    years = years_in(title, kind)
    return Period.model_validate({"from": years.first, "to": years.last}) if years else None


def _status(text: str, blocks: tuple[Block, ...], found: list[Fact]) -> PlanStatus:
    for block in blocks[: _front_length(blocks) + 1]:
        words = text[block.start : block.end]
        draft = _DRAFT.search(words)
        if draft and (block.kind == "title" or len(words.strip()) <= 80):
            start = block.start + draft.start()
            found.append(Fact(field="status", value=draft[0], start=start, end=start + len(draft[0])))
            return "draft"
    return "issued"


def _front_facts(text: str, block: Block, found: list[Fact]) -> None:
    words = text[block.start : block.end]
    line = re.sub(r"\s", "", words)
    start = block.start + len(words) - len(words.lstrip())
    end = block.start + len(words.rstrip())
    if _NUMBER_LINE.match(line):
        found.append(Fact(field="document_number", value=line, start=start, end=end))
    elif block.kind == "dateline":
        found.extend(_dates("published_on", words, block.start)[:1])
    elif block.kind == "paragraph" and len(line) <= 24 and _is_date(line):
        found.extend(_dates("issued_on", words, block.start))
    elif block.kind == "paragraph" and (tells_passage(words) or _is_short(line)):
        found.extend(_issuers(text, block))
    elif block.kind == "paragraph" and _CARRIES_OUT.search(words) and line.endswith(("。", "：", ":")):
        own = next((fact.value for fact in found if fact.field == "title"), "")
        for match in _HIGHER_TITLE.finditer(words):
            at = block.start + match.start()
            if match[0][1:-1] == own or len(match[0]) <= _LONGEST_SHORT_FORM:
                continue
            found.append(Fact(field="based_on", value=match[0][1:-1], start=at, end=at + len(match[0])))


def _is_short(line: str) -> bool:
    """Whether a line is no sentence and names no other document."""
    return len(line) <= 60 and not line.endswith(("：", ":", "。")) and "《" not in line


def _is_date(line: str) -> bool:
    dates = list(dates_in(line))
    return len(dates) == 1 and not (line[: dates[0].start] + line[dates[0].end :]).strip("（）()")


def _dates(name: str, words: str, offset: int) -> list[Fact]:
    return [Fact(field=name, value=found.value, start=offset + found.start, end=offset + found.end) for found in dates_in(words)]


def _issuers(text: str, block: Block | None) -> list[Fact]:
    if block is None:
        return []
    spans = issuers_in(text[block.start : block.end])
    return [Fact(field="issuer", value=span.name, start=block.start + span.start, end=block.start + span.end) for span in spans]


def _fill_title_span(facts: Facts, text: str, blocks: tuple[Block, ...]) -> None:
    """The period is read from the title: record where."""
    title = next((fact for fact in facts.found if fact.field == "title"), None)
    if title is None:
        return
    years = years_in(text[title.start : title.end], facts.kind)
    if years and facts.period and (years.first, years.last) == (facts.period.from_year, facts.period.to_year):
        value = re.sub(r"\s", "", text[title.start + years.start : title.start + years.end])
        facts.found.append(Fact(field="period", value=value, start=title.start + years.start, end=title.start + years.end))
