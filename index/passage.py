"""The note that tells when and by whom a document was passed, wherever it is printed under its title or behind it.

（2018年9月30日某市第四届人民代表大会常务委员会第十五次会议通过 …批准）: in brackets of either width or in none, on the title's own line or
the next ones, broken into as many lines as it likes. It is no part of the title, and its years are none that the document is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.blocks import Line, page_part
from index.dates import DATE

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
DONE = "通过|批准|修正|修订|修改|公布|发布|颁布|颁发|印发|施行"
_WITHIN = rf"[^{re.escape(_OPEN + _CLOSE)}。；：]"
_DAY = re.sub(r"\\s\*", "", DATE)  # in words without white space
_STRETCH = rf"{_DAY}(?:起)?[—–\-－~～至到]+"  # （2021年1月1日—2025年12月31日） is what a plan is for
_YEAR = r"[\d〇○零一二三四五六七八九]{4}年"
_BEGINS = re.compile(
    rf"[{re.escape(_OPEN)}](?!{_STRETCH})(?:[经于由自]?{_DAY}|{_WITHIN}{{1,40}}?{_DAY}{_WITHIN}{{0,60}}?(?:{DONE})"
    rf"|{_WITHIN}{{0,40}}?{_YEAR}{_WITHIN}{{0,60}}?(?:会议|大会|委员会|政府|令){_WITHIN}{{0,30}}?(?:{DONE}))"  # （2018年第三次会议通过）
)
_BEGINS_BARE = re.compile(rf"(?!{_STRETCH}){_DAY}[^\d，,、。；：）)]")
_DONE_AT_END = re.compile(rf"(?:{DONE})[{re.escape(_CLOSE)}]?$")
_TOLD = re.compile(rf"[{re.escape(_OPEN)}]?{_WITHIN}{{0,40}}?{_DAY}.*?(?:{DONE})")
_SENTENCE = re.compile(r"[。；！？，：,;:]")
_BREAK = re.compile(r"\s*[\r\n]\s*")
_UNFINISHED = re.compile(rf"{_YEAR}[\d〇○零一二三四五六七八九十月]*$")  # 2014年9月26, 日 in the next line
_LONGEST_TITLE_LINE = 60
_LOOKED_AT = 160  # characters from a bracket on in which a note must show what it is
_MOST_LINES = 60  # a regulation amended many times


def tells_passage(words: str) -> bool:
    """Whether a paragraph is such a note."""
    joined = re.sub(r"\s", "", words)
    return bool(_TOLD.match(joined)) and not joined.endswith(("。", "：", ":", "；"))


def unbroken(note: str) -> tuple[str, Sequence[int]]:
    """A note without its line breaks, which fall within names and days, and where each character of it stands."""
    dropped = {i for match in _BREAK.finditer(note) for i in range(match.start(), match.end())}
    at = [i for i in range(len(note)) if i not in dropped]
    return "".join(note[i] for i in at), at


def before_note(title: str) -> str:
    """A title on one line without the note printed behind it."""
    return title[: _bracket_at([Line(0, len(title), title)], 0, 0)].rstrip()


def notes_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, each note a line of its own (`note`): cut from the title before it, put together where it is broken."""
    parted: list[Line] = []
    at = 0
    while at < len(lines):
        made, at = _next(lines, at)
        parted.extend(made)
    return parted


def _next(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """What the line at a position becomes, and the position after what was taken."""
    line = lines[at]
    if _is_other(line):
        return [line], at + 1
    cut = _bracket_at(lines, at, _MOST_LINES)
    if cut < len(line.words):
        last = _last_in_brackets(lines, at, cut)
        return [*_title_part(line, cut), _note(lines[at : last + 1], line.words[cut:], cut)], last + 1
    if _begins_bare(lines, at):
        last = _last_bare(lines, at)
        return [_note(lines[at : last + 1], line.words, 0)], last + 1
    return [line], at + 1


def _is_other(line: Line) -> bool:
    """Whether a line can hold no part of a note; a bracket alone on its line can."""
    on_page = page_part(line) is not None and bool(line.words.strip(_OPEN + _CLOSE))
    return not line.words or line.label is not None or line.row is not None or line.heading or line.page or on_page


def _bracket_at(lines: Sequence[Line], at: int, more: int) -> int:
    """Where in a line's words a note in brackets begins, their length where none does."""
    words = lines[at].words
    for match in re.finditer(f"[{re.escape(_OPEN)}]", words):
        before = words[: match.start()]
        if len(before) > _LONGEST_TITLE_LINE or _SENTENCE.search(before):
            break
        following = "".join(line.words for line in _rest(lines, at + 1, min(more, 6)))
        joined = _without_space(words[match.start() :] + following)[:_LOOKED_AT]
        if before.count("《") == before.count("》") and _BEGINS.match(joined) and not _goes_on(words, match.start()):
            return match.start()
    return len(words)


def _goes_on(words: str, start: int) -> bool:
    """Whether the line goes on behind the closing bracket: （…通过）的决定, （…通过），."""
    end = _closed(words[start:], 0)[1]
    return end is not None and bool(re.match(r"[^\s（(〔\[【]", words[start + end :]))


def _closed(words: str, depth: int) -> tuple[int, int | None]:
    """How many brackets are open after these words, and where the last one was closed if it was."""
    for i, char in enumerate(words):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth == 0 and char in _CLOSE:
            return 0, i + 1
    return depth, None


def _rest(lines: Sequence[Line], at: int, most: int) -> Iterator[Line]:
    """The lines from a position on that may be of one note with those before: up to a number, a part of the page, a table."""
    for line in lines[at : at + most]:
        if line.words and _is_other(line):
            return
        yield line


def _last_in_brackets(lines: Sequence[Line], at: int, cut: int) -> int:
    """The line that closes the bracket; where none does, the last that says what was done before a gap."""
    depth, end = _closed(lines[at].words[cut:], 0)
    done, gap = at, False
    for i, line in enumerate(_rest(lines, at + 1, _MOST_LINES), at + 1):
        gap = gap or not line.words
        if end is not None or line.words.endswith("。") or (gap and line.words and not _is_of_note(line)):
            break
        depth, end = _closed(line.words, depth)
        done = i if end is not None or (not gap and _DONE_AT_END.search(line.words)) else done
    return done


def _is_of_note(line: Line) -> bool:
    words = _without_space(line.words)
    return bool(_BEGINS_BARE.match(words) or _DONE_AT_END.search(words))


def _begins_bare(lines: Sequence[Line], at: int) -> bool:
    """Whether a note without brackets begins at a line; its day may go on in the next."""
    words = _without_space(lines[at].words)
    if _UNFINISHED.match(words):
        words += next((_without_space(line.words) for line in _rest(lines, at + 1, 3) if line.words), "")
    return bool(_BEGINS_BARE.match(words))


def _last_bare(lines: Sequence[Line], at: int) -> int:
    """Without brackets: the line that says what was done, before the next day or a gap; else the first."""
    words = ""
    for i, line in enumerate(_rest(lines, at, 6), at):
        unfinished = bool(_UNFINISHED.match(words))
        if i > at and not unfinished and (not line.words or line.words[0] in _OPEN or _begins_bare(lines, i)):
            break
        words += _without_space(line.words)
        if _DONE_AT_END.search(words):
            return i
    return at


def _title_part(line: Line, cut: int) -> list[Line]:
    before = line.words[:cut].rstrip()
    return [replace(line, end=_starts_at(line, cut), words=before)] if before else []


def _note(taken: Sequence[Line], first_words: str, cut: int) -> Line:
    words = "".join([first_words, *(line.words for line in taken[1:])])
    return replace(taken[0], start=_starts_at(taken[0], cut), end=taken[-1].end, words=words, note=True)


def _starts_at(line: Line, cut: int) -> int:
    """Where the words from `cut` on stand in the text: a line knows its words without the white space before them."""
    return line.start + (line.lead + cut if cut else 0)


def _without_space(words: str) -> str:
    return re.sub(r"\s", "", words)
