"""What the tests of the evaluation share: verdicts and scores written by hand, and two small plans to evaluate on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from assistant.models import Answer, Citation, Claim
from assistant.settings import Settings
from eval.cases import Case
from eval.figures import figures
from eval.results import Asked, Ranked, RunInfo, Scores, Verdict
from index.models import Plan


def _a_case(case_id: str = "deadline-1", question: str = "问？", expect: dict[str, object] | None = None, **more: object) -> Case:
    kind = case_id.rpartition("-")[0]
    fields: dict[str, object] = {"id": case_id, "kind": kind, "question": question, "expect": {"status": ["answered"]} | (expect or {})}
    return Case.model_validate(fields | more)


def _an_answer(**more: object) -> Answer:
    fields: dict[str, object] = {"question": "问？", "standalone_question": "问？", "status": "answered", "trust": "verbatim", "answer": ""}
    return Answer.model_validate(fields | {"answer_id": "a", "as_of": "2026-11-22", "created_at": ""} | more)


def _a_citation(plan: Plan, where: tuple[str, ...], **more: object) -> Citation:
    clause = next(clause for clause in plan.clauses if clause.path == where)
    fields: dict[str, object] = {
        "marker": 1,
        "plan_id": plan.plan_id,
        "plan_title": plan.title,
        "place": plan.place,
        "kind": plan.kind,
        "path": where,
        "address": f"{plan.title} {''.join(label.rstrip('.．、') for label in where)}".strip(),
        "clause_id": clause.clause_id,
        "heading": clause.heading,
        "quote": plan.text[clause.start : clause.end],
        "start": clause.start,
        "end": clause.end,
        "digest": clause.digest,
    }
    return Citation.model_validate(fields | more)


def _a_verdict(case_id: str = "deadline-1", *failed: str, **more: object) -> Verdict:
    kind = case_id.rpartition("-")[0]
    return Verdict.model_validate({"case_id": case_id, "kind": kind, "failures": failed, "detail": failed} | more)


def _make_scores(verdicts: list[Verdict], recall: dict[str, float] | None = None, **info: object) -> Scores:
    """Scores over the verdicts given; `recall` is recall@10 by search method."""
    fields: dict[str, object] = {
        "name": "run",
        "system": "fazhi",
        "created_at": "2026-11-22",
        "as_of": "2026-11-22",
        "versions": {},
        "settings": {"embedding": "hash/1"},
        "corpus_digest": "c",
        "cases_digest": "d",
    }
    rows = [
        Ranked(case_id="deadline-1", method=method, recall_1=0, recall_5=0, recall_10=found, reciprocal_rank=0, ndcg_10=0)
        for method, found in (recall or {}).items()
    ]
    return Scores(info=RunInfo.model_validate(fields | info), verdicts=tuple(verdicts), figures=figures(verdicts, rows))


@pytest.fixture(scope="session")
def a_case() -> Callable[..., Case]:
    """Makes a case; its kind is the front part of its id."""
    return _a_case


@pytest.fixture(scope="session")
def an_answer() -> Callable[..., Answer]:
    """Makes an answer."""
    return _an_answer


@pytest.fixture(scope="session")
def a_citation() -> Callable[..., Citation]:
    """Makes a citation of a whole clause."""
    return _a_citation


@pytest.fixture(scope="session", name="a_verdict")
def _verdict_maker() -> Callable[..., Verdict]:
    """Makes a verdict: the id of its case, and the points it is wrong in."""
    return _a_verdict


@pytest.fixture(scope="session", name="make_scores")
def _scores_maker() -> Callable[..., Scores]:
    """Makes the scores of a run."""
    return _make_scores


@pytest.fixture(scope="session")
def an_asked() -> Callable[..., Asked]:
    """Makes a case with its answer: the claims one after another, each with its markers."""

    def make(case: Case, citations: list[Citation], *claims: tuple[str, tuple[int, ...]], **more: object) -> Asked:
        said = " ".join(text + "".join(f"[{marker}]" for marker in markers) for text, markers in claims)
        made = tuple(Claim(text=text, citations=markers) for text, markers in claims)
        fields: dict[str, object] = {"answer": said, "claims": made, "citations": tuple(citations), "places": case.expect.places}
        return Asked(case=case, answer=_an_answer(**(fields | more)), seconds=0.5)

    return make


@pytest.fixture
def small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without_a_process: None, make_embedding: Callable, plan_text: Callable[..., str]
) -> Fazhi:
    """The assistant over two small plans, of 张掖市 and 赣州市, without a model and without a process to verify the index."""
    monkeypatch.setattr("assistant.bootstrap.BuiltInEmbedding", make_embedding)
    plans = tmp_path / "held"
    plans.mkdir()
    zhangye = (
        "完善执法监督体系。2024年年底前建成行政执法协调监督工作体系。（责任单位：市司法局）",
        "加强执法培训。行政执法人员每年参加不少于60学时的业务培训。（责任单位：市政府办公室）",
    )
    ganzhou = ("深化行政复议改革。2022年底前完成行政复议体制改革。（责任单位：市司法局）",)
    (plans / "张掖方案.txt").write_text(plan_text("张掖市", *zhangye), encoding="utf-8")
    (plans / "赣州方案.txt").write_text(plan_text("赣州市", *ganzhou), encoding="utf-8")
    made = Fazhi(Settings(data=tmp_path / "data", plans=plans, chroma_url="", embedding_url="", api_keys=""))
    made.build()
    return made


@pytest.fixture
def small_cases() -> list[Case]:
    """Cases over the two small plans, one of each sort: two answers, one refusal, a follow-up."""
    ended = {"places": ["张掖市"], "clauses": [{"plan": "张掖方案", "path": ["一", "（一）"]}], "facts": ["2024年年底前"]}
    trained = {"places": ["张掖市"], "clauses": [{"plan": "张掖方案", "path": ["一", "（二）"]}], "facts": ["60学时"]}
    reviewed = {"places": ["赣州市"], "clauses": [{"plan": "赣州方案", "path": ["一", "（一）"]}], "facts": ["2022年底前"]}
    return [
        _a_case("deadline-1", "张掖市行政执法协调监督工作体系什么时候建成？", ended),
        _a_case("single_fact-1", "张掖市行政执法人员每年培训多少学时？", trained),
        _a_case("not_covered-1", "天水市行政调解由谁负责？", {"status": ["not_covered"]}),
        _a_case("follow_up-1", "什么时候完成？", reviewed, history=["赣州市行政复议体制改革由谁负责？"]),
    ]
