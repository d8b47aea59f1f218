"""The commands: asking and serving are here; those about documents, the record and keys in modules of their own.

Exit status: 0 done (a refusal is an answer), 1 the thing asked for failed, 2 wrong usage. What is heavy is imported
only by the command that needs it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ui.commands_documents import add, clauses, diff, doctor, index, plans, remove
from ui.commands_record import gaps, records, replay
from ui.keys import keys, pause, resume
from ui.people import people
from ui.ready import Json, iso_date, ready, start
from ui.terminal_output import complain, emit, emit_list, say, sound
from ui.terminal_usage import FazhiGroup

main = typer.Typer(
    cls=FazhiGroup,
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="法治方案问答：只依据收录的政府文件回答，每句话都附条款出处。",
)

InPlace = Annotated[str | None, typer.Option("--place", help="只问这个地区，如 张掖市。")]


@main.callback(invoke_without_command=True)
def _start(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())
        raise typer.Exit(2)


@main.command()
def serve(
    host: Annotated[
        str, typer.Option(help="监听的地址；不是回环地址时必须有密钥（fazhi keys add）或登录（FAZHI_SIGN_IN）。")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="监听的端口。")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="几个进程；多于1个时只有接口，没有网页。")] = 1,
) -> None:
    """启动网页（/）和接口（/v1）；没有索引时先建索引。"""
    from ui.serve import serve as run
    from ui.terminal_progress import index_progress

    with index_progress() as progress:
        run(start(), host, port, workers, progress=progress, started=lambda address: complain(f"已启动：{address}（按 Ctrl+C 停止）"))


@main.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="问题。", show_default=False)] = None,
    place: InPlace = None,
    as_of: Annotated[str | None, typer.Option("--as-of", callback=iso_date, help="按哪一天判断期限，默认今天。")] = None,
    session: Annotated[str | None, typer.Option(help="对话编号；同一编号的问题可以接着上文问。")] = None,
    spoken: Annotated[bool, typer.Option("--spoken", help="说成一句能念给来电人听的话（要配置大模型，否则照用原文）。")] = False,
    as_json: Json = False,
    batch: Annotated[Path | None, typer.Option(help="一行一个 JSON 问题的文件，一行输出一个 JSON 回答；- 为标准输入。")] = None,
) -> None:
    """回答一个问题，或逐行回答一个文件里的问题。"""
    if (question is None) == (batch is None):
        raise typer.BadParameter("写一个问题，或者用 --batch 给出问题文件，二者取一", param_hint="QUESTION")
    if batch is not None:
        if session is not None:
            raise typer.BadParameter("与 --batch 不能同用，对话编号写在每行的 session 里", param_hint="--session")
        raise typer.Exit(_ask_batch(batch, place and sound(place), as_of))
    from assistant.models import Ask
    from ui.terminal import show_answer

    asked = Ask(
        question=sound(question or ""), place=place and sound(place), session_id=session and sound(session), as_of=as_of, spoken=spoken
    )
    answer = ready().chat.answer(asked)
    emit(answer) if as_json else show_answer(answer)


def _ask_batch(batch: Path, place: str | None, as_of: str | None) -> int:
    """A bad line is told on standard error, gives no line out, and makes the status 1; the others are answered."""
    from ui.terminal_batch import BadLine, BatchLine, Conversations, read_batch

    lines, conversations, status = read_batch(batch, BatchLine), Conversations(), 0
    chat = ready().chat
    for line in lines:
        if isinstance(line, BadLine):
            complain(line.sentence)
            status = 1
        else:
            answer = chat.answer(conversations.ask(line, place, as_of))
            emit(answer.model_copy(update={"session_id": line.session}))
    return status


@main.command()
def search(
    question: Annotated[str, typer.Argument(help="问题或关键词。")],
    place: InPlace = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="最多几条。")] = 10,
    as_of: Annotated[str | None, typer.Option("--as-of", callback=iso_date, help="按哪一天判断用哪一版，默认今天。")] = None,
    as_json: Json = False,
) -> None:
    """只检索，不回答：按相关程度列出条款。"""
    from assistant.searching import search as find
    from ui.terminal import show_found

    found = find(ready(), sound(question), place and sound(place), limit, date.fromisoformat(as_of) if as_of else None)
    emit_list(found) if as_json else show_found(found)


@main.command()
def check(
    batch: Annotated[Path, typer.Option(help="一行一个 JSON（claim、evidence，可有 place）的文件，一行输出一个结论；- 为标准输入。")],
) -> None:
    """核对：一句话是否有给出的依据支持，逐项比对数字、日期、地名、单位、措辞和限定。"""
    from assistant.claims.checking import check_claim
    from ui.terminal_batch import BadLine, ClaimLine, read_batch

    status = 0
    for line in read_batch(batch, ClaimLine):
        if isinstance(line, BadLine):
            complain(line.sentence)
            status = 1
        else:
            emit(check_claim(line.claim, line.evidence, line.place))
    raise typer.Exit(status)


@main.command()
def mcp() -> None:
    """启动 MCP 服务（标准输入输出），供支持 MCP 的助手调用。"""
    from ui.mcp_server import run

    run(ready())


for command in (plans, clauses, diff, add, remove, index, doctor, replay, gaps, pause, resume):
    main.command()(command)
main.add_typer(records, name="records")
main.add_typer(keys, name="keys")
main.add_typer(people, name="people")


if __name__ == "__main__":
    main()
