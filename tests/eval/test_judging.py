"""A language model's opinion: asked in Chinese, read strictly, counted apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata
from pydantic import Field

from assistant.llm import language_model
from assistant.models import Answer, Citation, Claim
from assistant.settings import Settings
from eval.cases import Case
from eval.judging import opinions, told
from eval.results import Asked
from index.models import Plan


class Judge(CustomLLM):
    """Says what it is told to say, and remembers what it was asked."""

    says: dict[str, str]
    asked: list[str] = Field(default_factory=list)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="judge")

    def complete(self, prompt: str, formatted: bool = False, **given: Any) -> CompletionResponse:
        self.asked.append(prompt)
        return CompletionResponse(text=next(words for part, words in self.says.items() if part in prompt))

    def stream_complete(self, prompt: str, formatted: bool = False, **given: Any) -> Any:
        raise NotImplementedError


def an_asked(plan: Plan, status: str = "answered") -> Asked:
    clause = next(clause for clause in plan.clauses if clause.path == ("八", "(二十九)"))
    citation = Citation(
        marker=1,
        plan_id=plan.plan_id,
        plan_title=plan.title,
        place=plan.place,
        kind=plan.kind,
        path=clause.path,
        address="",
        clause_id=clause.clause_id,
        heading="",
        quote="2024年年底前基本建成。",
        start=0,
        end=1,
        digest="",
    )
    answer = Answer(
        answer_id="a",
        question="问",
        standalone_question="问",
        status=status,  # type: ignore[arg-type]
        trust="verbatim",
        answer="2024年年底前基本建成。[1]",
        claims=(Claim(text="2024年年底前基本建成。", citations=(1,)),),
        citations=(citation,),
        as_of="",
        created_at="",
    )
    expect = {"status": ["answered"], "clauses": [{"plan": plan.source.removesuffix(".txt"), "path": clause.path}], "facts": ["2024年"]}
    return Asked(
        case=Case.model_validate({"id": "x-1", "kind": "x", "question": "什么时候建成？", "expect": expect}), answer=answer, seconds=0
    )


Opine = Callable[..., list[Any]]


@pytest.fixture
def opine(bundled: dict[str, Plan]) -> Opine:
    def ask(score: str, support: str, status: str = "answered") -> list[Any]:
        judge = Judge(says={"【回答】": score, "【说法】": support})
        found = opinions(judge, [an_asked(bundled["张掖"], status)], list(bundled.values()), lambda done, total: None)
        return [*found, judge.asked]

    return ask


def test_the_judge_is_given_the_clause_expected_and_the_quote_cited(opine: Opine) -> None:
    opinion, asked = opine("5\n完全正确", "支持\n一致")
    assert (opinion.correct, opinion.supported) == (5.0, (True,))
    assert "什么时候建成" in asked[0] and "执法协调监督" in asked[0] and "要点：2024年" in asked[0]
    assert "【依据】\n2024年年底前基本建成。" in asked[1]


@pytest.mark.parametrize(
    ("words", "supported"), [("不支持\n数字不对", False), ("不 支持", False), ("支持", True), ("是", None), ("yes", None)]
)
def test_support_is_read_from_its_own_words_only(words: str, supported: bool | None, opine: Opine) -> None:
    assert opine("4", words)[0].supported == (supported,)


@pytest.mark.parametrize(("words", "score"), [("4.5\n好", 4.5), ("评分：3", 3.0), ("10分", None), ("很好", None)])
def test_a_score_that_cannot_be_read_is_no_score(words: str, score: float | None, opine: Opine) -> None:
    assert opine(words, "支持")[0].correct == score


def test_refusals_are_not_judged(opine: Opine) -> None:
    assert opine("5", "支持", status="not_found") == [[]]


def test_what_could_not_be_read_is_counted_apart(opine: Opine) -> None:
    good, bad = opine("5", "支持")[0], opine("很好", "是")[0]
    assert [line.split(" ")[0] for line in told([good, bad])] == [
        "评为正确（4",
        "评为有出处支持：1/1",
        "评分读得出：1/2",
        "支持与否读得出：1/2",
    ]


def test_the_judge_is_the_model_that_is_set() -> None:
    model = language_model(Settings(llm_url="http://127.0.0.1:9/v1", llm_model="m", llm_key="secret"))
    assert model.metadata.model_name == "m"
    assert model.metadata.is_chat_model
