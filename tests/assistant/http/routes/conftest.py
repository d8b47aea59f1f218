"""The whole interface over the bundled plans, with a record of its own: open to all, or with keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from assistant.doors.models import Scope

WithKey = Callable[..., TestClient]


@pytest.fixture
def client(desk: Fazhi) -> TestClient:
    """Somebody at this machine, where nothing is guarded."""
    return TestClient(create_api(desk), raise_server_exceptions=False)


@pytest.fixture
def with_key(desk: Fazhi) -> WithKey:
    """Makes callers with keys of the scopes and names given; from the first on a key is needed."""
    desk.keys.add("谁也不用")
    app = create_api(desk)

    def make(scope: Scope, name: str = "热线大厅") -> TestClient:
        _, text = desk.keys.add(name, (scope,))
        return TestClient(app, raise_server_exceptions=False, headers={"Authorization": f"Bearer {text}"})

    return make
