"""What callers saw of an outage."""

from __future__ import annotations

from eval.load.asking import Heard, Try
from eval.load.outages import Window, all_seen, go_through, seen

WINDOW = Window(service="Redis", stopped=10.0, back=20.0)


def heard(*tries: Try) -> Heard:
    made = Heard()
    made.tries.extend(tries)
    return made


def test_what_began_or_ended_while_it_was_away_is_counted() -> None:
    before, into, within = (Try(began=began, took=2.0, status="200") for began in (1.0, 9.0, 15.0))
    failed = Try(began=19.0, took=3.0, status="503")
    found = seen(WINDOW, heard(before, into, within, failed), until=100)
    assert found.statuses == {"200": 2, "503": 1}
    assert found.answers.count == 2
    assert found.late_failures == 0


def test_what_fails_after_it_is_back_is_told_apart() -> None:
    found = seen(WINDOW, heard(Try(began=21.0, took=1.5, status="500"), Try(began=22.0, took=1.0, status="200")), until=100)
    assert found.late_failures == 1
    assert found.last_failure_after == 2.5


def test_what_fails_for_the_next_outage_is_not_laid_to_this_one() -> None:
    windows = [WINDOW, Window(service="PostgreSQL", stopped=30.0, back=40.0)]
    redis, postgres = all_seen(windows, heard(Try(began=29.0, took=3.0, status="503")))
    assert redis.late_failures == 0
    assert postgres.statuses == {"503": 1}


def test_what_answers_say_could_not_be_used_is_counted() -> None:
    found = seen(WINDOW, heard(Try(began=11.0, took=1.0, status="200", fallbacks=("vectors:unreachable",))), until=100)
    assert found.fallbacks == {"vectors:unreachable": 1}


class Noting:
    """A service that writes down what is done to it."""

    url = ""

    def __init__(self, name: str, done: list[str]) -> None:
        self._name, self._done = name, done

    def start(self) -> None:
        self._done.append(f"{self._name} started")

    def stop(self) -> None:
        self._done.append(f"{self._name} stopped")


def test_services_are_away_one_after_the_other() -> None:
    done: list[str] = []
    windows = go_through({name: Noting(name, done) for name in ("a", "b")}, seconds=0.3, away=0.02)
    assert done == ["a stopped", "a started", "b stopped", "b started"]
    assert windows[0].stopped < windows[0].back <= windows[1].stopped < windows[1].back
