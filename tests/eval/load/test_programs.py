"""Each program once, shortly, with servers of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from eval.load import callers, hostile, kills, personal, together
from eval.load.agreeing import CHECKS
from eval.load.processes import NotStarted
from eval.load.services import Redis, postgres_programs
from tests.services import unavailable

pytestmark = pytest.mark.service


@pytest.fixture
def index(fazhi: Fazhi) -> Path:
    """An index that servers can share."""
    return fazhi.settings.index_folder


@pytest.fixture
def with_services(tmp_path: Path) -> None:
    """Skips where there is no PostgreSQL or Redis to start."""
    try:
        postgres_programs()
        Redis(tmp_path)
    except NotStarted as error:
        unavailable(str(error))


def test_callers_are_answered_and_every_answer_is_in_the_record(tmp_path: Path, index: Path) -> None:
    found = callers.run(callers.Plan(callers=4, seconds=3, index=index), tmp_path)
    assert found.is_right, found
    assert found.record.received >= 4
    assert found.before.memory > 0
    assert set(found.statuses) == {"200"}


def test_what_was_received_before_a_kill_is_in_the_record(tmp_path: Path, index: Path) -> None:
    found = kills.run(1, 3, tmp_path, index=index)
    assert found.is_right, found
    assert found.record.received >= 3
    assert found.answers_of_a_second_try >= 1


def test_two_servers_are_of_one_mind(tmp_path: Path, index: Path, with_services: None) -> None:
    found = together.run(tmp_path, workers=1, index=index)
    assert len(found) == len(CHECKS)
    assert not [check for check in found if not check.passed]


def test_ill_will_is_refused_and_a_normal_caller_does_not_notice(tmp_path: Path, index: Path) -> None:
    found = hostile.run(tmp_path, patience=0.5, times_over=50, index=index)
    assert found.answers_afterwards
    assert not [(one.name, one.came, one.failed) for one in found.outcomes if not one.as_expected or one.failed]


def test_personal_data_is_nowhere(tmp_path: Path, index: Path) -> None:
    found = personal.run(3, tmp_path, index=index)
    assert found.items >= 3
    assert not [leak for leak in found.leaks if leak.found or not leak.searched]
