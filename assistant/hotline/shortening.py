"""A sentence too long to be read aloud becomes whole segments of it, with all that governs them.

Segments are what stands between 。；，： marks. A run of them may be said without the rest where it begins with words
that need nothing before them, ends where something is said, and has with it whatever governs it: the subject, the time,
a condition, an exception, a modal or hedging word, a colon's announcement. What comes of it is checked by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from assistant.claims.vocabulary import CONDITION, EXCEPTION, INTENSIFIES
from assistant.hotline.speech import sentence
from index.models import Frozen
from index.words import cut, part_of_speech

_SEGMENT = re.compile(r"[^，,；;。！!？?：:]+(?:(?<=\d)[,:](?=\d)[^，,；;。！!？?：:]+)*(?P<mark>[，,；;。！!？?：:]|$)")
_ENDS_PART = re.compile("[；;。！!？?]|^$")
_TIME = re.compile(r"^(?:到|截至|截止到?|自|从|在|于|力争到?)?(?:19|20)\d\d年?[^，]{0,10}?(?:前|底|末|起|初|期间|中|年|来|度)?$")
_GOVERNS = re.compile(
    r"^(?:要|应|应当|必须|不得|严禁|禁止|不准|不许|不能|防止|避免|杜绝|力争|争取|努力|原则上|探索|鼓励|支持|引导|"
    r"倡导|提倡|有条件|逐步|适时|拟|计划|建议|研究|可以|可|除|依法需要|未经|允许)"
)
_DEPENDS = re.compile(
    r"^(?:并|且|而|从而|进而|以(?!公开|人民)|以及|和|及|与|或|其|该|此|这|由此|因此|使|让|同时|也|还|又|均|都|即|"
    r"确保|保证|做到|切实|不断|真正|为(?!.{2,20}提供)|成为|形成|达到|包括|特别是|尤其|主要|分别|共计?|其中|最大限度)"
)
_MEANS = re.compile(
    r"^(?:并|且)?(?:通过|按照|依照|围绕|根据|依托|紧盯|结合|针对|坚持以|着眼|聚焦|立足|凡|如|若|因)|^(?:在|当|对|对于|除|"
    r"随着).{0,60}(?:上|下|中|时|后|前|内|外|的|面|同时|基础上|期间)$|"
    r"(?:的同时|基础上|前提下|情况下|的|时|之后)$"
)
_OBLIGED = re.compile(
    r"^[^，]{0,22}(?:局|委|办|府|门|位|关|构|院|厅|部|人|员|组织|企业|街道|班子|党组|乡镇|县|区|市)(?:要|应当?|必须|不得|可以|须|负责|承担)"
)
_NOUNS = ("n", "r", "j", "s", "x")
_NO_SUBJECTS = INTENSIFIES | frozenset(
    ["重点", "依法", "科学", "统一", "优先", "原则", "率先", "集中", "稳步", "适度"]
)  # tagged as nouns, used as adverbs
_AS_GOOD = 0.95  # a segment that says this share of what the best one says may stand for it


class Segment(Frozen):
    """Words between two marks; `part` counts what lies between 。 and ；."""

    words: str
    mark: str
    part: int


class Shortened(Frozen):
    """Words that fit, and how much they say of what was asked (0 to 1)."""

    words: str
    share: float


def segments(text: str) -> list[Segment]:
    """The segments of a text that is ready to be read aloud."""
    found: list[Segment] = []
    part = 0
    for match in _SEGMENT.finditer(text):
        words, mark = match[0].removesuffix(match["mark"]) if match["mark"] else match[0], match["mark"]
        if words.strip():
            found.append(Segment(words=words.strip(), mark=mark, part=part))
        part += bool(_ENDS_PART.search(mark))
    return found


def shortened(text: str, longest: int, worth: Callable[[str], float]) -> Iterator[Shortened]:
    """Ways to say a text in at most `longest` characters, best first: what says most of what was asked, then the longest."""
    whole = worth(text) or 1.0
    if len(sentence(text)) <= longest:
        yield Shortened(words=sentence(text), share=1.0)
    parts = segments(text)
    cores = _cores(parts, worth)
    made: dict[str, tuple[float, bool]] = {}
    for begin in range(len(parts)):
        if begin and _DEPENDS.search(parts[begin].words):
            continue
        ahead = _governing(parts, begin)
        for end in range(begin, len(parts)):
            chosen = [*(parts[i] for i in ahead), *parts[begin : end + 1]]
            words = said(chosen)
            if len(words) > longest:
                break
            if not _dangles(parts, end) and (not cores or cores & {*ahead, *range(begin, end + 1)}):
                made.setdefault(words, (worth(words), _ENDS_PART.search(parts[end].mark) is not None))
    ranked = sorted(made, key=lambda words: (-round(made[words][0], 3), -made[words][1], -len(words)))
    yield from (Shortened(words=words, share=min(1.0, made[words][0] / whole)) for words in ranked if words != sentence(text))


def _cores(parts: Sequence[Segment], worth: Callable[[str], float]) -> set[int]:
    """The segments that, with what governs them, say most of what was asked: one of them must stay."""
    values = [worth("，".join([*(parts[j].words for j in _governing(parts, i)), part.words])) for i, part in enumerate(parts)]
    best = max(values, default=0.0)
    return {i for i, value in enumerate(values) if best and value >= _AS_GOOD * best}


def said(chosen: Sequence[Segment]) -> str:
    """Segments as one sentence."""
    joined = "".join(segment.words + (segment.mark or "，") for segment in chosen)
    return sentence(joined)


def _governing(parts: Sequence[Segment], begin: int) -> list[int]:
    """The segments before `begin` without which it would say something else, in order."""
    same = [i for i in range(begin) if parts[i].part == parts[begin].part]
    governing = {i for i in same if _governs(parts[i].words)}
    governing |= {i for i in same if parts[i].mark in "：:" and parts[i].mark}
    if same and not begins_with_subject(parts[begin].words):
        subject = next((i for i in reversed(same) if begins_with_subject(parts[i].words)), None)
        governing |= {subject} if subject is not None else set()
    return sorted(governing)


def _governs(words: str) -> bool:
    return bool(_TIME.search(words) or _GOVERNS.search(words) or CONDITION.search(words) or EXCEPTION.search(words))


def _dangles(parts: Sequence[Segment], end: int) -> bool:
    """Whether a run that ends here leaves the listener waiting."""
    last = parts[end]
    if _ENDS_PART.search(last.mark):
        return False
    return bool(last.mark in "：:" or _TIME.search(last.words) or _MEANS.search(last.words) or CONDITION.search(last.words))


@cache
def begins_with_subject(words: str) -> bool:
    """Whether a segment says of whom it speaks: it begins with a noun, and a verb or what goes before one follows."""
    if _OBLIGED.search(words):
        return True
    first, *rest = cut(words)
    does = any(part_of_speech(word).startswith(("v", "a", "d", "m")) for word in rest)
    return does and first not in _NO_SUBJECTS and part_of_speech(first).startswith(_NOUNS)
