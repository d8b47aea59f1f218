"""The commands about the record: `fazhi replay`, `gaps`, `records export`, `records forget`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from ui.ready import Json, iso_date, ready, start
from ui.terminal_output import complain, emit, emit_list, say

records = typer.Typer(help="答案记录：导出、按保存期限删除。", rich_markup_mode=None, no_args_is_help=True)

Since = Annotated[str | None, typer.Option("--since", callback=iso_date, help="从哪一天起，如 2026-01-01。")]


def replay(answer_id: Annotated[str, typer.Argument(metavar="ANSWER_ID", help="答案的编号。")], as_json: Json = False) -> None:
    """按当时的提问、日期和上文重新回答一遍：证据和回答是否相同，哪里变了；不记入记录。"""
    from assistant.replaying import replay as again
    from index.errors import FazhiError
    from ui.terminal_record import show_replay

    fazhi = ready()
    if (kept := fazhi.records.whole(answer_id)) is None:
        raise FazhiError("没有这个编号的答案，请核对编号。")
    found = again(fazhi.chat, *kept)
    emit(found) if as_json else show_replay(found)
    raise typer.Exit(0 if found.same else 1)


def gaps(
    since: Since = None,
    reason: Annotated[
        Literal["not_held", "not_said", "unclear", "withheld"] | None,
        typer.Option(help="只看一种原因：not_held 没收录、not_said 文件没写、unclear 没说清、withheld 没通过核对。"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多几类。")] = 100,
    as_json: Json = False,
) -> None:
    """没有答上的问题，按地区和事项归类，问得多的在前。"""
    from assistant.record.gaps import gaps as find
    from ui.terminal_record import show_gaps

    found = find(start().database, since or "", reason, limit)
    emit_list(found) if as_json else show_gaps(found)


@records.command()
def export(
    form: Annotated[Literal["jsonl", "csv"], typer.Option("--format", help="jsonl 连同全部记录；csv 可用表格软件打开。")] = "jsonl",
    since: Since = None,
    until: Annotated[str | None, typer.Option("--until", callback=iso_date, help="到哪一天为止，不含这一天。")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="写到这个文件；不写就输出到屏幕。")] = None,
) -> None:
    """导出答案和记录。"""
    from assistant.record.export import lines
    from index.errors import FazhiError

    written = lines(start().records, form, since or "", until or "")
    if out is None:
        sys.stdout.writelines(written)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            file.writelines(written)
    except OSError as error:
        raise FazhiError(f"{out} 不能写入，请换一个文件。") from error


@records.command()
def forget(days: Annotated[int, typer.Option("--older-than", min=1, help="删除早于这么多天的记录。")]) -> None:
    """删除过了保存期限的记录；仍在重用的审核保留。"""
    from assistant.record.retention import forget as delete

    complain(f"删除了{delete(start().database, days)}个答案。")
    say("完成。")
