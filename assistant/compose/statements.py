"""Statements: what an answer says, each resting on whole sentences of clauses, shortened only where nothing is lost."""

from __future__ import annotations

import re

from index.models import Clause, Frozen, Plan, Span

_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})
# Words that condition or limit what follows: a sentence in which they stand ahead is given whole.
_LIMITS = re.compile(
    r"除|但|不得|未经|原则上|力争|争取|如果|如有|若|凡|可以|应当|必须|因|由于|没有|没|非|仅|只|符合|依法需要|需要|确需|在.{0,14}(?:前提|情况|条件)|(?:时|的|后|前)[，,；;]|"
    r"\d{4}年|每年|每半年|每季|之前|以前|之后|以后|经.{0,10}(?:批准|同意|审议)|逐步|有条件"
)


class Source(Frozen):
    """The span of a clause that a statement rests on."""

    plan_id: str
    clause_id: str
    start: int
    end: int


class Statement(Frozen):
    """One thing said; `label` is the place or document it is said of, where an answer speaks of several; `worded` by a model."""

    text: str
    sources: tuple[Source, ...]
    label: str = ""
    joined: bool = False
    worded: bool = False


def source_of(clause: Clause, span: Span) -> Source:
    """The source of a sentence in a clause."""
    return Source(plan_id=clause.plan_id, clause_id=clause.clause_id, start=span.start, end=span.end)


def quoted(plan: Plan, span: Span) -> str:
    """A sentence as it is said in an answer: its words, on one line, with one kind of punctuation."""
    return polished(plan.words(span))


def polished(words: str) -> str:
    """Words on one line; half-width marks between Chinese characters become full-width ones."""
    line = re.sub(r"\s*[\r\n]+\s*", "", words).strip()
    return re.sub(r"(?<=[\u4e00-\u9fff”》）)])[,:;]|[,:;](?=[\u4e00-\u9fff“《])", lambda match: match[0].translate(_WIDE), line)


def ended(text: str) -> str:
    """A text that ends as a sentence does."""
    text = re.sub(r"[，,；;、：:]$", "", text)
    return text if re.search(r"[。！？!?]”?$", text) else text + "。"


def from_focus(plan: Plan, sentence: Span, focus: int) -> str:
    """A sentence from the comma before what was asked for; whole where what stands ahead limits what follows."""
    words = plan.words(sentence)
    at = max((match.end() for match in re.finditer(r"[，,；;]", words) if match.end() <= focus - sentence.start), default=0)
    if not at or _LIMITS.search(words[:at]) or _open(words[:at]):
        return polished(words)
    return polished(words[at:])


def _open(words: str) -> bool:
    return any(words.count(left) > words.count(right) for left, right in ("（）", "()", "《》", "“”"))


def merged(sources: tuple[Source, ...], plans: dict[str, Plan]) -> tuple[Source, ...]:
    """Neighbouring sentences of one clause as one span; the order of first use stays."""
    done: list[Source] = []
    for source in sources:
        before = done[-1] if done else None
        gap = plans[source.plan_id].text[before.end : source.start] if before and before.clause_id == source.clause_id else "x"
        if before and before.clause_id == source.clause_id and before.end <= source.start and not gap.strip():
            done[-1] = before.model_copy(update={"end": source.end})
        elif source not in done:
            done.append(source)
    return tuple(done)
