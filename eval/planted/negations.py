"""A negation taken out or put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.planted.chance import some
from eval.planted.passages import Passage

_VERBS = (
    "建立|推行|落实|开展|支持|鼓励|实行|公开|加强|完善|健全|推进|深化|强化|规范|制定|"
    "严格执行|严格落实|全面推行|全面落实|统筹|推动|优化|加大|实施|引导|编制"
)
# What is written, and what says the contrary.
_CONTRARIES: dict[str, tuple[str, ...]] = {
    r"(?<!迟于)不得(?!已|少于|超过|低于|迟于|多于|高于)": ("可以", "应当"),
    r"严禁|(?<!法律)禁止(?!令)": ("允许", "鼓励"),
    r"(?<!理由)不予(?=决策|处罚|受理|支持|公开|行政|登记|许可|批准|核准|颁发|注册)": ("应当予以",),
    r"不能(?=随意)": ("可以",),
    r"(?<![不，,])可以(?!不|[^，,。；;]{0,12}的)": ("不得",),
    r"(?<!不)应当(?![^，,。；;]{0,14}的)": ("不应当", "无需", "不得"),
    r"(?<!不)承担(?=[\u4e00-\u9fff]{0,6}责任[，,。；;])": ("不承担",),
    r"不负(?=[\u4e00-\u9fff]{0,4}责任)": ("应当负",),
    r"(?<![或、])无效(?=[。；;])": ("有效",),
    r"(?<!没)有权": ("无权",),
    r"(?<!不)(?<!主动)向社会公(?=[开布])": ("不向社会公",),
    r"(?<!不)纳入(?=[\u4e00-\u9fff]{0,20}(?:体系|预算|范围|平台|轨道|管理))": ("不纳入",),
    r"(?<!不)(?<!不得)(?<!作为)作为(?=[\u4e00-\u9fff]{0,20}(?:重要内容|依据|参考|标尺))": ("不作为",),
    r"要(?=听证|贯彻|深入|履行|切实|结合|向|将|把|加强|带头|注重|围绕|支持)": ("不要求",),
    r"(?<!不)必须(?!为)": ("不必",),
    r"一律(?=取消|停止)": ("一律不",),
    r"(?<=，)方便(?=群众|公众)": ("不便",),
    rf"^(?={_VERBS})": ("不", "暂不", "不再"),
    rf"(?<=[，,；;])(?={_VERBS})(?!制定本)": ("不再", "暂不"),
}


def negation_changed(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """The contrary of what the sentence says."""
    for written, contraries in _CONTRARIES.items():
        matches = [match for match in re.finditer(written, sentence) if not _quoted(sentence, match.start())]
        for match in some(matches, 1, rng):
            yield sentence[: match.start()] + rng.choice(contraries) + sentence[match.end() :]


def _quoted(sentence: str, at: int) -> bool:
    before = sentence[:at]
    return before.count("《") > before.count("》") or before.count("“") > before.count("”") or before.count("（") > before.count("）")
