"""The MCP server with the protocol's own client: in this process, and as the command that assistants start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from assistant.bootstrap import Fazhi
from ui.mcp_server import server

COMMAND = str(Path(sys.executable).with_name("fazhi"))
QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
Talk = Callable[[Client], Awaitable[Any]]


@pytest.fixture
def talk(desk: Fazhi) -> Callable[[Talk], Any]:
    """Lets a client talk to the server; gives what came of it."""

    def talked(what: Talk) -> Any:
        async def within() -> Any:
            async with Client(server(desk)) as client:
                return await what(client)

        return anyio.run(within)

    return talked


@pytest.fixture
def call(talk: Callable[[Talk], Any]) -> Callable[..., CallToolResult]:
    """Calls a tool."""

    def called(name: str, **arguments: object) -> CallToolResult:
        result: CallToolResult = talk(lambda client: client.call_tool(name, arguments))
        return result

    return called


def told(result: CallToolResult) -> Any:
    """What a tool gave; a list stands under `result`."""
    assert not result.is_error, result.content
    content = result.structured_content
    assert content is not None
    return content["result"] if set(content) == {"result"} else content


def test_the_tools_are_described_and_change_nothing(talk: Callable[[Talk], Any]) -> None:
    tools = talk(lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == {"ask", "search_clauses", "get_clause", "list_plans"}
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert all(one.get("description") for one in tool.input_schema["properties"].values())


def test_an_answer_comes_with_its_clauses_and_is_recorded(desk: Fazhi, call: Callable[..., CallToolResult]) -> None:
    answer = told(call("ask", question=QUESTION))
    assert answer["status"] == "answered"
    record = desk.records.record(answer["answer_id"])
    assert record is not None and record.asked_by.door == "mcp"
    for citation in answer["citations"]:
        clause = told(call("get_clause", clause_id=citation["clause_id"]))
        assert clause["digest"] == citation["digest"]
        assert citation["quote"] in clause["text"]


def test_questions_of_one_session_follow_on(call: Callable[..., CallToolResult]) -> None:
    call("ask", question="张掖市的行政复议由谁负责？", session_id="one")
    assert "张掖市" in told(call("ask", question="什么时候完成？", session_id="one"))["standalone_question"]


def test_a_refusal_is_an_answer_and_not_an_error(call: Callable[..., CallToolResult]) -> None:
    answer = told(call("ask", question="天水市的行政调解由谁负责？"))
    assert (answer["status"], answer["citations"]) == ("not_covered", [])


def test_a_search_stays_within_its_place(call: Callable[..., CallToolResult]) -> None:
    found = told(call("search_clauses", query="行政复议", place="张掖市", limit=3))
    assert [clause["rank"] for clause in found] == [1, 2, 3]
    assert {clause["place"] for clause in found} == {"张掖市"}


def test_all_documents_are_listed(call: Callable[..., CallToolResult]) -> None:
    assert {plan["place"] for plan in told(call("list_plans"))} == {"张掖市", "赣州市", "长春市", "抚远市"}


def test_personal_data_is_gone_from_what_comes_back(call: Callable[..., CallToolResult]) -> None:
    answer = told(call("ask", question=f"我叫王小明，电话13812345678，{QUESTION}"))
    assert answer["question"].startswith("我叫［姓名］，电话［电话］")


def one_sentence(result: CallToolResult) -> str:
    assert result.is_error
    [content] = result.content
    assert content.text.endswith("。") and "\n" not in content.text
    return str(content.text)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("get_clause", {"clause_id": "nowhere"}, "search_clauses"),
        ("get_clause", {}, "clause_id：缺少"),
        ("ask", {"question": 3}, "question：应为文字"),
        ("ask", {"question": "长" * 20_001}, "question：太长"),
        ("search_clauses", {"query": ""}, "query：不能为空"),
        ("search_clauses", {"query": "行政复议", "limit": 51}, "limit：太大"),
        ("forget", {}, "没有这个工具"),
    ],
)
def test_an_error_is_one_sentence_that_says_what_to_do(
    call: Callable[..., CallToolResult], name: str, arguments: dict[str, object], said: str
) -> None:
    assert said in one_sentence(call(name, **arguments))


def test_a_pause_is_told_with_its_reason(desk: Fazhi, call: Callable[..., CallToolResult]) -> None:
    desk.switch.pause("文件更新中", "值班员")
    assert "文件更新中" in one_sentence(call("ask", question=QUESTION))


def test_an_unforeseen_failure_is_told_without_its_cause(
    desk: Fazhi, call: Callable[..., CallToolResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.chat, "answer", lambda *_, **__: 1 / 0)
    assert "division" not in one_sentence(call("ask", question=QUESTION))


@pytest.fixture
def settings(fazhi: Fazhi, tmp_path: Path) -> dict[str, str]:
    """The environment of a command over the bundled plans, with a record of its own."""
    folders = {"DATA": tmp_path, "INDEX": fazhi.settings.index_folder, "PLANS": fazhi.settings.plans}
    return {f"FAZHI_{name}": str(folder) for name, folder in folders.items()}


def test_the_command_serves_a_client_over_standard_input_and_output(fazhi: Fazhi, settings: dict[str, str]) -> None:
    """A server prepared as for an assistant: the data folder holds answers only, the index is elsewhere."""

    async def talked() -> tuple[CallToolResult, CallToolResult]:
        started = StdioServerParameters(command=COMMAND, args=["mcp"], env=os.environ | settings, cwd=settings["FAZHI_DATA"])
        async with Client(started) as client:
            assert len((await client.list_tools()).tools) == 4
            return await client.call_tool("ask", {"question": QUESTION}), await client.call_tool("get_clause", {"clause_id": "none"})

    answered, failed = anyio.run(talked)
    assert told(answered)["status"] == "answered"
    assert "search_clauses" in one_sentence(failed)


def test_nothing_but_the_protocol_is_on_standard_output(settings: dict[str, str]) -> None:
    """And nothing of what was asked is on standard error, even where it goes wrong."""
    begin = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    asked = [
        {"id": 1, "method": "initialize", "params": begin},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": QUESTION}}},
        {"id": 3, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": ["电话13812345678"]}}},
    ]
    with subprocess.Popen(
        [COMMAND, "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | settings,
        cwd=settings["FAZHI_DATA"],
        encoding="utf-8",
    ) as started:
        assert started.stdin and started.stdout and started.stderr
        for message in asked:
            started.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        started.stdin.flush()
        replies = [json.loads(started.stdout.readline()) for _ in range(3)]
        started.stdin.close()
        rest, complaints = started.stdout.read(), started.stderr.read()
    assert rest == ""
    assert {reply["jsonrpc"] for reply in replies} == {"2.0"}
    assert sorted(reply["id"] for reply in replies) == [1, 2, 3]
    assert "13812345678" not in complaints
    assert started.returncode == 0
