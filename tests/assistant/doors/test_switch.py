"""The switch: one sentence for callers, one state for all servers, a record of every turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from assistant.doors.errors import BadReason, Paused
from assistant.doors.switch import Switch
from assistant.record.database import Database
from assistant.record.tables import PAUSES

Connect = Callable[[], Database]


def test_a_pause_holds_on_every_server_within_a_second_and_until_it_is_taken_back(connect: Connect) -> None:
    seconds = [0.0]
    here, there = (Switch(connect(), clock=lambda: seconds[0]) for _ in range(2))
    here.check()
    there.check()
    here.pause("文件更新中", "王")
    with pytest.raises(Paused, match="文件更新中"):
        here.check()
    seconds[0] += 1
    with pytest.raises(Paused) as told:
        there.check()
    assert int(told.value.headers["Retry-After"]) > 0
    assert str(told.value).endswith("。")
    there.resume("更新完了", "李")
    there.check()
    seconds[0] += 1
    here.check()


def test_every_turn_is_recorded_with_reason_and_name_and_without_personal_data(connect: Connect) -> None:
    database = connect()
    switch = Switch(database)
    switch.pause("市民 13812345678 投诉答错", "王")
    switch.pause("仍在核查", "李")
    switch.resume(by="李")
    with database.begin() as connection:
        rows = connection.execute(select(PAUSES.c.paused, PAUSES.c.why, PAUSES.c.by).order_by(PAUSES.c.number)).all()
        assert connection.execute(select(func.count()).select_from(PAUSES)).scalar() == 3
    assert [tuple(row) for row in rows[1:]] == [(True, "仍在核查", "李"), (False, "", "李")]
    assert "投诉答错" in rows[0].why and "13812345678" not in rows[0].why


def test_no_pause_without_a_reason(connect: Connect) -> None:
    with pytest.raises(BadReason, match="--why"):
        Switch(connect()).pause("  ", "王")
