"""Starting the server: never open to others without a key, and a clear sentence when it cannot start."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.errors import FazhiError
from ui.serve import RefusedToServe, address_of, bound, check_host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_may_ask_without_a_key(host: str) -> None:
    check_host(host, ())


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.4", "10.0.0.1", "example.org", "", "127.0.0.1.example.org", "::ffff:10.0.0.1"]
)
def test_any_other_address_needs_a_key(host: str) -> None:
    with pytest.raises(RefusedToServe, match="FAZHI_API_KEYS"):
        check_host(host, ())
    check_host(host, ("key",))


def test_a_port_in_use_is_one_sentence_with_a_remedy() -> None:
    with bound("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(RefusedToServe, match="--port"):
            bound("127.0.0.1", taken.getsockname()[1])
    assert issubclass(RefusedToServe, FazhiError)


def test_the_address_can_be_opened_in_a_browser() -> None:
    assert address_of("127.0.0.1", 8000) == "http://127.0.0.1:8000"
    assert address_of("::1", 8000) == "http://[::1]:8000"


def test_gradio_is_not_imported_before_the_page_is_built() -> None:
    code = "import sys, ui.app, ui.serve; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
