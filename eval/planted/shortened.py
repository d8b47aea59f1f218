"""Harmless changes of what is said beside the matter: peers in another order, a purpose or a result left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.planted.passages import Passage

_LIST = re.compile(r"[\u4e00-\u9fff“”]+(?:、[\u4e00-\u9fff“”]+){3,}")
# Members of a list that make it one of steps, of ranks, or of things within things.
_STEPS = re.compile(
    r"审查|审核|审议|决定|立案|调查|执行|备案|发布|起草|论证|预警|响应|重建|评估|征集|告知|送达|受理|审理|申请|分配|清理|取消|"
    r"国务院|和|及|与|或|等|的|全会|主义|思想|理论|发展观|省|县|乡|区|市$|级|国家|"
    r"领导|主导|牵头|依托|参与|协同|收集|分析|研判|挖掘|处理|部署|调度|梳理|自评|一审|二审|再审|先|后|前款|第|本法|[一二三四五六七八九十]"
)
_RESULT = re.compile(
    r"[，,](?:不断|切实|着力|有效|进一步|充分)?(?:提高|提升|增强|促进|推动|减少|优化|营造|凝聚|激发|保障|方便|减轻|扩大|强化|降低|改善|推进|保护|确保)"
    r"[^，,。；;]{4,40}(?=。$)"
)
# What a sentence cannot end in once its result is gone.
_OPEN = re.compile(
    r"(?:^|[，,；;])(?:通过|以|对|为|根据|按照|将|把|在|依托)[^，,；;]*$|应当(?:根据|按照|依照)[^，,；;]*$|(?:措施|方式|基础上|目标|过程中|为重点|为主导|为抓手)$"
)
_PURPOSE = re.compile(r"^(?:为了|围绕|为(?=进一步|深入|全面|加强|推进|贯彻))[^，,。；;]{4,40}[，,](?=[\u4e00-\u9fff])")
_VERB = (
    "(?:推行|落实|完善|健全|建立|加强|推进|深化|强化|规范|制定|优化|严格执行|"
    "实行|编制|开展|全面落实|全面推行|坚持|加快推进|推动|统筹|创新|畅通)"
)
_TWO = re.compile(rf"^(?P<one>{_VERB}[^，,。；;：:]{{5,60}})[，,；;](?P<other>{_VERB}[^，,。；;：:]{{5,60}})。$")
_TUNE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:进一步|大力|切实|深入|持续|积极|扎实|充分|着力|不断)(?=(?:推进|推行|开展|加强|完善|优化|规范|提高|提升|深化|发挥|落实|整治|明确))"
)
_CONDITION = re.compile(r"的[，,]|除|未经|但|如|原则上|不得|情况|情形|条件|以上|以下|不少于|至少")


def harmless_order(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """The inner members of a list of peers in another order; the first and the last stay, for they may carry more than themselves."""
    for match in _LIST.finditer(sentence):
        first, *inner, last = match[0].split("、")
        whole = all(2 <= len(member) <= 10 and member.count("“") == member.count("”") for member in inner)
        lengths = [len(member) for member in inner]
        if len(inner) < 2 or not whole or _STEPS.search("、".join(inner)) or max(lengths) - min(lengths) > 2:
            continue
        turned = inner[1:] + inner[:1] if rng.random() < 0.5 else inner[::-1]
        if turned != inner:
            yield sentence[: match.start()] + "、".join([first, *turned, last]) + sentence[match.end() :]


def harmless_shortening(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """The sentence without its purpose, its result, one of two measures, or a word of zeal."""
    match = _PURPOSE.match(sentence)
    if match and "可以" not in sentence:
        yield sentence[match.end() :]
    if not _CONDITION.search(sentence):
        match = _RESULT.search(sentence)
        if match and not _OPEN.search(sentence[: match.start()]):
            yield sentence[: match.start()] + "。"
        if match := _TWO.match(sentence):
            yield from (match["one"] + "。", match["other"] + "。")
        if match := _TUNE.search(sentence):
            yield sentence[: match.start()] + sentence[match.end() :]
