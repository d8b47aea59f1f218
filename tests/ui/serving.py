"""A server of the whole application for tests of pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from assistant.bootstrap import Fazhi
from ui.app import create_app
from ui.serve import address_of, bound


@contextmanager
def served(fazhi: Fazhi) -> Iterator[str]:
    """The address of a server of the whole application, without a slash at its end."""
    with bound("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(fazhi), log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 60
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.05)
        yield address_of("127.0.0.1", listening.getsockname()[1])
        server.should_exit = True
        thread.join(timeout=10)


def with_its_own_record(fazhi: Fazhi, data: Path, **settings: object) -> Fazhi:
    """The same index and embedding with other settings and a record of its own."""
    own = Fazhi(fazhi.settings.model_copy(update={"data": data, "index": fazhi.settings.index_folder, **settings}))
    own.__dict__.update(embedding=fazhi.embedding, index=fazhi.index)
    return own
