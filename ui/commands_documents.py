"""The commands about documents: `fazhi plans`, `clauses`, `diff`, `add`, `remove`, `index`, `doctor`.

`fazhi plans` and `fazhi clauses` load neither vectors nor a model.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ui.ready import Json, build, held, start
from ui.terminal_output import emit, emit_list, say, sound


def plans(as_json: Json = False) -> None:
    """列出收录的文件。"""
    from assistant.summaries import plan_summaries
    from index.versions import Versions
    from ui.terminal import show_plans

    heads = [one.head for one in held()[1]]
    told = plan_summaries(heads, Versions(heads), date.today())
    emit_list(told) if as_json else show_plans(told)


def clauses(
    plan_id: Annotated[str, typer.Argument(metavar="PLAN_ID", help="文件的编号、文件名或标题，写开头即可。")],
    as_json: Json = False,
) -> None:
    """列出一份文件的全部条款。"""
    from assistant.summaries import clause_summaries
    from ui.terminal import show_clauses
    from ui.terminal_held import called

    generation, documents = held()
    told = clause_summaries(generation.plan(called(plan_id, documents)))
    emit_list(told) if as_json else show_clauses(told)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="旧的一份：编号、文件名或标题，写开头即可。")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="新的一份，写法相同。")],
    as_json: Json = False,
) -> None:
    """逐条比对两份文件：哪些条款新增、删去、改动，改了哪些字。"""
    from index.difference import difference
    from ui.terminal_difference import show_difference
    from ui.terminal_held import called

    generation, documents = held()
    before, after = (generation.plan(called(words, documents)) for words in (old, new))
    found = difference(before, after)
    emit(found) if as_json else show_difference(found, before)


def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="文件、文件夹或 .zip：.docx .doc .wps .pdf .html .txt .md，图片要装识别组件。")
    ],
    place: Annotated[str | None, typer.Option("--place", help="文件是哪个地区的；文件里看得出时不必写。")] = None,
    as_json: Json = False,
) -> None:
    """添加文件：读给你看、放进文件目录、更新索引。"""
    from ui.terminal_adding import add_files

    raise typer.Exit(add_files(start(), files, place and sound(place), build, as_json=as_json))


def remove(plan_id: Annotated[str, typer.Argument(metavar="PLAN_ID", help="文件的编号或文件名。")]) -> None:
    """取出一份文件：移到数据目录的 removed 里，并更新索引。"""
    from ui.terminal_removing import remove_called

    remove_called(start(), plan_id, held()[1], build)


def index(rebuild: Annotated[bool, typer.Option("--rebuild", help="全部重新计算。")] = False) -> None:
    """按文件目录更新索引；文件没有变化时什么也不做。"""
    from ui.terminal_held import tell_oddities

    report = build(start(), rebuild=rebuild)
    done = "索引已更新" if report.changed else "索引已是最新"
    say(f"{done}：{len(report.held)}份文件，{sum(one.head.clause_count for one in report.held)}个条款。")
    tell_oddities(report, held()[0])
    raise typer.Exit(1 if report.failures else 0)


def doctor(as_json: Json = False) -> None:
    """检查索引是否完好、与文件目录是否一致，说明哪里不对、怎样修。"""
    from index.doctor import examine

    fazhi = start()
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
