"""Wrong dates and rhythms: another year, another part of the year, another day, another frequency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.planted.chance import some
from eval.planted.passages import Passage

_YEAR = re.compile(r"(?<![\d〔—\-第])(20[1-3]\d)年(?!度|版)")
_YEAR_END = re.compile(r"(20[1-3]\d)年(?:年底|底)")
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_WITHIN = re.compile(r"([一二两三四五六七八九十]{1,3})(个月|日|个工作日|年)(?=以?内)")
_NAMED = re.compile(r"“[^”]*”|《[^》]*》")
# Words for when, and what may not be said in their place.
_WHEN = {
    r"每年一季度": ("每年二季度", "每年四季度"),
    r"每年(?!一季度|至少|[\u4e00-\u9fff]{0,4}(?:不少于|两期))": ("每两年", "每季度", "每半年"),
    r"每年(?=至少|[\u4e00-\u9fff]{0,4}(?:不少于|两期))": ("每季度", "每半年", "每月"),
    r"(?<!不)定期(?=[\u4e00-\u9fff])(?!报告|存款|限|检验)": ("每月", "每季度"),
    r"任期内": ("每年", "任职前"),
    r"次年(?!\d)": ("当年",),
    r"季通报": ("月通报", "年通报"),
    r"年初部署": ("年中部署",),
    r"年终述职": ("半年述职",),
    r"事前(?=[\u4e00-\u9fff])(?!事中|审批|、|向|预防)": ("事后",),
    r"提前(?=[一二三四五六七八九十])": ("推迟",),
    r"当日": ("次日",),
    r"立即(?=[\u4e00-\u9fff])": ("三日内", "十日内"),
    r"(?<!内)及时(?=反馈|报告|通报|公布|告知|通知|报送|向社会公布|处理|办理)": ("三个月内", "一年内"),
    r"按时(?=向社会公开|公开|上报)": ("于每年六月底前",),
}


def date_changed(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """A time the passage does not say."""
    yield from _years(passage, sentence, rng)
    yield from _days(sentence)
    yield from _within(passage, sentence)
    yield from _rhythms(passage, sentence, rng)


def _years(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    said = set(re.findall(r"20\d\d", passage.text))
    for match in _outside_names(_YEAR, sentence):
        others = [str(int(match[1]) + step) for step in (1, -1, 2)]
        for year in some([other for other in others if other not in said], 1, rng):
            yield sentence[: match.start(1)] + year + sentence[match.end(1) :]
    for match in _outside_names(_YEAR_END, sentence):
        yield sentence[: match.start()] + match[1] + "年" + rng.choice(["6月底", "9月底"]) + sentence[match.end() :]


def _days(sentence: str) -> Iterator[str]:
    for match in _DAY.finditer(sentence):
        month, day = int(match[1]), int(match[2])
        for other in (f"{month % 12 + 1}月{day}日", f"{month}月{day + 5 if day < 21 else day - 5}日"):
            yield sentence[: match.start()] + other + sentence[match.end() :]


def _within(passage: Passage, sentence: str) -> Iterator[str]:
    longer = {"一": "三", "两": "六", "三": "六", "五": "十五", "六": "十二", "七": "十", "十": "三十", "十五": "三十", "三十": "六十"}
    for match in _WITHIN.finditer(sentence):
        if match[1] in longer and longer[match[1]] + match[2] not in passage.text:
            yield sentence[: match.start(1)] + longer[match[1]] + sentence[match.end(1) :]


def _rhythms(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    for when, others in _WHEN.items():
        for match in _outside_names(re.compile(when), sentence):
            for other in some([other for other in others if other not in passage.text], 1, rng):
                yield sentence[: match.start()] + other + sentence[match.end() :]


def _outside_names(pattern: re.Pattern[str], sentence: str) -> list[re.Match[str]]:
    named = [(match.start(), match.end()) for match in _NAMED.finditer(sentence)]
    return [match for match in pattern.finditer(sentence) if not any(start <= match.start() < end for start, end in named)]
