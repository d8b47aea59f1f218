"""Cases are read from files, and a file that is not right is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from eval.cases import Case, ClauseExpected, Expected, read_cases

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WORDS = st.lists(TEXT, max_size=3).map(tuple)
CLAUSES = st.lists(st.builds(ClauseExpected, plan=TEXT, path=WORDS), max_size=2).map(tuple)
EXPECTED = st.builds(Expected, status=WORDS, places=WORDS, clauses=CLAUSES, facts=WORDS, unsaid=WORDS, caveats=WORDS)
CASES = st.builds(Case, id=TEXT, kind=TEXT, question=TEXT, history=WORDS, absent=WORDS, expect=EXPECTED)


def a_line(case: Case) -> str:
    return case.model_dump_json(by_alias=True)


def test_cases_are_read_from_a_file_or_a_folder_in_order(tmp_path: Path, a_case: Callable[..., Case]) -> None:
    (tmp_path / "b.jsonl").write_text(f"{a_line(a_case('b-1'))}\n\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(f"{a_line(a_case('a-2'))}\n{a_line(a_case('a-1'))}\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("no case", encoding="utf-8")
    assert [case.id for case in read_cases(tmp_path)] == ["a-2", "a-1", "b-1"]
    assert [case.id for case in read_cases(tmp_path / "b.jsonl")] == ["b-1"]


def test_an_id_used_twice_is_refused_by_name_even_in_two_files(tmp_path: Path, a_case: Callable[..., Case]) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(a_line(a_case("x-1")) + "\n" + a_line(a_case(f"{name}-1")), encoding="utf-8")
    with pytest.raises(ValueError, match=r"not unique: x-1$"):
        read_cases(tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "no json",
        '{"id":"a","kind":"b","question":"c","expect":{}}',
        '{"id":"a","kind":"b","question":"c","expect":{"status":["answered"],"fact":[]}}',
        '{"id":"a","kind":"b","question":"c","document":"poisoned","expect":{"status":["answered"]}}',
        '{"id":"a","kind":"b","question":"c","expect":{"status":["answered"],"clauses":[{"plan":"x"}]}}',
    ],
)
def test_a_malformed_case_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(ValidationError):
        read_cases(tmp_path)


def test_no_case_is_read_from_an_empty_folder(tmp_path: Path) -> None:
    assert read_cases(tmp_path) == []


@given(case=CASES)
def test_a_case_written_down_reads_back_the_same(case: Case) -> None:
    assert Case.model_validate_json(a_line(case)) == case


def test_a_case_cannot_be_changed_while_it_is_asked(a_case: Callable[..., Case]) -> None:
    with pytest.raises(ValidationError):
        a_case().question = "别的问题"
