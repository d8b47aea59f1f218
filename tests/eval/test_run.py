"""Cases become answers, and a run is saved with all that made it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bootstrap import Fazhi
from assistant.models import Answer, Ask
from assistant.settings import Settings
from eval.cases import Case
from eval.results import Asked, RunInfo
from eval.run import AS_OF, cases_digest, corpus_digest, describe, generate, load, save
from index.models import Plan


class Echo:
    """Writes down what it is asked, and says it back; raises where it is asked to."""

    def __init__(self, an_answer: Callable[..., Answer]) -> None:
        self.asked: list[Ask] = []
        self._answer = an_answer

    def answer(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        if ask.question == "坏":
            raise ValueError("坏了")
        return self._answer(question=ask.question, answer=ask.question)


@pytest.fixture
def echo(an_answer: Callable[..., Answer]) -> Echo:
    return Echo(an_answer)


@pytest.fixture(scope="session")
def info() -> RunInfo:
    fields: dict[str, Any] = {"name": "a", "system": "fazhi", "created_at": "", "as_of": AS_OF, "versions": {}, "settings": {}}
    return RunInfo(**fields, corpus_digest="c", cases_digest="d")


def test_the_questions_before_are_asked_first_and_in_order(echo: Echo, a_case: Callable[..., Case]) -> None:
    [asked] = generate(echo, [a_case(question="丙", history=["甲", "乙"], place="张掖市")])
    assert [ask.question for ask in echo.asked] == ["甲", "乙", "丙"]
    assert {ask.place for ask in echo.asked} == {"张掖市"}
    assert asked.answer is not None
    assert (asked.answer.question, asked.error) == ("丙", "")


def test_every_case_has_a_conversation_of_its_own(echo: Echo, a_case: Callable[..., Case]) -> None:
    generate(echo, [a_case("a-1", "甲", history=["零"]), a_case("a-2", "乙")])
    first, second, third = (ask.session_id for ask in echo.asked)
    assert first
    assert first == second != third


def test_a_case_is_asked_on_its_day_and_otherwise_on_one_that_never_changes(echo: Echo, a_case: Callable[..., Case]) -> None:
    generate(echo, [a_case("a-1", as_of="2023-05-01", history=["前"]), a_case("a-2")])
    assert [ask.as_of for ask in echo.asked] == ["2023-05-01", "2023-05-01", AS_OF]


def test_an_answering_that_raises_is_kept_as_an_error_and_the_others_are_asked(echo: Echo, a_case: Callable[..., Case]) -> None:
    cases = [a_case("a-1", "坏"), a_case("a-2", "好", history=["坏"]), a_case("a-3", "好")]
    asked = generate(echo, cases)
    assert [one.case for one in asked] == cases
    assert [one.error for one in asked] == ["ValueError: 坏了", "ValueError: 坏了", ""]
    assert [one.answer is None for one in asked] == [True, True, False]


def test_it_is_told_how_far_the_asking_has_come(echo: Echo, a_case: Callable[..., Case]) -> None:
    told: list[tuple[int, int]] = []
    generate(echo, [a_case("a-1"), a_case("a-2", "坏")], lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_run_saved_is_read_back_the_same(tmp_path: Path, echo: Echo, info: RunInfo, a_case: Callable[..., Case]) -> None:
    asked = generate(echo, [a_case("a-1", expect={"not": ["不"], "no_caveats": True}), a_case("a-2", "坏", history=["一"])])
    save(tmp_path / "new" / "run", info, asked)
    assert load(tmp_path / "new" / "run") == (info, asked)


ONE_LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\u0085\u2028\u2029"), max_size=30)


@given(question=ONE_LINE, said=ONE_LINE, error=ONE_LINE)
def test_whatever_was_said_is_read_back_the_same(
    question: str, said: str, error: str, tmp_path_factory: pytest.TempPathFactory, info: RunInfo, a_case: Callable, an_answer: Callable
) -> None:
    folder = tmp_path_factory.mktemp("run")
    described = RunInfo(
        name=said, system="", created_at="", as_of="", versions={}, settings={said: error}, corpus_digest="", cases_digest=""
    )
    asked = [
        Asked(case=a_case(question=question), answer=an_answer(answer=said), seconds=0.1),
        Asked(case=a_case(), answer=None, seconds=0),
    ]
    save(folder, described, asked)
    assert load(folder) == (described, asked)


def test_there_is_no_run_to_read_where_none_was_saved(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path)


def test_digests_are_the_same_in_any_order_and_others_for_other_content(a_case: Callable[..., Case], bundled: dict[str, Plan]) -> None:
    cases = [a_case(f"a-{number}") for number in range(5)]
    mixed = random.Random(1).sample(cases, len(cases))
    assert mixed != cases
    assert cases_digest(mixed) == cases_digest(cases) != cases_digest(cases[1:])
    assert cases_digest([a_case(expect={"facts": ["七"]})]) != cases_digest([a_case()])
    plans = list(bundled.values())
    assert corpus_digest(plans[::-1]) == corpus_digest(plans) != corpus_digest(plans[1:])


def test_a_run_says_what_made_it(small: Fazhi, small_cases: list[Case]) -> None:
    described = describe(small, small_cases, small_cases[:1], system="starter")
    assert described.name.endswith("-starter")
    assert described.versions.keys() >= {"python", "fazhi", "llama-index-core", "chromadb", "jieba"}
    assert described.settings["embedding"] == "hash/1"
    assert described.corpus_digest == corpus_digest(list(small.index.get().plans.values()))
    assert described.cases_digest == cases_digest(small_cases)
    assert described.reserve_digest == cases_digest(small_cases[:1])
    assert describe(small, small_cases).reserve_digest == ""


def test_secrets_are_never_written_into_a_run(tmp_path: Path, small: Fazhi) -> None:
    secret = [name for name, field in Settings.model_fields.items() if not field.repr]
    assert {"embedding_key", "api_keys", "database_url", "redis_url"} <= set(secret)
    small.settings = small.settings.model_copy(update={name: f"geheim-{name}" for name in secret})
    save(tmp_path / "run", describe(small, []), [])
    assert "geheim" not in (tmp_path / "run" / "run.json").read_text(encoding="utf-8")
