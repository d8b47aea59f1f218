"""The switch that stops all answering at once, on every server of one database, with the reason recorded."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import insert, select

from assistant.doors.errors import BadReason, Paused
from assistant.doors.models import Pause
from assistant.doors.recalled import Recalled
from assistant.privacy import without_personal_data
from assistant.record.database import Database
from assistant.record.moments import written
from assistant.record.tables import PAUSES

_FRESH, _STALE = 1.0, 60.0  # seconds: within the first every server knows; without a database the last state holds for the second
_LONGEST = 500  # characters of a reason


class Switch:
    """Whether answering is paused: what was said last counts."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._state: Recalled[Pause] = Recalled(_FRESH, _STALE, clock)

    def pause(self, why: str, by: str) -> Pause:
        """Stop answering, for a reason that callers are told; raises BadReason where none is given."""
        if not why.strip():
            raise BadReason("请写明暂停的原因，例如：--why 文件更新中。")
        return self._say(True, why, by)

    def resume(self, why: str = "", by: str = "") -> Pause:
        """Answer again."""
        return self._say(False, why, by)

    def state(self) -> Pause:
        """What was said last; raises RecordUnavailable where that is not known."""
        return self._state.get("latest", self._latest)

    def check(self) -> None:
        """Raise Paused, with the reason, while answering is paused."""
        if (latest := self.state()).paused:
            raise Paused(latest.why)

    def _say(self, paused: bool, why: str, by: str) -> Pause:
        now = written()
        said = Pause(paused=paused, why=without_personal_data(why.strip()[:_LONGEST]).text, by=by[:100], created_at=now)
        with self._database.begin() as connection:
            connection.execute(insert(PAUSES).values(said.model_dump()))
        self._state.forget()
        return said

    def _latest(self) -> Pause:
        columns = [PAUSES.c[name] for name in Pause.model_fields]
        with self._database.begin() as connection:
            found = connection.execute(select(*columns).order_by(PAUSES.c.number.desc()).limit(1)).mappings().first()
        return Pause.model_validate(dict(found)) if found else Pause()
