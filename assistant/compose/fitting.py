"""Among sentences about the same matter, the ones shaped like the answer asked for come first: lists, permissions, values."""

from __future__ import annotations

import re

from assistant.evidence import Evidence, Hit
from assistant.understand.understand import Part
from assistant.values import values_in
from index.numbering import number_of
from index.search import Index
from index.words import plain

_LISTED, _NAMED, _RULED, _VALUED, _COUNTED = 0.08, 0.07, 0.1, 0.06, 0.15
_MAY = re.compile(
    r"能不能|可不可以|能否|可否|允许|准不准|许不许|让不让|不让|不能|不许|不准|行得通|行不行|还能|能[^，。？]{0,16}吗|可以[^，。？]{0,16}吗|怎么处理|下任务|任务(?:啊|吗)"
)
_RULE = re.compile(r"不得|严禁|禁止|不予|不能|不准|一律|坚决防止")
_MUST = re.compile(r"必须|要不要|是不是要|是否要|需不需要|硬性|底线")
_DUTY = re.compile(r"应当|必须|确保|一律")
_THING = re.compile(
    r"(?:哪(?:一|两|几|些)?(?:个|份|部|项|种|类|张)?|什么|啥|何种)(?:样的?)?(?P<thing>[\u4e00-\u9fff]{1,4}?)(?=[？?，,。]|来|去|吗|呢|里|中|上|在|能|可|要|会|是|的|\s|$)"
)
_KINDS_OF_THING = {
    "文件": r"《",
    "意见": r"《|意见",
    "办法": r"《|办法",
    "规章": r"《",
    "系统": r"系统|平台",
    "平台": r"平台|系统",
    "证": r"资格|证",
    "渠道": r"渠道|、",
    "员": r"(?<![人成委党动职])员(?!会)",
    "人": r"人员|人",
    "领域": r"领域|、",
    "行业": r"行业|领域",
}


def fitted(index: Index, part: Part, evidence: Evidence) -> Evidence:
    """The same sentences, in the order in which they look like the answer."""
    text = plain(part.text)
    wants = [
        (_LISTED, _is_list if "list" in part.intents else None),
        (_LISTED, _is_long_list if "list" in part.intents else None),
        (_COUNTED, _has_as_many_as(text)),
        (_RULED, _RULE.search if _MAY.search(text) else None),
        (_RULED / 2, _DUTY.search if _MUST.search(text) else None),
        (_NAMED, _thing_asked(text)),
        (_VALUED, _states_units_of(text)),
    ]

    def lifted(hit: Hit) -> Hit:
        words = plain(index.plans[hit.plan_id].words(hit.sentence))
        gained = sum(worth for worth, fits in wants if fits and fits(words))
        return hit.model_copy(update={"score": hit.score + gained}) if gained else hit

    hits = sorted(map(lifted, evidence.hits), key=lambda hit: -hit.score)
    return evidence.model_copy(update={"hits": tuple(hits)})


def _is_list(words: str) -> bool:
    return words.count("、") >= 2 or words.count("《") >= 2 or words.count("”“") >= 1


_COUNT_ASKED = re.compile(r"哪(?P<count>[两二三四五六七八九十])(?=[个项种类条张份部方大家本句步])")


def _has_as_many_as(text: str):  # type: ignore[no-untyped-def]
    """A test for a list of as many things as a question says there are (哪四张): so many in a row, or in quotation marks."""
    asked = _COUNT_ASKED.search(text)
    count = number_of(asked["count"]) if asked else None
    if not count:
        return None
    in_a_row = re.compile(rf"(?:^|[，。；：,;:])(?:[^，。；：,;:、]+、){{{count - 1}}}[^，。；：,;:、]+")
    return lambda words: bool(in_a_row.search(words)) or words.count("《") == count or words.count("”“") == count - 1


def _is_long_list(words: str) -> bool:
    return words.count("、") >= 4


def _thing_asked(text: str):  # type: ignore[no-untyped-def]
    """A test for the kind of thing asked for by 哪个…, 什么…, where it is one a sentence shows."""
    patterns = [_KINDS_OF_THING.get(match["thing"], re.escape(match["thing"])) for match in _THING.finditer(text)]
    patterns = [pattern for pattern in patterns if len(pattern) > 1 or pattern in "员人《证"]
    return re.compile("|".join(patterns)).search if patterns else None


def _states_units_of(text: str):  # type: ignore[no-untyped-def]
    """A test for values in the units that a question supposes (不少于60学时)."""
    units = {value.unit for value in values_in(text) if value.unit and value.unit not in ("公历年", "个", "条", "项", "种", "部")}
    return (lambda words: bool(units & {value.unit for value in values_in(words)})) if units else None
