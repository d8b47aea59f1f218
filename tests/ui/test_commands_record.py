"""`fazhi replay`, `gaps` and `records`: exit statuses, JSON alone on standard output, one sentence for every error."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.bootstrap import Fazhi
from assistant.models import Answer, Ask
from assistant.record.models import Asker
from ui.commands import main

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
UNCOVERED = "天水市的行政调解由谁负责？"
Run = Callable[..., Result]


@pytest.fixture
def run(desk: Fazhi, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command over that record."""
    monkeypatch.setenv("FAZHI_DATA", str(desk.settings.data))
    monkeypatch.setattr("assistant.bootstrap.Fazhi", lambda settings: desk)
    return lambda *words: CliRunner().invoke(main, words)


def one_sentence(result: Result) -> str:
    [line] = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Traceback" not in line
    return line


def ask(desk: Fazhi, question: str = QUESTION, **more: str) -> Answer:
    return desk.chat.answer(Ask(question=question, **more))


class TestReplay:
    """An answer made again."""

    def test_the_same_evidence_and_answer_are_told_as_such(self, desk: Fazhi, run: Run) -> None:
        for answer in (ask(desk), ask(desk, UNCOVERED), ask(desk, as_of="2023-01-01"), ask(desk, "您好")):
            result = run("replay", answer.answer_id)
            assert (result.exit_code, result.stdout, result.stderr) == (0, "证据和回答都与当时相同。\n", "")

    def test_a_follow_up_is_asked_again_after_what_came_before_it(self, desk: Fazhi, run: Run) -> None:
        ask(desk, "张掖市的行政复议体制改革什么时候完成？", session_id="one")
        answer = ask(desk, "由谁负责？", session_id="one")
        ask(desk, "赣州市方案的文号是什么？", session_id="one")
        assert run("replay", answer.answer_id).exit_code == 0

    def test_json_stands_alone_on_standard_output_and_nothing_is_kept(self, desk: Fazhi, run: Run) -> None:
        answer = ask(desk)
        result = run("replay", answer.answer_id, "--json")
        replayed = json.loads(result.stdout)
        assert (result.stderr, replayed["same"], replayed["differences"]) == ("", True, [])
        assert replayed["answer"]["answer"] == answer.answer
        assert desk.records.answer(replayed["answer"]["answer_id"]) is None

    def test_what_is_not_as_it_was_is_told_and_makes_the_status_one(self, desk: Fazhi, run: Run) -> None:
        """A record that the documents no longer bear out: written so, for rows are never changed afterwards."""
        considered = desk.chat.consider(Ask(question=QUESTION))
        other = considered.answer.model_copy(update={"answer": "2023年年底前建成。[1]"})
        answer = desk.records.keep(considered.model_copy(update={"answer": other}), Asker())
        result = run("replay", answer.answer_id)
        assert result.exit_code == 1
        assert "与当时不同" in result.stdout
        assert "2023年年底前建成。[1]" in result.stdout and considered.answer.answer in result.stdout
        assert json.loads(run("replay", answer.answer_id, "--json").stdout)["differences"][0]["what"] == "回答"

    def test_an_id_that_is_not_there_is_told_in_one_sentence(self, run: Run) -> None:
        assert "没有这个编号的答案" in one_sentence(run("replay", "none"))


class TestGaps:
    """Questions left open."""

    def test_they_are_listed_with_why_and_how_often(self, desk: Fazhi, run: Run) -> None:
        for question in (UNCOVERED, UNCOVERED, "行政调解由谁负责？", QUESTION):
            ask(desk, question)
        result = run("gaps")
        assert result.exit_code == 0
        assert result.stdout.splitlines()[:2] == ["2次  没有收录  天水市  行政调解", f"      {UNCOVERED}"]
        assert QUESTION not in result.stdout
        [group] = json.loads(run("gaps", "--reason", "not_held", "--json").stdout)
        assert (group["place"], group["count"], group["question"]) == ("天水市", 2, UNCOVERED)
        assert json.loads(run("gaps", "--since", "9999-01-01", "--json").stdout) == []

    def test_where_nothing_is_open_that_is_said(self, run: Run) -> None:
        result = run("gaps")
        assert (result.exit_code, result.stdout) == (0, "没有未答上的问题。\n")
        assert run("gaps", "--json").stdout == "[]\n"

    @pytest.mark.parametrize("words", [("--since", "gestern"), ("--reason", "never"), ("--limit", "0")])
    def test_wrong_usage_has_its_own_status(self, run: Run, words: tuple[str, ...]) -> None:
        result = run("gaps", *words)
        assert (result.exit_code, result.stdout) == (2, "")


class TestExport:
    """The record as a file."""

    def test_lines_of_json_alone_are_put_out(self, desk: Fazhi, run: Run) -> None:
        answers = [ask(desk), ask(desk, UNCOVERED)]
        result = run("records", "export")
        assert (result.exit_code, result.stderr) == (0, "")
        exported = [json.loads(line) for line in result.stdout.splitlines()]
        assert [one["answer"]["answer_id"] for one in exported] == [answer.answer_id for answer in answers]
        assert [one["record"]["asked_by"]["door"] for one in exported] == ["command", "command"]

    def test_a_table_is_written_to_a_file(self, desk: Fazhi, run: Run, tmp_path: Path) -> None:
        ask(desk)
        result = run("records", "export", "--format", "csv", "--out", str(tmp_path / "记录.csv"))
        assert (result.exit_code, result.stdout) == (0, "")
        with (tmp_path / "记录.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["提问"] for row in csv.DictReader(file)] == [QUESTION]

    def test_a_file_that_cannot_be_written_is_one_sentence(self, run: Run, tmp_path: Path) -> None:
        assert "换一个文件" in one_sentence(run("records", "export", "--out", str(tmp_path / "none" / "记录.csv")))

    def test_wrong_usage_has_its_own_status(self, run: Run) -> None:
        for words in (("--format", "xlsx"), ("--until", "2026-02-30")):
            assert run("records", "export", *words).exit_code == 2


class TestForget:
    """What is older than it may be kept."""

    def test_only_what_is_older_goes(self, desk: Fazhi, run: Run) -> None:
        considered = desk.chat.consider(Ask(question=QUESTION))
        old = considered.answer.model_copy(update={"created_at": "2020-01-01T00:00:00.000+00:00"})
        desk.records.keep(considered.model_copy(update={"answer": old}), Asker())
        new = ask(desk)
        result = run("records", "forget", "--older-than", "365")
        assert (result.exit_code, result.stdout) == (0, "完成。\n")
        assert "1个答案" in result.stderr
        assert desk.records.answer(old.answer_id) is None
        assert desk.records.answer(new.answer_id) == new

    def test_how_old_must_be_said(self, run: Run) -> None:
        assert run("records", "forget").exit_code == 2
        assert run("records", "forget", "--older-than", "0").exit_code == 2


def test_a_database_that_is_away_is_one_sentence_for_each_command(fazhi: Fazhi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_DATA", str(tmp_path))
    monkeypatch.setenv("FAZHI_INDEX", str(fazhi.settings.index_folder))
    monkeypatch.setenv("FAZHI_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    for words in (("gaps",), ("records", "export"), ("records", "forget", "--older-than", "9"), ("replay", "none")):
        assert "FAZHI_DATABASE_URL" in one_sentence(CliRunner().invoke(main, words))
