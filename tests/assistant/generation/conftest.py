"""What the tests of generation share: chat servers that misbehave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.assistant.generation.misbehaving import FakeModel, server


@pytest.fixture
def model_server() -> Iterator[Callable[..., FakeModel]]:
    """Starts a server: its fault by name, `says` and the rest of a Script; all are gone at the end of the test."""
    with ExitStack() as servers:

        def start(fault: str = "healthy", **script: Any) -> FakeModel:
            return servers.enter_context(server(fault, **script))

        yield start
