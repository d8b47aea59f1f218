"""Real small models behind the answers, over a fixed sample of the cases: what is shown stays as true as without them."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import pytest

from assistant.bootstrap import Fazhi
from eval.cases import Case, read_cases
from eval.results import Asked
from eval.run import generate
from eval.score import judge

pytestmark = pytest.mark.llm
SAMPLE = 30


def sample() -> list[Case]:
    """The same cases every time: refusals among them, as they come."""
    cases = sorted((case for case in read_cases() if not case.documents), key=lambda case: case.id)
    return random.Random(2026).sample(cases, SAMPLE)


@pytest.fixture(scope="module")
def answered(fazhi: Fazhi, request: pytest.FixtureRequest) -> Callable[[str], list[Asked]]:
    """The sample answered with a model, or without one; each once."""

    @cache
    def answer(weights: str) -> list[Asked]:
        more = {"llm_url": request.getfixturevalue(weights), "llm_model": weights, "llm_seconds": 120.0} if weights else {}
        return generate(Fazhi(fazhi.settings.model_copy(update=more)).chat, sample())

    return answer


@pytest.mark.parametrize("weights", ["model_1_5b", "model_0_5b"])
def test_what_a_model_words_is_supported_of_its_place_and_says_no_less(
    weights: str, fazhi: Fazhi, answered: Callable[[str], list[Asked]]
) -> None:
    plans = list(fazhi.index.get().plans.values())
    worded, quoted = ([judge(one, plans) for one in answered(name)] for name in (weights, ""))
    assert not [verdict for verdict in worded if "error" in verdict.failures]
    assert [verdict.supported for verdict in worded] == [verdict.claims for verdict in worded]
    assert sum(verdict.foreign for verdict in worded) == 0
    assert [verdict.refused for verdict in worded] == [verdict.refused for verdict in quoted]
    assert sum(verdict.facts_found for verdict in worded) >= sum(verdict.facts_found for verdict in quoted)


def test_a_model_really_words_some_of_them(answered: Callable[[str], list[Asked]]) -> None:
    made = [one.answer.generation for one in answered("model_1_5b") if one.answer and one.answer.generation]
    assert sum(one.shown for one in made) > 0
    assert {one.failure for one in made} <= {
        "",
        "unreadable",
    }  # a small model may write what is no claim; the endpoint itself must not fail
