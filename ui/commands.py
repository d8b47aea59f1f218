"""The commands: `fazhi ask`, `search`, `check`, `plans`, `clauses`, `diff`, `add`, `remove`, `index`, `serve`.

Exit status: 0 done (a refusal is an answer), 1 the thing asked for failed, 2 wrong usage. What is heavy is imported
only by the command that needs it: `fazhi plans` and `fazhi clauses` load neither vectors nor a model.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal_output import complain, emit, emit_list, say, sound
from ui.terminal_usage import FazhiGroup

if TYPE_CHECKING:
    from assistant.bootstrap import Fazhi
    from assistant.settings import Settings
    from index.build import BuildReport
    from index.readings import Held
    from index.store import Generation

main = typer.Typer(
    cls=FazhiGroup,
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="法治方案问答：只依据收录的政府文件回答，每句话都附条款出处。",
)

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
InPlace = Annotated[str | None, typer.Option("--place", help="只问这个地区，如 张掖市。")]


def _iso_date(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise typer.BadParameter("应为日期，如 2026-01-01") from error


@main.callback(invoke_without_command=True)
def _start(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())
        raise typer.Exit(2)


@main.command()
def serve(
    host: Annotated[str, typer.Option(help="监听的地址；不是回环地址时必须设置 FAZHI_API_KEYS。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="监听的端口。")] = 8000,
) -> None:
    """启动网页（/）和接口（/v1）；没有索引时先建索引。"""
    from ui.serve import serve as run
    from ui.terminal_progress import index_progress

    with index_progress() as progress:
        run(_fazhi(), host, port, progress=progress, started=lambda address: complain(f"已启动：{address}（按 Ctrl+C 停止）"))


@main.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="问题。", show_default=False)] = None,
    place: InPlace = None,
    as_of: Annotated[str | None, typer.Option("--as-of", callback=_iso_date, help="按哪一天判断期限，默认今天。")] = None,
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
    answer = _ready().chat.answer(asked)
    emit(answer) if as_json else show_answer(answer)


def _ask_batch(batch: Path, place: str | None, as_of: str | None) -> int:
    """A bad line is told on standard error, gives no line out, and makes the status 1; the others are answered."""
    from ui.terminal_batch import BadLine, BatchLine, Conversations, read_batch

    lines, conversations, status = read_batch(batch, BatchLine), Conversations(), 0
    chat = _ready().chat
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
    as_json: Json = False,
) -> None:
    """只检索，不回答：按相关程度列出条款。"""
    from assistant.searching import search as find
    from ui.terminal import show_found

    found = find(_ready(), sound(question), place and sound(place), limit)
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
def plans(as_json: Json = False) -> None:
    """列出收录的文件。"""
    from assistant.summaries import plan_summaries
    from index.versions import Versions
    from ui.terminal import show_plans

    heads = [one.head for one in _held()[1]]
    told = plan_summaries(heads, Versions(heads), date.today())
    emit_list(told) if as_json else show_plans(told)


@main.command()
def clauses(
    plan_id: Annotated[str, typer.Argument(metavar="PLAN_ID", help="文件的编号、文件名或标题，写开头即可。")],
    as_json: Json = False,
) -> None:
    """列出一份文件的全部条款。"""
    from assistant.summaries import clause_summaries
    from ui.terminal import show_clauses
    from ui.terminal_held import called

    generation, held = _held()
    told = clause_summaries(generation.plan(called(plan_id, held)))
    emit_list(told) if as_json else show_clauses(told)


@main.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="旧的一份：编号、文件名或标题，写开头即可。")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="新的一份，写法相同。")],
    as_json: Json = False,
) -> None:
    """逐条比对两份文件：哪些条款新增、删去、改动，改了哪些字。"""
    from index.difference import difference
    from ui.terminal_difference import show_difference
    from ui.terminal_held import called

    generation, held = _held()
    before, after = (generation.plan(called(words, held)) for words in (old, new))
    found = difference(before, after)
    emit(found) if as_json else show_difference(found, before)


@main.command()
def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="文件、文件夹或 .zip：.docx .doc .wps .pdf .html .txt .md，图片要装识别组件。")
    ],
    place: Annotated[str | None, typer.Option("--place", help="文件是哪个地区的；文件里看得出时不必写。")] = None,
    as_json: Json = False,
) -> None:
    """添加文件：读给你看、放进文件目录、更新索引。"""
    from ui.terminal_adding import add_files

    raise typer.Exit(add_files(_fazhi(), files, place and sound(place), _build, as_json=as_json))


@main.command()
def remove(plan_id: Annotated[str, typer.Argument(metavar="PLAN_ID", help="文件的编号或文件名。")]) -> None:
    """取出一份文件：移到数据目录的 removed 里，并更新索引。"""
    from ui.terminal_removing import remove_document

    remove_document(_fazhi(), plan_id, _held()[1], _build)


@main.command()
def index(rebuild: Annotated[bool, typer.Option("--rebuild", help="全部重新计算。")] = False) -> None:
    """按文件目录更新索引；文件没有变化时什么也不做。"""
    from ui.terminal_held import tell_oddities

    report = _build(_fazhi(), rebuild=rebuild)
    done = "索引已更新" if report.changed else "索引已是最新"
    say(f"{done}：{len(report.held)}份文件，{sum(one.head.clause_count for one in report.held)}个条款。")
    tell_oddities(report, _held()[0])
    raise typer.Exit(1 if report.failures else 0)


@main.command()
def doctor(as_json: Json = False) -> None:
    """检查索引是否完好、与文件目录是否一致，说明哪里不对、怎样修。"""
    from index.doctor import examine

    fazhi = _fazhi()
    found = list(examine(fazhi.settings.plans, fazhi.store, fazhi.embedding.model, fazhi.settings.chroma_url))
    broken = any(finding.kind == "problem" for finding in found)
    if as_json:
        emit_list(found)
    else:
        for finding in found:
            say(f"{'问题' if finding.kind == 'problem' else '提示'}：{finding.text}")
        if not broken:
            say("索引完好。")
    raise typer.Exit(1 if broken else 0)


def _build(fazhi: Fazhi, *, rebuild: bool = False) -> BuildReport:
    """Bring the index up to date; notes and failures go to standard error."""
    from ui.terminal_progress import index_progress

    with index_progress() as progress:
        report = fazhi.build(rebuild=rebuild, progress=progress)
    for sentence in (*report.notes, *report.failures):
        complain(sentence)
    return report


def _ready() -> Fazhi:
    """Everything, with an index to answer from: built now where there is none."""
    from ui.terminal_progress import index_progress

    fazhi = _fazhi()
    with index_progress() as progress:
        report = fazhi.ready(progress=progress)
    for sentence in (*report.notes, *report.failures) if report else ():
        complain(sentence)
    return fazhi


def _fazhi() -> Fazhi:
    from assistant.bootstrap import Fazhi

    return Fazhi(_settings())


def _held() -> tuple[Generation, tuple[Held, ...]]:
    from ui.terminal_held import held_documents

    return held_documents(_settings().index_folder)


def _settings() -> Settings:
    from pydantic import ValidationError

    from assistant.settings import Settings
    from index.errors import FazhiError

    try:
        return Settings()
    except ValidationError as error:
        names = "、".join(f"FAZHI_{str(part['loc'][0]).upper()}" for part in error.errors())
        raise FazhiError(f"设置 {names} 的值不对，请对照 README 的设置表改正。") from error


if __name__ == "__main__":
    main()
