"""`fazhi keys`, `pause` and `resume`: the key alone on standard output, everything else told in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from assistant.doors.errors import BadReason, UnknownKey
from assistant.doors.keys import Keys
from assistant.doors.models import Caller
from assistant.doors.switch import Switch
from assistant.record.database import Database
from ui.keys import keys, pause, resume

commands = typer.Typer()
commands.add_typer(keys, name="keys")
commands.command()(pause)
commands.command()(resume)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAZHI_DATA", str(tmp_path))
    return tmp_path


def run(*words: str, status: int = 0):  # type: ignore[no-untyped-def]
    done = CliRunner().invoke(commands, words)
    assert done.exit_code == status, done.output
    return done


def test_a_new_key_is_shown_once_alone_and_opens(data: Path) -> None:
    done = run("keys", "add", "热线大厅", "--scope", "review", "--days", "30")
    text = done.stdout.removesuffix("\n")
    assert "\n" not in text
    assert "只显示这一次" in done.stderr and text not in done.stderr
    caller = Keys(Database(data)).who(text)
    assert isinstance(caller, Caller)
    assert (caller.name, caller.scopes) == ("热线大厅", ("ask", "review"))
    assert text not in run("keys", "list").output + run("keys", "list", "--json").output


def test_keys_are_listed_with_what_became_of_them(data: Path) -> None:
    assert "fazhi keys add" in run("keys", "list").stderr
    assert json.loads(run("keys", "list", "--json").stdout) == []
    for name in ("甲", "乙"):
        run("keys", "add", name)
    first, second = json.loads(run("keys", "list", "--json").stdout)
    assert "已撤销" in run("keys", "revoke", first["key_id"]).stdout
    listed = run("keys", "list").stdout.splitlines()
    assert "已撤销" in listed[0] and "甲" in listed[0]
    assert "可用" in listed[1] and second["key_id"] in listed[1]


def test_a_key_is_exchanged_and_the_old_one_ends_after_the_grace(data: Path) -> None:
    old = run("keys", "add", "甲").stdout.strip()
    [made] = json.loads(run("keys", "list", "--json").stdout)
    new = run("keys", "rotate", made["key_id"], "--grace-days", "0").stdout.strip()
    known = Keys(Database(data))
    assert known.who(old) == "expired"
    assert isinstance(known.who(new), Caller)


def test_wrong_words_are_wrong_usage_and_an_unknown_key_is_told(data: Path) -> None:
    run("keys", "add", "甲", "--scope", "everything", status=2)
    run("keys", "add", "  ", status=2)
    run("keys", "add", "甲", "--days", "-1", status=2)
    for words in (("revoke", "nowhere"), ("rotate", "nowhere")):
        assert isinstance(run("keys", *words, status=1).exception, UnknownKey)


def test_a_pause_is_recorded_with_its_reason_and_taken_back(data: Path) -> None:
    assert "文件更新中" in run("pause", "--why", "文件更新中").stdout
    state = Switch(Database(data)).state()
    assert (state.paused, state.why) == (True, "文件更新中")
    assert state.by
    assert json.loads(run("resume", "--why", "更新完了", "--json").stdout)["paused"] is False
    assert not Switch(Database(data)).state().paused
    run("pause", status=2)
    assert isinstance(run("pause", "--why", " ", status=1).exception, BadReason)


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_RATE_PER_KEY", "often")
    told = str(run("keys", "list", status=1).exception)
    assert "FAZHI_RATE_PER_KEY" in told and "60/minute" in told and told.endswith("。")
