"""The guide for a city's developers is true: its examples are run against a server, their output is what it shows.

A block's info string says what it is: `bash` and `python` are run, `json` and `text` after them are what they put out (… marks
what is left out), `bash 不运行` starts a server or needs what is not here, `json 配置` and `nginx` are files of other programs.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from assistant.doors.models import SCOPES
from assistant.hotline.models import Card, EscalationCode, Ticket
from assistant.http.metrics import Metrics
from assistant.models import Status
from assistant.settings import Settings
from ui.serve import bound

GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "hotline.md"
TEXT = GUIDE.read_text(encoding="utf-8")
IN_THE_GUIDE = "http://127.0.0.1:8000"
RUN, SHOWN, LEFT_ALONE = ("bash", "python"), ("json", "text"), ("bash 不运行", "json 配置", "nginx")
LEFT_OUT = "…"
WITHIN = 120  # seconds for a server to be ready


class Block(NamedTuple):
    """A fenced block: what it is, what stands in it, and in which line it begins."""

    kind: str
    text: str
    line: int


def blocks() -> list[Block]:
    found = re.finditer(r"^```(.*)\n([\s\S]*?)^```$", TEXT, re.MULTILINE)
    return [Block(match[1].strip(), match[2], TEXT.count("\n", 0, match.start()) + 1) for match in found]


def examples() -> list[tuple[Block, Block | None]]:
    """Each block that is run, with what it is to put out."""
    all_of_them = blocks()
    return [
        (block, after if after and after.kind in SHOWN else None)
        for block, after in zip(all_of_them, [*all_of_them[1:], None], strict=True)
        if block.kind in RUN
    ]


class Reader:
    """Somebody who follows the guide: what one block exports, the next ones have."""

    def __init__(self, address: str, folder: Path, env: dict[str, str]) -> None:
        self._address = address
        self._folder = folder
        self._env = env
        self._exported = folder / "exported.sh"
        self._exported.write_text("")
        self._functions = folder / "functions.sh"
        self._functions.write_text("")

    def runs(self, block: Block) -> str:
        """What a block puts out; it must succeed."""
        text = block.text.replace(IN_THE_GUIDE, self._address)
        if block.kind == "python":
            text = f"{sys.executable} - <<'END_OF_EXAMPLE'\n{text}\nEND_OF_EXAMPLE"
        before = f"set -euo pipefail; . {self._exported}; . {self._functions}\n"
        after = f"\ndeclare -px > {self._exported}; declare -f > {self._functions}"
        done = subprocess.run(
            ["bash", "-c", before + text + after], cwd=self._folder, env=self._env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def reader(fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A server started as the guide says, over the bundled plans, and somebody beside it."""
    folder = tmp_path_factory.mktemp("guide")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FAZHI_")}
    folders = {"DATA": folder / "data", "INDEX": fazhi.settings.index_folder, "PLANS": fazhi.settings.plans}
    path = f"{Path(sys.executable).parent}:{kept['PATH']}"
    env = kept | {f"FAZHI_{name}": str(value) for name, value in folders.items()} | {"PATH": path, "PYTHONUTF8": "1"}
    with bound("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("fazhi")), "serve", "--port", str(port)]
    with (folder / "log").open("w") as log, subprocess.Popen(command, cwd=folder, env=env, stderr=log) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz", server)
            yield Reader(f"http://127.0.0.1:{port}", folder, env)
        finally:
            server.terminate()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + WITHIN
    while time.monotonic() < until:
        assert server.poll() is None
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not become ready")


@pytest.mark.parametrize(("block", "shown"), [pytest.param(*pair, id=f"line-{pair[0].line}") for pair in examples()])
def test_an_example_puts_out_what_the_guide_shows(reader: Reader, block: Block, shown: Block | None) -> None:
    """In the order of the guide, for one rests on the other."""
    put_out = reader.runs(block)
    if shown is None:
        return
    if shown.kind == "json":
        assert list(differences(json.loads(shown.text), json.loads(put_out))) == []
    else:
        assert fits(shown.text.strip(), put_out.strip()), put_out


def fits(shown: str, real: str) -> bool:
    """Whether a text is the one shown, where … stands for anything."""
    return re.fullmatch(".*?".join(map(re.escape, shown.split(LEFT_OUT))), real, re.DOTALL) is not None


def differences(shown: Any, real: Any, where: str = "") -> Iterator[str]:
    """Where what is shown is not so: fields may be left out, a list ends with "…" where there is more."""
    if shown == LEFT_OUT:
        return
    if isinstance(shown, dict) and isinstance(real, dict):
        for name, value in shown.items():
            yield from differences(value, real[name], f"{where}.{name}") if name in real else [f"{where}.{name} is not there"]
    elif isinstance(shown, list) and isinstance(real, list):
        told = shown[:-1] if shown and shown[-1] == LEFT_OUT else shown
        if len(told) != len(real) and (len(told) > len(real) or told is shown):
            yield f"{where} has {len(real)} parts"
        for place, (one, other) in enumerate(zip(told, real, strict=False)):
            yield from differences(one, other, f"{where}[{place}]")
    elif not (fits(shown, real) if isinstance(shown, str) and isinstance(real, str) else shown == real):
        yield f"{where} is {real!r}"


@pytest.mark.parametrize(
    ("shown", "real", "is_so"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"b": 2}, False),
        ({"a": "x…z"}, {"a": "xyz"}, True),
        ({"a": "x…"}, {"a": "y"}, False),
        ([1], [1, 2], False),
        ([1, "…"], [1, 2], True),
        ([1, 2, "…"], [1], False),
        ([], [1], False),
        ("…", None, True),
        (None, "", False),
    ],
)
def test_what_is_left_out_is_the_only_thing_not_compared(shown: object, real: object, is_so: bool) -> None:
    assert (not list(differences(shown, real))) == is_so


def test_every_block_is_run_or_compared_or_marked_as_neither() -> None:
    kinds = [block.kind for block in blocks()]
    assert [kind for kind in kinds if kind not in (*RUN, *SHOWN, *LEFT_ALONE)] == []
    shown = [block for block in blocks() if block.kind in SHOWN]
    assert shown == [after for _, after in examples() if after]
    assert len(examples()) > 20


def first_column(heading: str) -> list[str]:
    """The cells below a heading."""
    [rows] = re.findall(rf"^\| {re.escape(heading)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    return [row.split("|")[1].strip() for row in rows.splitlines()]


def table(heading: str) -> list[str]:
    """The names in the first column of the table with this heading."""
    return [name for cell in first_column(heading) for name in re.findall(r"`([^`]+)`", cell)]


def test_every_field_of_the_card_is_in_the_table() -> None:
    assert table("字段") == list(Card.model_fields)
    assert [name for name in Ticket.model_fields if f"`{name}`" not in TEXT] == []


def test_every_status_of_an_answer_every_scope_and_every_reason_to_escalate_is_told() -> None:
    assert set(table("`status`")) == set(Status.__args__)
    assert table("权限") == list(SCOPES)
    assert [code for code in EscalationCode.__args__ if f"`{code}`" not in TEXT] == []


def test_every_status_of_the_interface_is_in_the_table_of_errors(fazhi: Fazhi) -> None:
    described = create_api(fazhi).openapi()["paths"].values()
    possible = {status for methods in described for told in methods.values() for status in told["responses"] if status >= "400"}
    of_any_address = {"405", "414", "431", "500", "502"}
    assert possible | of_any_address == set(first_column("状态"))


def test_every_metric_is_told() -> None:
    names = {name for name in re.findall(r"^# TYPE (\S+)", Metrics().render(0), re.MULTILINE)}
    assert set(table("指标")) == names


def test_every_setting_named_is_one_with_the_default_that_is_told() -> None:
    assert {name for name in re.findall(r"FAZHI_([A-Z_]+)", TEXT)} <= {name.upper() for name in Settings.model_fields}
    for name, default in re.findall(r"`FAZHI_(RATE_[A-Z_]+)=([^`]+)`", TEXT):
        assert str(Settings.model_fields[name.lower()].default) == default


def test_the_configuration_for_mcp_starts_the_command_that_serves_it() -> None:
    [block] = [block for block in blocks() if block.kind == "json 配置"]
    server = json.loads(block.text)["mcpServers"]["fazhi"]
    assert (server["command"], server["args"]) == ("fazhi", ["mcp"])
