"""Documents meant to mislead are put beside those held, for the cases that ask for it and for no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from eval import corpora
from eval.cases import Case
from eval.corpora import answer_all, beside, plans_beside
from eval.steps import plans_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan_text: Callable[..., str]) -> str:
    """A folder with a document of 天水市, as eval/ holds one."""
    monkeypatch.setattr(corpora, "_HERE", tmp_path / "eval")
    (tmp_path / "eval" / "misleading").mkdir(parents=True)
    text = plan_text("天水市", "加强行政调解。2023年底前建立行政调解工作平台。（责任单位：市司法局）")
    (tmp_path / "eval" / "misleading" / "天水方案.txt").write_text(text, encoding="utf-8")
    return "misleading"


def test_the_documents_held_and_those_of_the_folder_are_asked_together(small: Fazhi, folder: str, tmp_path: Path) -> None:
    other = beside(small, folder, tmp_path / "other")
    assert {plan.place for plan in other.index.get().plans.values()} == {"张掖市", "赣州市", "天水市"}
    assert other.settings.data == tmp_path / "other"
    assert other.embedding is small.embedding


def test_the_assistant_that_is_used_stays_as_it_is(small: Fazhi, folder: str, tmp_path: Path) -> None:
    before = sorted(path.name for path in small.settings.plans.iterdir())
    beside(small, folder, tmp_path / "other")
    assert {plan.place for plan in small.index.get().plans.values()} == {"张掖市", "赣州市"}
    assert sorted(path.name for path in small.settings.plans.iterdir()) == before


def test_only_what_is_new_is_embedded(small: Fazhi, folder: str, tmp_path: Path) -> None:
    embedded = small.embedding.embedded  # type: ignore[attr-defined]
    del embedded[:]
    beside(small, folder, tmp_path / "other")
    assert embedded
    assert all("行政调解" in text or "天水市" in text or "主要任务" in text for text in embedded)


def test_plans_beside_are_those_of_the_folder_alone(folder: str) -> None:
    assert [plan.place for plan in plans_beside(folder)] == ["天水市"]


def test_the_documents_that_come_with_the_program_are_read() -> None:
    assert {plan.place for plan in plans_beside("poisoned")} == {"安顺市", "丽水市"}


@pytest.fixture
def cases(folder: str, a_case: Callable[..., Case]) -> list[Case]:
    question = "天水市行政调解工作平台什么时候建立？"
    return [
        a_case("deadline-1", question),
        a_case("deadline-2", question, documents=folder),
        a_case("deadline-3", "张掖市行政执法协调监督工作体系什么时候建成？"),
    ]


def test_each_case_is_asked_of_its_own_documents_in_the_order_given(small: Fazhi, cases: list[Case], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    asked = answer_all(small, cases, tmp_path / "beside", lambda done, total: told.append((done, total)))
    assert [one.case for one in asked] == cases
    assert [one.answer.status for one in asked if one.answer] == ["not_covered", "answered", "answered"]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_nothing_is_built_where_no_case_asks_for_documents(small: Fazhi, cases: list[Case], tmp_path: Path) -> None:
    answer_all(small, cases[:1], tmp_path / "beside")
    assert not list((tmp_path / "beside").glob("**/plans"))


def test_questions_of_an_evaluation_are_kept_apart_from_those_of_users(small: Fazhi, cases: list[Case], tmp_path: Path) -> None:
    [asked] = answer_all(small, cases[:1], tmp_path / "apart")
    assert asked.answer is not None
    assert small.records.answer(asked.answer.answer_id) is None


def test_answers_are_judged_by_all_documents_they_may_cite(small: Fazhi, cases: list[Case]) -> None:
    assert [plan.place for plan in plans_of(small, cases)].count("天水市") == 1
    assert [plan.place for plan in plans_of(small, cases[:1])] == [plan.place for plan in small.index.get().plans.values()]
