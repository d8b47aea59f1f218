"""Nothing is shown unchecked: a statement must be the very words of its sources, and these must lie in the locked plans.

What is cut out of a sentence must besides be supported by it: no condition, exception or modal word may be lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claims.checking import check_claim
from assistant.compose.about_documents import NAMES
from assistant.compose.statements import Source, Statement, ended, polished
from assistant.compose.verdict import without_verdict
from assistant.understand.reference import innermost
from assistant.values import normal
from index.models import Plan
from index.search import Index

_NAME = re.compile(rf"^(?:{'|'.join(NAMES.values())})：")
_STATUS = re.compile(r"^标题注明“(.+)”。$")
_SEEN = re.compile(r"^见([^：]{1,24})：")
_MARK = re.compile(r"[，,；;：:。！？!?（）()\r\n]+|\s{2,}")
_COUNT = re.compile(r"^共(\d+)个部分（.+?）(?:，编号条款(\d+)条(?:（.+?）)?)?。$")


def is_supported(statement: Statement, index: Index, plan_ids: Sequence[str]) -> bool:
    """Whether every source is of a locked plan and the statement says nothing but what stands there."""
    if not statement.sources or any(source.plan_id not in plan_ids for source in statement.sources):
        return False
    if any(not _is_in_clause(index, source) for source in statement.sources):
        return False
    text = _NAME.sub("", without_verdict(statement.text))
    seen = _SEEN.match(text)
    if seen:
        clause = index.clauses[statement.sources[0].clause_id]
        if seen[1] != "".join(clause.path).rstrip(".．"):
            return False
        text = text[seen.end() :]
    counted = _COUNT.match(text)
    if counted:
        return _counts(index.plans[statement.sources[0].plan_id], counted)
    status = _STATUS.match(text)
    words = status[1] if status else text
    stood = [index.plans[s.plan_id].text[s.start : s.end] for s in statement.sources]
    if _NAME.match(statement.text) or status:  # a fact read out of a line: 文号：…
        return _names(words, [normal(text) for text in stood])
    place = index.plans[statement.sources[0].plan_id].place
    return _says(words, stood, index, statement) and (statement.joined or check_claim(words, "\n".join(stood), place).supported)


def whole(statement: Statement, index: Index) -> Statement:
    """The whole sentences a statement rests on, to be said where its own words leave out what limits them."""
    sentences = [polished(index.plans[s.plan_id].text[s.start : s.end]) for s in statement.sources]
    return statement.model_copy(update={"text": "".join(ended(sentence) for sentence in sentences)})


def _is_in_clause(index: Index, source: Source) -> bool:
    clause = index.clauses.get(source.clause_id)
    return clause is not None and clause.plan_id == source.plan_id and clause.start <= source.start < source.end <= clause.end


def _says(words: str, stood: list[str], index: Index, statement: Statement) -> bool:
    said = normal(words)
    if not said:
        return False
    if statement.joined:  # a list item: the printed label, then the heading
        label = normal(index.clauses[statement.sources[0].clause_id].path[-1])
        return said.startswith(label) and said.removeprefix(label) in normal("".join(stood))
    sentences = [normal(sentence) for sentence in re.split(r"(?<=[。！？])", words) if normal(sentence)]
    texts = (*stood, "\n".join(stood))  # a list may go on over several clauses
    return all(any(_stands_whole(sentence, text) for text in texts) for sentence in sentences)


def _stands_whole(said: str, text: str) -> bool:
    """Whether words stand in a text from one mark to another: 收取费用 does not stand in 不得收取费用."""
    marks = [0, *(match.end() for match in _MARK.finditer(text))]
    ends = [*(match.start() for match in _MARK.finditer(text)), len(text)]
    begins = [begin for begin in marks if normal(text[begin:]).startswith(said)]
    return any(normal(text[begin:end]) == said for begin in begins for end in ends if end > begin)


def _names(words: str, stood: list[str]) -> bool:
    return bool(normal(words)) and all(any(normal(part) in text for text in stood) for part in words.split("、") if normal(part))


def _counts(plan: Plan, counted: re.Match[str]) -> bool:
    top = sum(len(clause.path) == 1 for clause in plan.clauses)
    return int(counted[1]) == top and (counted[2] is None or int(counted[2]) == len(innermost(plan)))
