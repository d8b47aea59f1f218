"""`fazhi people`: a password is asked for on the terminal or read from standard input, and shown nowhere."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from assistant.doors.errors import BadPerson
from assistant.doors.people import People
from assistant.record.database import Database
from ui.people import people

commands = typer.Typer()
commands.add_typer(people, name="people")
GOOD, OTHER = "a good password", "another password"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAZHI_DATA", str(tmp_path))
    return tmp_path


def run(*words: str, status: int = 0, input: str | None = None):  # type: ignore[no-untyped-def]
    done = CliRunner().invoke(commands, ["people", *words], input=input)
    assert done.exit_code == status, done.output
    return done


def test_somebody_is_added_listed_given_another_password_and_removed(data: Path) -> None:
    assert "fazhi people add" in run("list").stderr
    added = run("add", "张三", "--scope", "admin", "--password-stdin", input=f"{GOOD}\n")
    assert "已添加：张三" in added.stdout and "FAZHI_SIGN_IN=users" in added.stderr
    assert GOOD not in added.output + run("list").output + run("list", "--json").output
    assert "张三  admin" in run("list").stdout
    assert People(Database(data)).mark("张三", GOOD)
    run("password", "张三", "--password-stdin", input=f"{OTHER}\r\nmore\n")
    assert People(Database(data)).mark("张三", OTHER)
    assert "已移除：张三" in run("remove", "张三").stdout
    assert "移除" in run("list").stdout
    [listed] = json.loads(run("list", "--json").stdout)
    assert (listed["name"], listed["scopes"], bool(listed["removed_at"])) == ("张三", ["admin"], True)
    assert isinstance(run("add", "张三", "--password-stdin", input=GOOD, status=1).exception, BadPerson)
    run("add", "张三", "--again", "--password-stdin", input=GOOD)
    assert People(Database(data)).anybody()


def test_wrong_words_are_wrong_usage_and_what_cannot_be_is_told(data: Path) -> None:
    run("add", "张三", "--scope", "everything", "--password-stdin", input=GOOD, status=2)
    run("add", "张三", input=GOOD, status=2)  # no terminal to ask on
    for words, said in ((("add", "张三"), "short"), (("add", "a,b"), GOOD), (("password", "李四"), GOOD), (("add", "张三"), "")):
        assert isinstance(run(*words, "--password-stdin", input=said, status=1).exception, BadPerson)
    assert isinstance(run("remove", "李四", status=1).exception, BadPerson)
    assert People(Database(data)).list() == ()


def test_on_a_terminal_it_is_asked_for_twice_without_being_shown(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = [GOOD, OTHER, GOOD, GOOD]
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed.pop(0))
    with CliRunner().isolation():  # what stands for standard input when a command is run below
        monkeypatch.setattr(sys.stdin.__class__, "isatty", lambda self: True)
    assert "不一样" in run("add", "张三", status=2).output
    assert "已添加" in run("add", "张三").stdout
    assert People(Database(data)).mark("张三", GOOD)
