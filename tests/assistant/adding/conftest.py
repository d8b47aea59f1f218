"""A desk over a plans folder of its own, with an index built without a model and checked in this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.adding.desk import AddingDesk
from assistant.adding.models import Upload
from assistant.bootstrap import Fazhi
from assistant.settings import Settings


class Office:
    """A desk, its folders, and a clock that can be put forward."""

    def __init__(self, folder: Path, embedding: object) -> None:
        self.folder = folder
        self.plans = folder / "plans"
        self.plans.mkdir()
        self.fazhi = Fazhi(Settings(data=folder / "data", plans=self.plans, chroma_url="", embedding_url="", api_keys=""))
        self.fazhi.__dict__["embedding"] = embedding
        self.ahead = timedelta()
        self.desk = self.opened_anew()

    def opened_anew(self) -> AddingDesk:
        """The desk of a server that was just started."""
        return AddingDesk(self.fazhi, lambda: datetime.now(UTC) + self.ahead)

    def take(self, name: str, content: str | bytes, by: str = "王主任") -> Upload:
        """Hand a file in and wait until it was read."""
        path = self.folder / "handed-in"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with path.open("rb") as file:
            return self.settled(self.desk.take(name, file, by))

    def settled(self, upload: Upload) -> Upload:
        """The upload when nothing is at work at it any more."""
        for _ in range(1200):
            found = self.desk.upload(upload.upload_id)
            assert found is not None
            if not found.is_at_work:
                return found
            time.sleep(0.05)
        raise AssertionError(f"still at {found.step}")

    def confirm(self, upload: Upload) -> Upload:
        """Confirm and wait for the end."""
        self.desk.confirm(upload, "王主任")
        return self.settled(upload)

    def files(self) -> list[str]:
        """What is in the plans folder."""
        return sorted(path.name for path in self.plans.iterdir())


@pytest.fixture
def office(tmp_path: Path, make_embedding: Callable[..., object], without_a_process: None) -> Office:
    return Office(tmp_path, make_embedding())
