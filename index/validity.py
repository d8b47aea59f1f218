"""From when a document is in force and until when, which documents it ends, and the day its wording is of.

Facts read here: `effective_on` (本办法自…起施行), `expires_on` (有效期至…), `repeals` (《…》同时废止), and `version_date`, the
last of the days on which its wording was passed, approved, amended or proclaimed, from the lines under its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from index.blocks import Block
from index.dates import DATE, dates_in
from index.models import Fact
from index.numbering import number_of
from index.passage import tells_passage, unbroken

_TITLED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_SELF = (
    r"本(?:实施|暂行|试行|若干|管理|议事|工作)?"
    r"(?:条例|办法|规定|细则|规则|守则|章程|制度|规程|规范|方案|意见|决定|决议|通知|公告|通告|规划|计划|措施|标准|预案|指引|清单|文件"
    r"|《[^》]*》)"  # 本《办法》 too
)
_DAY = rf"(?:(?P<date>{DATE})|(?P<event>公\s?布|发\s?布|印\s?发|颁\s?布|通\s?过)(?:之日|当日))"
_IN_FORCE = r"(?:正式|开始)?(?:施行|实施|执行|生效|试行)(?=[，,。；;（()）\s]|$)"
_EFFECTIVE = re.compile(rf"{_SELF}[^。；;\n]{{0,40}}?(?:自|从|于|由)\s?{_DAY}\s?(?:起|后)?\s?{_IN_FORCE}")
_EFFECTIVE_IN_FRONT = re.compile(rf"(?:自|从)?\s?(?P<date>{DATE})\s?起?\s?{_IN_FORCE}")
_EXPIRY = re.compile(
    rf"{_SELF}[^。\n]{{0,60}}?(?:有效期限?(?:(?:截?至|到)\s?(?P<until>{DATE})|为?\s?(?P<years>[一二两三四五六七八九十\d]+)\s?年)"
    rf"|(?:施行|实施|执行)至\s?(?P<last>{DATE}))"
)
# A day, and what was done that day, with no other day between.
_WORDING = re.compile(rf"(?P<date>{DATE})(?=(?:(?!{DATE})[^。；;\n])*?(?P<done>通过|批准|修正|修订|修改|公布|发布|颁布))")

_SENTENCE = re.compile(r"[^。；;\n]+")
_ENDED = re.compile(
    r"(?P<named>.*》)(?P<between>[^《》]{0,40}?)"
    r"(?:(?:同时|即行|一并|相应|随之|立即|均)?(?:予以)?(?:废止|停止(?:执行|施行)|失效|作废)|不再(?:执行|施行|适用))(?=[，,。；;）)\s]|$)"
)
_LISTED = re.compile(r"\s*(?:[（(〔\[][^（）()]*[）)〕\]])?\s*(?:[、，,和及与]|以及|同时|$)")  # what follows a title that is one of a list
_UNSURE = re.compile(
    r"应当|可以|需要|建议|是否|除外|如果|自行|期满|届满|到期|被|修改|或者|有关|相关|中的|第[一二三四五六七八九十百\d]+[章条款项]"
)
_DECISION = re.compile(r"废止|失效")
_ENDS = re.compile(r"(?:^|[\s、，])(?:决定)?废止(?P<named>《[^。；;\n]*》)", re.MULTILINE)


def read_validity(text: str, blocks: tuple[Block, ...], *, issued_on: str | None = None, published_on: str | None = None) -> list[Fact]:
    """The facts of a document's validity; 自公布之日起 is the day it was issued, or else published, where one is known."""
    front = list(_front_lines(text, blocks))
    effective = _effective(text, blocks, front, issued_on, published_on)
    body = [block for block in blocks if block.kind not in ("furniture", "dateline")]
    found = [*_version(front), *effective, *_expiry(text, body, effective), *_repeals(text, body)]
    return sorted(found, key=lambda fact: fact.start)


class _Line:
    """A line that tells how the document came about; titles in it are blotted out, its length kept."""

    def __init__(self, words: str, at: Sequence[int]) -> None:
        self.words = _blotted(words)
        self.at = at  # where each of its characters stands in the text


def _blotted(words: str) -> str:
    return _TITLED.sub(lambda match: "《" + " " * (len(match[0]) - 2) + "》", words)


def _front_lines(text: str, blocks: tuple[Block, ...]) -> Iterator[_Line]:
    """Lines above the first number that are no sentences: the introduction tells of other documents' days."""
    for block in blocks:
        if block.path:
            return
        words = text[block.start : block.end]
        if block.kind == "paragraph" and tells_passage(words):
            joined, at = unbroken(words)
            yield _Line(joined, [block.start + i for i in at])
        elif block.kind in ("title", "paragraph"):
            for match in re.finditer(r"[^\n]+", words):
                if not match[0].rstrip().endswith(("。", "：", ":", "；")):
                    yield _Line(match[0], range(block.start + match.start(), block.start + match.end()))


def _version(front: list[_Line]) -> list[Fact]:
    found = [fact for line in front for fact in _days(line, "version_date", _WORDING)]
    return [max(found, key=lambda fact: fact.value)] if found else []


def _days(line: _Line, name: str, pattern: re.Pattern[str], done: str = "") -> Iterator[Fact]:
    for match in pattern.finditer(line.words):
        if not done or match["done"] in done:
            for found in dates_in(line.words, match.start("date"), match.end("date")):
                yield Fact(field=name, value=found.value, start=line.at[found.start], end=line.at[found.end - 1] + 1)


def _day(name: str, words: str, start: int, end: int, offset: int) -> Iterator[Fact]:
    for found in dates_in(words, start, end):
        yield Fact(field=name, value=found.value, start=offset + found.start, end=offset + found.end)


def _effective(text: str, blocks: tuple[Block, ...], front: list[_Line], issued_on: str | None, published_on: str | None) -> list[Fact]:
    """What the closing article says, the last where several do; else the line under the title."""
    said = [
        (block, match)
        for block in blocks
        if block.kind != "furniture"
        for match in _EFFECTIVE.finditer(_blotted(text[block.start : block.end]))
    ]
    for block, match in reversed(said):
        if match["date"]:
            return list(_day("effective_on", text, block.start + match.start("date"), block.start + match.end("date"), 0))
        value = _announced(front, re.sub(r"\s", "", match["event"]), issued_on, published_on)
        if value:
            return [Fact(field="effective_on", value=value, start=block.start + match.start("event"), end=block.start + match.end())]
        return []
    return [fact for line in front for fact in _days(line, "effective_on", _EFFECTIVE_IN_FRONT)][:1]


def _announced(front: list[_Line], event: str, issued_on: str | None, published_on: str | None) -> str | None:
    """The day of the event from which a document counts (公布, 印发, 通过), None where it is not printed."""
    done = "通过" if event == "通过" else "公布发布颁布"
    printed = next((fact.value for line in front for fact in _days(line, "", _WORDING, done)), None)
    if event == "通过":
        return printed
    return printed or issued_on or (published_on if event != "印发" else None)


def _expiry(text: str, body: list[Block], effective: list[Fact]) -> Iterator[Fact]:
    for block in body:
        for match in _EXPIRY.finditer(_blotted(text[block.start : block.end])):
            for name in ("until", "last"):
                if match[name]:
                    yield from _day("expires_on", text, block.start + match.start(name), block.start + match.end(name), 0)
            years = number_of(match["years"]) if match["years"] else None
            if years and effective:
                last = _years_later(date.fromisoformat(effective[0].value), years) - timedelta(days=1)
                span = (block.start + match.start("years"), block.start + match.end())
                yield Fact(field="expires_on", value=last.isoformat(), start=span[0], end=span[1])


def _years_later(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)


def _repeals(text: str, body: list[Block]) -> Iterator[Fact]:
    """Titles said to end; in a decision to end documents also those that follow the word."""
    deciding = any(block.kind == "title" and _DECISION.search(text[block.start : block.end]) for block in body)
    for block in body:
        for sentence in _SENTENCE.finditer(text, block.start, block.end):
            match = _ENDED.match(text, sentence.start(), sentence.end())
            if match and not _UNSURE.search(match["between"]):
                yield from _titles(text, match.start("named"), match.end("named"))
        if deciding and block.kind != "title":
            for match in _ENDS.finditer(text, block.start, block.end):
                yield from _titles(text, match.start("named"), match.end("named"))


def _titles(text: str, start: int, end: int) -> Iterator[Fact]:
    """The titles of a list; those that only tell how another came about (根据《…》修正的《…》) are not of it."""
    for match in _TITLED.finditer(text, start, end):
        if _LISTED.match(text, match.end(), end):
            yield Fact(field="repeals", value=re.sub(r"\s", "", match[0][1:-1]), start=match.start(), end=match.end())
