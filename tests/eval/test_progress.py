"""How far an evaluation has come is shown on a terminal and nowhere else."""

from __future__ import annotations

import io

import pytest

from eval.progress import progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_written_where_nobody_watches() -> None:
    stream = io.StringIO()
    with progress(stream) as tell:
        tell(1, 2)
        tell(2, 2)
    assert stream.getvalue() == ""


def test_a_terminal_shows_what_is_done_of_how_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with progress(stream) as tell:
        tell(3, 7)
    assert "正在评测" in stream.getvalue()
    assert "3/7" in stream.getvalue()


def test_what_goes_wrong_inside_is_not_hidden() -> None:
    with pytest.raises(KeyError), progress(io.StringIO()):
        raise KeyError
