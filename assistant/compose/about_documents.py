"""Questions about a document as such: its number, dates, issuers, period, status, what it carries out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.compose.statements import Source, Statement, ended, polished
from assistant.understand.documents import Field
from assistant.understand.reference import innermost
from index.models import Clause, Plan, Span

NAMES: dict[Field, str] = {
    "document_number": "文号",
    "issued_on": "印发日期",
    "published_on": "发布日期",
    "effective_on": "施行日期",
    "issuers": "印发机关",
    "period": "实施期限",
    "newest": "最新版本",
    "status": "稿件状态",
    "based_on": "制定依据",
    "recipients": "主送单位",
    "title": "标题",
    "count": "条款数",
    "catalogue": "收录的文件",
}


def about(plan: Plan, name: Field) -> tuple[Statement, ...]:
    """Statements on one fact of a document; none where it does not print it."""
    return _TELLERS[name](plan) if name in _TELLERS else _printed(plan, name)


_FACT_FIELDS = {"issuers": "issuer"}


def _printed(plan: Plan, name: Field) -> tuple[Statement, ...]:
    facts = [fact for fact in plan.facts if fact.field == _FACT_FIELDS.get(name, name)]
    if not facts and name == "issued_on":
        return _printed(plan, "published_on")
    facts = facts if name == "issuers" else facts[:1]
    facts = [fact for i, fact in enumerate(facts) if fact.value not in [before.value for before in facts[:i]]]
    if not facts:
        return ()
    words = "、".join(polished(plan.words(fact)) for fact in facts)
    return (Statement(text=ended(f"{NAMES[name]}：{words}"), sources=tuple(_source(plan, fact) for fact in facts)),)


def _source(plan: Plan, span: Span) -> Source:
    """The whole sentences (lines) around a fact."""
    clause = plan.clause_at(span.start)
    around = [s for s in clause.sentences if s.start < span.end and span.start < s.end] or [span]
    return Source(plan_id=plan.plan_id, clause_id=clause.clause_id, start=around[0].start, end=around[-1].end)


def _status(plan: Plan) -> tuple[Statement, ...]:
    fact = next((fact for fact in plan.facts if fact.field == "status"), None)
    if fact:
        return (Statement(text=f"标题注明“{fact.value}”。", sources=(_source(plan, fact),)),)
    return _printed(plan, "document_number") or _printed(plan, "title")


def _based_on(plan: Plan) -> tuple[Statement, ...]:
    return _said(plan, "based_on")


def _effective_on(plan: Plan) -> tuple[Statement, ...]:
    return _said(plan, "effective_on")


def _period(plan: Plan) -> tuple[Statement, ...]:
    """The years it is for; else until when it is in force, or from when."""
    return _printed(plan, "period") or _said(plan, "expires_on") or _said(plan, "effective_on")


def _newest(plan: Plan) -> tuple[Statement, ...]:
    """Which wording is held; whether another has taken its place is told beside it."""
    return (*_printed(plan, "title"), *(_said(plan, "version_date") or _printed(plan, "period")))


def _said(plan: Plan, field: str) -> tuple[Statement, ...]:
    """The whole sentences in which a fact stands."""
    return _whole(plan, [fact for fact in plan.facts if fact.field == field])


def _whole(plan: Plan, spans: Iterable[Span]) -> tuple[Statement, ...]:
    sources = tuple(dict.fromkeys(_source(plan, span) for span in spans))
    return tuple(Statement(text=ended(polished(plan.text[s.start : s.end])), sources=(s,)) for s in sources)


def _recipients(plan: Plan) -> tuple[Statement, ...]:
    addressed = [c for c in _front(plan) if re.search(r"[:：]\s*$", plan.words(c).strip()) and len(c.sentences) == 1]
    return _whole(plan, [clause.sentences[0] for clause in addressed[:1]])


def _front(plan: Plan) -> list[Clause]:
    first = next((clause.start for clause in plan.clauses if clause.path), len(plan.text))
    return [clause for clause in plan.clauses if clause.start < first and clause.kind == "paragraph"]


def _count(plan: Plan) -> tuple[Statement, ...]:
    top = [clause for clause in plan.clauses if len(clause.path) == 1]
    leaves = innermost(plan)
    if not top:
        return ()
    sources = tuple(_source(plan, clause.sentences[0]) for clause in (top[0], top[-1], leaves[0], leaves[-1]) if clause.sentences)
    labels = [clause.path[-1] for clause in leaves]
    runs_on = f"（{labels[0]}至{labels[-1]}）" if len(set(labels)) == len(labels) else ""
    below = f"，编号条款{len(leaves)}条{runs_on}" if leaves != top else ""
    return (Statement(text=f"共{len(top)}个部分（{top[0].path[-1]}至{top[-1].path[-1]}）{below}。", sources=tuple(dict.fromkeys(sources))),)


def _catalogue(plan: Plan) -> tuple[Statement, ...]:
    return _printed(plan, "title")


_TELLERS: dict[Field, Callable[[Plan], tuple[Statement, ...]]] = {
    "effective_on": _effective_on,
    "period": _period,
    "newest": _newest,
    "status": _status,
    "based_on": _based_on,
    "recipients": _recipients,
    "count": _count,
    "catalogue": _catalogue,
}


def period_verdict(plan: Plan, question: str) -> str:
    """否 where a question supposes other years than the document's period."""
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", question)]
    if not years or not plan.period:
        return ""
    return "是。" if set(years) <= {plan.period.from_year, plan.period.to_year} else "否。"
