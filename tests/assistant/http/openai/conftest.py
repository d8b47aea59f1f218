"""What the tests of the chat interface share: an answer with two citations, and how it comes about."""

from __future__ import annotations

import pytest

from assistant.http.openai.telling import Exchange
from assistant.models import Answer, Caveat, Citation, Claim
from assistant.streaming import ClaimMade, Event, StepBegun


def citation(marker: int, start: int, end: int) -> Citation:
    return Citation(
        marker=marker,
        plan_id="zhangye-1",
        plan_title="张掖市方案",
        place="张掖市",
        kind="实施方案",
        path=("八", "(二十九)"),
        address="张掖市方案 八(二十九)",
        clause_id="c1",
        heading="监督",
        quote="字" * (end - start),
        start=start,
        end=end,
        digest="0" * 64,
    )


@pytest.fixture(scope="session")
def cited() -> Answer:
    """An answer of two claims, each with a citation, and a caveat."""
    return Answer(
        answer_id="a1",
        question="什么时候建成？由谁负责？",
        standalone_question="什么时候建成？由谁负责？",
        status="answered",
        trust="verbatim",
        answer="2024年底前建成。[1] 责任单位：市司法局。[2]",
        claims=(Claim(text="2024年底前建成。", citations=(1,)), Claim(text="责任单位：市司法局。", citations=(2,))),
        citations=(citation(1, 10, 19), citation(2, 30, 40)),
        caveats=(Caveat(code="period_ended", text="该方案的实施期限已届满。"),),
        as_of="2026-01-01",
        created_at="2026-01-01T00:00:00.000+00:00",
    )


@pytest.fixture(scope="session")
def refusal(cited: Answer) -> Answer:
    """An answer that claims nothing."""
    nothing = {"status": "not_covered", "trust": "none", "answer": "没有收录天水市的文件。", "claims": (), "citations": (), "caveats": ()}
    return cited.model_copy(update=nothing)


@pytest.fixture(scope="session")
def events(cited: Answer) -> list[Event]:
    """How the cited answer comes about."""
    first, second = cited.claims
    return [
        StepBegun(text="检索"),
        ClaimMade(**first.model_dump(), sources=cited.citations[:1], said="2024年底前建成。[1]"),
        StepBegun(text="核对"),
        ClaimMade(**second.model_dump(), sources=cited.citations[1:], said=" 责任单位：市司法局。[2]"),
        cited,
    ]


@pytest.fixture(scope="session")
def exchange() -> Exchange:
    """A request of twelve characters."""
    return Exchange(id="chatcmpl-1", created=1_767_225_600, base_url="http://127.0.0.1:8000/", read=12)
