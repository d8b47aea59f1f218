"""How far an index has come is told in few lines, on standard error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ui.terminal_progress import _Lines, index_progress


@pytest.fixture
def clock() -> Callable[[], float]:
    """Half a minute passes each time somebody looks."""
    seconds = iter(range(0, 10_000, 30))
    return lambda: float(next(seconds))


def test_a_line_when_something_is_to_be_made_and_one_a_minute_with_the_time_left(
    clock: Callable[[], float], capsys: pytest.CaptureFixture[str]
) -> None:
    tell = _Lines(clock)
    for done in range(0, 101, 20):
        tell("embed", done, 100)
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split("：")[0] for line in told.err.splitlines()] == [
        "正在建立索引，共100段，其中100段要做……",
        "正在建立索引",
        "正在建立索引",
    ]
    assert "40/100段，大约还要2分钟" in told.err


def test_nothing_is_told_where_nothing_is_to_be_made(capsys: pytest.CaptureFixture[str]) -> None:
    with index_progress() as tell:
        tell("embed", 100, 100)
    assert capsys.readouterr().err == ""


def test_each_stage_is_told_for_itself(clock: Callable[[], float], capsys: pytest.CaptureFixture[str]) -> None:
    tell = _Lines(clock)
    tell("read", 1, 3)
    tell("embed", 5, 9)
    assert capsys.readouterr().err.splitlines() == ["正在读取文件，共3份，其中2份要做……", "正在建立索引，共9段，其中4段要做……"]


def test_a_bar_on_a_terminal_ends_without_a_trace(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with index_progress() as tell:
        for stage, total in (("read", 2), ("embed", 3)):
            for done in range(1, total + 1):
                tell(stage, done, total)
    assert capsys.readouterr().out == ""
