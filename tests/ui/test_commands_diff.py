"""`fazhi diff`: two documents held, clause by clause."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ui.commands import main

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, make_workshop: Callable, plan_text: Callable[..., str]) -> Path:
    """A data folder with a draft and the final made of it."""
    made = tmp_path_factory.mktemp("diff")
    workshop = make_workshop(made)
    draft = plan_text("张掖市", "公开清单。", "每季度检查一次。").replace("年）", "年）（征求意见稿）", 1)
    workshop.write("稿.txt", draft)
    workshop.write("定.txt", plan_text("张掖市", "公开清单。", "每半年检查一次。", "报告结果。"))
    workshop.build()
    (made / "data").rename(made / "index")
    return made


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("FAZHI_DATA", str(folder))
    return lambda *words: CliRunner().invoke(main, ["diff", *words])


def test_what_differs_is_shown(run: Run) -> None:
    result = run("稿.txt", "定.txt")
    assert result.exit_code == 0
    assert "改动2条，新增1条，其余2条相同" in result.stdout
    assert "[-每季度-]{+每半年+}" in result.stdout


def test_json_is_the_difference_and_nothing_else(run: Run) -> None:
    result = run("稿.txt", "定.txt", "--json")
    found = json.loads(result.stdout)
    assert (found["old"]["status"], found["new"]["status"]) == ("draft", "issued")
    assert [change["kind"] for change in found["clauses"]].count("added") == 1
    assert result.stderr == ""


def test_a_document_that_is_not_held_is_one_sentence(run: Run) -> None:
    result = run("稿.txt", "没有.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert "fazhi plans" in line


def test_two_documents_are_wanted(run: Run) -> None:
    assert run("稿.txt").exit_code == 2
