# ruff: noqa: E501 -- a pattern of what people say reads better on one line than cut anywhere
"""Names of people after words that announce one: 我叫…, 姓名：…, 联系人…; a name found is found again elsewhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.places import by_name
from index.words import is_dictionary_word, part_of_speech, segments

_HAN = "\u4e00-\u9fff"
_ROLES = (
    "联系人|户主|当事人|申请人|投诉人|举报人|反映人|来电人|经办人|收件人|寄件人|法定代表人|法人代表|法人|负责人|业主|房东|监护人|责任人|承办人|委托人|代理人|"
    "被投诉人|被举报人|证人|老板|邻居|爱人|丈夫|妻子|老公|老婆|儿子|女儿|父亲|母亲|我爸|我妈|我哥|我姐|我弟|我妹|孩子"
)
_LEAD = re.compile(
    rf"(?P<self>(?<!别)(?<!让)(?:我|俺|咱|他|她|人|名字|名|户主|{_ROLES})(?:的名字|大名|名)?(?:就)?(?:叫(?!做什)作?做?|名叫|称呼)(?:是)? ?|名字(?:是|为|[:：]) ?|(?:姓名|名字|称呼) ?(?:是|为|叫|:| )[: ]{{0,2}})"
    rf"|(?P<label>(?:{_ROLES})(?:姓名)? ?(?:[:：]|是|为|叫)[: ]?)"
    rf"|(?P<weak>(?:我|俺|这里|本人)(?:就)?是(?:个|一个)?|本人 ?|姓名(?!权)|{_ROLES})"
)
_LIST = re.compile(rf"［\0\0］(?:、|和|与|及|跟|以及)(?=[{_HAN}])")
_DOTTED = re.compile(
    rf"[{_HAN}]{{1,8}}(?:[·•‧∙・.][{_HAN}]{{1,8}}?){{1,3}}(?=[^{_HAN}·]|$|想|要|的|我|在|住|电话|手机|身份证|先生|女士|同志|反映|投诉|咨询|请问)"
)
_THEN = (
    "想问|想咨询|想了解|想反映|想请|想打听|想知道|要问|要咨询|要反映|要投诉|电话|手机|联系|身份证|身份号|家住|住在|住址|现住|家在|今年|来自|请问|咨询|反映|投诉|举报|先生|女士|小姐|同志|"
    "师傅|大爷|大妈|阿姨|老师|我想|我要|我的|我是|我家|我在|我住|俺|车牌|邮箱|银行卡|卡号|地址|性别|男|女性|女，|汉族|回族|藏族|号码|打电话|打这|有个|有问题|需要|麻烦|名下|的电话|的手机|的身份证|证件|微信|老家|户口|户籍|在这|问一下|问问|问下"
)
_AFTER = re.compile(rf"$|[^{_HAN}A-Za-z0-9]|[0-9]|(?:{_THEN})")
_AFTER_CLEARLY = re.compile(rf"$|[，,。.；;！!？?、 \n)(［]|(?:{_THEN})")
_NEVER = frozenset("的了着吗呢吧啊哪谁么这那请您你我他她它们就也都还又没不什怎被将把很吃过去到")
_GIVEN = frozenset(
    "强林伟军华平国明志刚勇磊涛杰超鹏飞斌峰龙辉健波宁亮洋毅俊浩宇轩涵怡欣琳娜敏静丽艳娟霞芳兰英梅琴玲红云珍凤莲萍雪梓晨晓玉娥燕栋祥福贵德庆春辰博睿哲"
)
_FUNCTION = frozenset("于和向从应经时由并同曾全任当成把关管")
_SAYS = ("v", "vn", "d", "a", "ad", "c", "p", "m", "r", "t")  # parts of speech of words that are no given names
_ORGANISATION = re.compile(r"[市县区州省局委办院所部处厅科会社村乡镇组队厂店人方]$")


class _Lead(NamedTuple):
    end: int
    strength: str


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Surnames of one character and of several."""
    single, several = (Path(__file__).parent / "surnames.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(single), frozenset(several.split())


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand."""
    found: list[tuple[int, int]] = []
    for lead in _leads(text):
        end = _end_of_name(text, lead)
        if end:
            found.append((lead.end, end))
    yield from found
    for value in {text[start:end] for start, end in found if end - start >= 3}:
        yield from ((again.start(), again.end()) for again in re.finditer(re.escape(value), text))


def _leads(text: str) -> Iterator[_Lead]:
    for found in _LEAD.finditer(text):
        yield _Lead(found.end(), found.lastgroup or "weak")
    for found in _LIST.finditer(text):
        yield _Lead(found.end(), "weak")


def _end_of_name(text: str, lead: _Lead) -> int:
    """Where the name that begins after a lead ends; 0 where none begins."""
    ahead = text[lead.end : lead.end + 16]
    dotted = _DOTTED.match(text, lead.end, lead.end + 34)
    if dotted:
        return dotted.end()
    lengths = _lengths(ahead)
    for length in lengths:
        if _AFTER_CLEARLY.match(ahead, length) and _may_be_name(ahead, length, lead.strength):
            return lead.end + length
    if lead.strength != "self":
        return 0
    more = _cut_off(ahead, lengths) if lengths else _announced(text, lead)
    return lead.end + more if more else 0


def _lengths(ahead: str) -> tuple[int, ...]:
    """How long a name beginning here may be, by its surname."""
    single, several = _surnames()
    family = next((size for size in (4, 3, 2) if ahead[:size] in several), 1 if ahead[:1] in single else 0)
    if not family:
        return ()
    double = family == 1 and ahead[1:2] in single
    possible = range(family + 1, family + (4 if double else 3))
    return tuple(size for size in possible if size <= len(ahead) and re.fullmatch(rf"[{_HAN}]+", ahead[:size]))


def _announced(text: str, lead: _Lead) -> int:
    """After 姓名： with no known surname: two to four characters that stand by themselves."""
    if not text[: lead.end].endswith((":", "： ", ": ")):
        return 0
    found = re.compile(rf"[{_HAN}]{{2,4}}(?=$|[，,。；;\n ])").match(text, lead.end)
    return len(found[0]) if found and not _NEVER & set(found[0]) and not _ORGANISATION.search(found[0]) else 0


def _may_be_name(ahead: str, length: int, strength: str) -> bool:
    words = ahead[:length]
    if _NEVER & set(words[1:]):
        return False
    if strength == "self":
        return True
    if words in by_name() or words[:2] in by_name() or (strength == "label" and _ORGANISATION.search(words) and length > 2):
        return False
    return strength == "label" or not _is_word(ahead, length)


def _is_word(ahead: str, length: int) -> bool:
    """Whether what looks like a name is another word (农民, 申请, 和被…)."""
    words = segments(ahead[:length])
    first = words[0]
    if first in _surnames()[1]:
        return False
    if len(first) == length - 1 == 2 and ahead[2] in _GIVEN:
        return False  # 方志|强: what is left over ends names, and not words
    if len(first) > 1:
        return (is_dictionary_word(first) and not part_of_speech(first).startswith("nr")) or bool(_ORGANISATION.search(ahead[:length]))
    rest = words[1] if len(words) > 1 else ""
    if len(rest) == length - 1 == 2 and rest[1] in _GIVEN and not _says_something(rest):
        return False  # 曾|桂兰: what follows is a word that people are called by
    return first in _FUNCTION and len(rest) > 1 and is_dictionary_word(rest) and not part_of_speech(rest).startswith("nr")


def _says_something(word: str) -> bool:
    """Whether a word is more than a given name: it tells, links or counts, or it is a place or a country."""
    said = part_of_speech(word)
    return said in _SAYS or word in by_name() or (said == "ns" and word.endswith("国"))


def _cut_off(ahead: str, lengths: tuple[int, ...]) -> int:
    """The length of a name that runs on into other words, by where words end; 0 where no name is told."""
    ends, at = set(), 0
    pieces = segments(ahead)
    if len(pieces[0]) > 1 and is_dictionary_word(pieces[0]) and not part_of_speech(pieces[0]).startswith("nr"):
        return 0
    for piece in pieces:
        at += len(piece)
        ends.add(at)
    return next((length for length in reversed(lengths) if length in ends and _may_be_name(ahead, length, "self")), 0)
