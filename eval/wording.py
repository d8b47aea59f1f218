"""A run with a model beside a run without: what its words changed, for better or worse, and claims to read by hand."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.models import Answer
from eval.results import Asked, Scores, Verdict
from eval.saying import says


def told(quoted: Scores, worded: Scores, answers: Sequence[Asked]) -> Iterator[str]:
    """The figures in lines: what the model was asked and said, what of it was shown, and what that did to the answers."""
    before, after = _by_id(quoted), _by_id(worded)
    made = [one.answer.generation for one in answers if one.answer and one.answer.generation]
    dropped = sum((Counter(one.dropped_for) for one in made), Counter())
    failures = Counter(one.failure for one in made if one.failure)
    received, shown = sum(one.received for one in made), sum(one.shown for one in made)
    yield f"问了模型 {len(made)} 题；收到 {received} 句，展示 {shown} 句，丢弃 {dropped.total()} 句"
    yield "丢弃的原因：" + _listed(dropped)
    yield "没有听完的原因：" + _listed(failures)
    for name, count in (
        ("展示的说法有出处支持", lambda run: f"{_sum(run, 'supported')}/{_sum(run, 'claims')}"),
        ("引到别处", lambda run: _sum(run, "foreign")),
        ("要点", lambda run: f"{_sum(run, 'facts_found')}/{_sum(run, 'facts')}"),
        ("该拒答而拒答", lambda run: _refused(run, due=True)),
        ("不该拒答而拒答", lambda run: _refused(run, due=False)),
        ("全对", lambda run: f"{sum(verdict.right for verdict in run.values())}/{len(run)}"),
    ):
        yield f"{name}：{count(after)}（只用原文时 {count(before)}）"


def changed(quoted: Sequence[Asked], worded: Sequence[Asked]) -> list[tuple[Asked, Asked]]:
    """The pairs of answers that differ in words."""
    by_id = {one.case.id: one for one in quoted}
    pairs = [(by_id[one.case.id], one) for one in worded if one.case.id in by_id]
    return [(old, new) for old, new in pairs if _text(old) != _text(new)]


def table(pairs: Sequence[tuple[Asked, Asked]]) -> Iterator[str]:
    """Of the answers changed: by kind, how often each has more of the key facts, and how much shorter they got."""
    rows: dict[str, Counter[str]] = {}
    for old, new in pairs:
        more = _facts(new) - _facts(old)
        row = rows.setdefault(old.case.kind, Counter())
        row["模型的更全" if more > 0 else "原文的更全" if more < 0 else "一样全"] += 1
        row["更短"] += len(_text(new)) < len(_text(old))
        row["改动"] += 1
    names = ("改动", "模型的更全", "原文的更全", "一样全", "更短")
    yield "题型 | " + " | ".join(names)
    for kind, row in [*sorted(rows.items()), ("合计", sum(rows.values(), Counter()))]:
        yield f"{kind} | " + " | ".join(str(row[name]) for name in names)


def side_by_side(pairs: Sequence[tuple[Asked, Asked]], count: int, seed: int) -> Iterator[str]:
    """Some changed answers, drawn at random, to be read."""
    for old, new in random.Random(seed).sample(list(pairs), min(count, len(pairs))):
        yield f"\n{old.case.id}：{old.case.question}\n  原文：{_text(old)}\n  模型：{_text(new)}"


def claims_to_read(answers: Sequence[Asked], count: int, seed: int) -> Iterator[str]:
    """Claims in a model's words that were shown, drawn at random, each with what it cites."""
    shown = [(one, claim) for one in answers if one.answer for claim in one.answer.claims if claim.worded]
    for number, (one, claim) in enumerate(random.Random(seed).sample(shown, min(count, len(shown))), start=1):
        answer = one.answer
        assert answer is not None
        cited = [f"{c.address}：{' '.join(c.quote.split())}" for c in answer.citations if c.marker in claim.citations]
        yield f"\n{number}. {one.case.id}：{one.case.question}\n  说：{claim.text}\n  据：" + "\n      ".join(cited)


def _facts(one: Asked) -> int:
    return sum(says(_text(one), fact) for fact in one.case.expect.facts)


def _text(one: Asked) -> str:
    return one.answer.answer if isinstance(one.answer, Answer) else ""


def _listed(counts: Counter[str]) -> str:
    return "、".join(f"{name} {count}" for name, count in counts.most_common()) or "无"


def _by_id(scores: Scores) -> dict[str, Verdict]:
    return {verdict.case_id: verdict for verdict in scores.verdicts}


def _sum(verdicts: dict[str, Verdict], name: str) -> int:
    return sum(getattr(verdict, name) for verdict in verdicts.values())


def _refused(verdicts: dict[str, Verdict], *, due: bool) -> str:
    asked = [verdict for verdict in verdicts.values() if verdict.refusal_expected == due]
    return f"{sum(verdict.refused for verdict in asked)}/{len(asked)}"
