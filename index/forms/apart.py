"""Reading in a process of its own: what hangs, eats memory or crashes there hurts nothing else.

`python -m index.forms.apart FILE OUT LIMITS` reads FILE and writes what it says, or the refusal, to OUT as JSON.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from index.errors import UnreadableFile
from index.forms.models import Limits, Read
from index.forms.reading import check_size, read_file
from index.models import Frozen

_HERE = Path(__file__).resolve().parent.parent.parent  # where `python -m index.forms.apart` finds this package
_LONGEST_SENTENCE = 400
_GRACE = 3.0  # seconds


class _Told(Frozen):
    """What the process says: what it read, or why it refused."""

    read: Read | None = None
    refusal: str = ""


def read_apart(path: Path, limits: Limits | None = None) -> Read:
    """Read a file in a process of its own; raises UnreadableFile, whatever happens there."""
    limits = limits or Limits()
    check_size(path, limits)
    with tempfile.TemporaryDirectory(prefix="fazhi-read-") as folder:
        out = Path(folder) / "said.json"
        _run([sys.executable, "-m", "index.forms.apart", str(path.absolute()), str(out), limits.model_dump_json()], path, folder, limits)
        told = _told(out)
    if told is None:
        raise UnreadableFile(f"{path.name} 读不出来（可能已损坏或太大），已跳过，请另存一份或换成别的格式。")
    if told.read is None:
        raise UnreadableFile(told.refusal)
    return told.read


def _run(command: list[str], path: Path, folder: str, limits: Limits) -> None:
    environment = {**os.environ, "TMPDIR": folder}  # what is left behind when it is killed goes with the folder
    with subprocess.Popen(
        command,
        cwd=_HERE,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(f"{path.name} 读了 {limits.seconds:.0f} 秒还没读完，已跳过，请拆成几份或换成别的格式。") from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask first, so that it can end what it started itself (LibreOffice); then end it."""
    with suppress(ProcessLookupError, subprocess.TimeoutExpired):
        process.terminate()
        process.wait(_GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _told(out: Path) -> _Told | None:
    try:
        return _Told.model_validate_json(out.read_bytes())
    except (OSError, ValidationError):
        return None


def _stays_offline(event: str, _: object) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind"):
        raise PermissionError("reading a file needs no network")


def _main(path: Path, out: Path, limits: Limits) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_stays_offline)
    try:
        told = _Told(read=read_file(path, limits))
    except UnreadableFile as error:
        told = _Told(refusal=str(error)[:_LONGEST_SENTENCE])
    out.write_text(told.model_dump_json(), encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), Limits.model_validate_json(sys.argv[3]))
