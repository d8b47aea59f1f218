"""Schemathesis over the whole OpenAPI document, with a key: examples, edge cases, random requests, sequences; all checks.

No check is left out. What is switched off or changed, and why: nothing but that requests have Idempotency-Keys of their own
(unique_keys.py), because the same key with another question is refused on purpose.

For a long run by hand, so many random requests for each operation:

    FAZHI_SCHEMATHESIS_EXAMPLES=300 .venv/bin/pytest -s tests/assistant/http/test_schemathesis.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from assistant.settings import Settings
from ui.serve import bound
from ui.serving import config_of

_KEY = "key-of-the-test"
_EXAMPLES = os.environ.get("FAZHI_SCHEMATHESIS_EXAMPLES", "8")  # for each operation
_FEWEST = 500  # cases below which something was not tried at all
_UNLIMITED = {f"rate_{by}": "1000000/second" for by in ("per_key", "per_user", "wrong_keys")}


@pytest.fixture
def address(fazhi: Fazhi, tmp_path: Path) -> Iterator[str]:
    """A guarded server on this machine, with a record of its own."""
    folders = {"data": tmp_path / "data", "index": fazhi.settings.index_folder, "plans": fazhi.settings.plans}
    guarded = Fazhi(Settings(**folders, api_keys=_KEY, **_UNLIMITED))
    guarded.__dict__["embedding"] = fazhi.embedding  # the model is loaded once
    server = uvicorn.Server(config_of(create_api(guarded), ()))
    with bound("127.0.0.1", 0) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def test_no_request_of_any_kind_is_answered_otherwise_than_described(address: str, tmp_path: Path) -> None:
    """Run in a folder of its own, so that no settings of schemathesis lying about count."""
    chosen = ["--checks=all", "--phases=examples,coverage,fuzzing,stateful", "--mode=all", f"--max-examples={_EXAMPLES}", "--seed=1"]
    asked = [f"{address}/openapi.json", f"--header=Authorization: Bearer {_KEY}", *chosen, "--continue-on-failure", "--no-color"]
    hooks = {"SCHEMATHESIS_HOOKS": "unique_keys", "PYTHONPATH": str(Path(__file__).parent)}
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", *asked]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | hooks, capture_output=True, text=True, check=False)
    print(done.stdout[-2000:])
    assert done.returncode == 0, done.stdout + done.stderr
    tried = re.search(r"(\d+) generated", done.stdout)
    assert tried and int(tried[1]) >= _FEWEST
    assert re.search(r"Selected: (\d+)/\1\s+Tested: \1\b", done.stdout)
