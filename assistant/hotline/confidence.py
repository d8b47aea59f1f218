"""How far an agent may rely on what there is to say."""

from __future__ import annotations

from assistant.hotline.models import Confidence, Level, NoPromise
from assistant.hotline.said import Said
from assistant.models import Answer

_UNSURE_READING = 0.85  # of the characters of a scan: below, a figure may be read wrongly
_MEANINGS: dict[Level, str] = {
    "高": "可以照念：这是现行文件里的原话，没有需要另外说明的。",
    "中": "可以照念，念完要把“不能承诺”里的话一并说明。",
    "低": "先不要当作答复：版本或者识别没有把握，请核对原文后再回复。",
    "无": "没有可以当依据的条款，不要凭印象答复。",
}
_MEANINGS_READ_OUT: dict[Level, str] = {
    "高": "文件里有，但一句话说不完：请把依据里的原文念给来电人。",
    "中": "文件里有，但一句话说不完：请把依据里的原文念给来电人，并说明“不能承诺”里的话。",
}


def confidence_of(answer: Answer, said: Said, cautions: tuple[NoPromise, ...]) -> Confidence:
    """The level and what it means.

    无: nothing is cited (trust `none`). 低: of documents of one title it is not known which counts (`undecided_version`),
    or a citation was read from a picture with a certainty below 0.85. 中: there is something the words do not promise
    (a hedge, a draft, an ended or replaced document, a deadline past, a part not answered), a model worded them
    (trust `verified`), or a service that searches could not be used. 高: everything else.
    """
    level = _level(answer, said, cautions)
    read_out = bool(said.basis) and not said.facts and "原文较长" in said.text
    return Confidence(level=level, meaning=_MEANINGS_READ_OUT.get(level, _MEANINGS[level]) if read_out else _MEANINGS[level])


def _level(answer: Answer, said: Said, cautions: tuple[NoPromise, ...]) -> Level:
    if answer.trust == "none" or not said.basis:
        return "无"
    if is_undecided(answer) or is_badly_read(said):
        return "低"
    unheard = any(fallback.part in ("embedding", "rerank") for fallback in answer.fallbacks)
    return "中" if cautions or unheard or answer.status == "partial" or answer.trust == "verified" else "高"


def is_undecided(answer: Answer) -> bool:
    """Whether of documents of one title it is not known which counts."""
    return any(caveat.code == "undecided_version" for caveat in answer.caveats)


def is_badly_read(said: Said) -> bool:
    """Whether something cited was read from a picture with little certainty."""
    return any(citation.confidence is not None and citation.confidence < _UNSURE_READING for citation in said.basis)
