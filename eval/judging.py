"""A language model's opinion of saved answers, reported apart: it moves no gate.

llama-index's CorrectnessEvaluator (after G-Eval, Liu et al. 2023) serves with a prompt and a parser of our own. Its
FaithfulnessEvaluator does not: it looks for “yes” in the judge's words, so that a Chinese judge's 是 fails; support is
therefore asked through the same class with another prompt, and read as 支持 / 不支持.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from llama_index.core.evaluation import CorrectnessEvaluator
from llama_index.core.llms import LLM
from llama_index.core.prompts import PromptTemplate

from eval.cases import numbered_clauses
from eval.figures import share
from eval.results import Asked
from eval.run import Progress
from eval.score import ANSWERING
from index.models import Frozen, Plan
from prompts import render

GOOD = 4.0


class Opinion(Frozen):
    """What the judge said of one answer; None where its words could not be read."""

    case_id: str
    correct: float | None
    reason: str
    supported: tuple[bool | None, ...]


def opinions(model: LLM, asked: Sequence[Asked], plans: Sequence[Plan], progress: Progress) -> list[Opinion]:
    """The judge's opinion of every answer that cites something."""
    correct = _evaluator(
        model, render("judge_answer", question="{query}", reference="{reference_answer}", answer="{generated_answer}"), _score
    )
    support = _evaluator(model, render("judge_support", evidence="{reference_answer}", claim="{generated_answer}") + "{query}", _yes_or_no)
    answered = [one for one in asked if one.answer and one.answer.status in ANSWERING and set(one.case.expect.status) & ANSWERING]
    found = []
    for done, one in enumerate(answered, start=1):
        found.append(_opinion(correct, support, one, plans))
        progress(done, len(answered))
    return found


def told(found: Sequence[Opinion]) -> list[str]:
    """The figures in lines: correctness, support, and how much of it could be read."""
    scored = [opinion.correct for opinion in found if opinion.correct is not None]
    claims = [verdict for opinion in found for verdict in opinion.supported]
    read = [verdict for verdict in claims if verdict is not None]
    rows = (
        share("评为正确（4 分以上）", sum(score >= GOOD for score in scored), len(scored)),
        share("评为有出处支持", sum(read), len(read)),
        share("评分读得出", len(scored), len(found)),
        share("支持与否读得出", len(read), len(claims)),
    )
    return [f"{row.name}：{row.right}/{row.total} {row.value:.3f} [{row.low:.3f}–{row.high:.3f}]" for row in rows]


def _evaluator(model: LLM, template: str, parser) -> CorrectnessEvaluator:  # type: ignore[no-untyped-def]
    return CorrectnessEvaluator(llm=model, eval_template=PromptTemplate(template), parser_function=parser, score_threshold=GOOD)


def _opinion(correct: CorrectnessEvaluator, support: CorrectnessEvaluator, one: Asked, plans: Sequence[Plan]) -> Opinion:
    answer = one.answer
    assert answer is not None
    scored = correct.evaluate(query=one.case.question, response=answer.answer, reference=_reference(one, plans))
    verdicts = []
    for claim in answer.claims:
        evidence = "\n".join(citation.quote for citation in answer.citations if citation.marker in claim.citations)
        verdicts.append(support.evaluate(query="", response=claim.text, reference=evidence).score)
    supported = tuple(None if verdict is None else verdict >= GOOD for verdict in verdicts)
    return Opinion(case_id=one.case.id, correct=scored.score, reason=scored.feedback or "", supported=supported)


def _reference(one: Asked, plans: Sequence[Plan]) -> str:
    """The clauses expected and the facts that must be said."""
    clauses = [plan.words(clause).strip() for plan, clause in numbered_clauses(one.case, plans)]
    return "\n".join([*clauses, "要点：" + "、".join(one.case.expect.facts)])


def _score(words: str) -> tuple[float | None, str | None]:
    """The first number from 1 to 5 that the judge writes by itself."""
    found = re.search(r"(?<![\d.])[1-5](?:\.\d)?(?![\d.])", words)
    return (float(found[0]), words) if found else (None, words)


def _yes_or_no(words: str) -> tuple[float | None, str | None]:
    """5 for 支持, 1 for 不支持, nothing where the first of the two words is missing."""
    found = re.search(r"不\s*支持|支持", words)
    return (None, words) if not found else ((1.0 if found[0].startswith("不") else 5.0), words)
