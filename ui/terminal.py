"""Answers, plans and clauses as they read on a terminal, eighty columns wide or any other width."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ui.terminal_wrap import wrapped

if TYPE_CHECKING:  # `fazhi plans` must not load what searches
    from assistant.models import Answer, Citation
    from assistant.searching import FoundClause
    from assistant.summaries import ClauseSummary, PlanSummary
    from index.models import Unit

_STATUS = {"draft": "征求意见稿", "issued": "已印发"}
_BEGINNING = 30  # characters shown of a clause without a heading
_OPEN = ("needs_clarification", "not_covered", "not_found", "greeting")  # where the reader is helped by what to ask next


def show_answer(answer: Answer) -> None:
    """The answer first, then each citation with its address and quote, what to ask next, and caveats last."""
    console = _console()
    _print(console, answer.answer, style="bold")
    _show_citations(console, answer.citations)
    if answer.suggestions and answer.status in _OPEN:
        console.print(Text("\n可以这样问："))
        for suggestion in answer.suggestions:
            _print(console, suggestion, indent=2)
    if answer.caveats:
        console.print()
        _print(console, f"注意：{''.join(caveat.text for caveat in answer.caveats)}", style="yellow")


def _show_citations(console: Console, citations: Sequence[Citation]) -> None:
    before = ""
    if citations:
        console.print()
    for citation in citations:
        page = f"（原件第{citation.page}页）" if citation.page else ""
        address = f"{citation.address} {citation.heading}".rstrip() + page
        _print(console, f"[{citation.marker}] {'同上' if address == before else address}", style="cyan")
        _print(console, _one_line(citation.quote), indent=4)
        before = address


def show_found(found: Sequence[FoundClause]) -> None:
    """Ranked clauses: rank, address, heading and words."""
    console = _console()
    if not found:
        console.print(Text("没有找到相关条款。"))
    for clause in found:
        _print(console, f"{clause.rank}. {clause.address} {clause.heading}", style="cyan")
        _print(console, _one_line(clause.text), indent=4)
        console.print()


def _print(console: Console, words: str, *, indent: int = 0, style: str = "") -> None:
    for line in wrapped(words, console.width - indent):
        console.print(Text(" " * indent + line, style=style))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def show_plans(plans: Sequence[PlanSummary]) -> None:
    """The plans held: place, title, and under it the id and what else one chooses by."""
    if not plans:
        _console().print(Text("还没有收录文件，请用 fazhi add 添加。"))
        return
    table = _table("地区", "文件")
    for plan in plans:
        draft = "征求意见稿，" if plan.status == "draft" else ""
        about = Text.assemble(plan.title, "\n", (plan.plan_id, "cyan"), (f"  {plan.kind}，{draft}{plan.clauses}条", "dim"))
        table.add_row(Text(plan.place), about)
    _console().print(table)


def show_clauses(clauses: Sequence[ClauseSummary]) -> None:
    """The clauses of a plan in order; under each, who is responsible and by when where the plan says so."""
    table = _table("条款", "标题或开头")
    for clause in clauses:
        about = Text(clause.heading or _one_line(clause.text)[:_BEGINNING])
        for line in (_units(clause), _deadlines(clause)):
            about.append(f"\n{line}" if line else "", style="dim")
        table.add_row(Text("".join(clause.path) or "—"), about)
    _console().print(table)


def show_understood(plan: PlanSummary, numbered: int, oddities: Iterable[str]) -> None:
    """What was read from a file, for the person who added it to check."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    period = f"{plan.period.from_year}—{plan.period.to_year}" if plan.period else "未写明"
    rows = {
        "文件": plan.source,
        "标题": plan.title,
        "地区": plan.place if plan.place == plan.province else f"{plan.place}（{plan.province}）",
        "类型": f"{plan.kind}，{_STATUS[plan.status]}",
        "期限": period,
        "条款": f"{plan.clauses}条，其中编号的{numbered}条",
        "编号异常": "；".join(oddities) or "无",
    }
    for name, words in rows.items():
        table.add_row(Text(name, style="dim"), Text(words))
    _console().print(table)


def _table(*names: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold", no_wrap=name in ("地区", "条款"))
    return table


def _units(clause: ClauseSummary) -> str:
    by_role: dict[str, list[Unit]] = {}
    for unit in clause.responsible_units:
        by_role.setdefault(unit.role, []).append(unit)
    return "；".join(f"{role}：{'、'.join(unit.name for unit in units)}" for role, units in by_role.items())


def _deadlines(clause: ClauseSummary) -> str:
    found = dict.fromkeys(deadline.text for deadline in clause.deadlines)
    return f"期限：{'、'.join(found)}" if found else ""


def _console() -> Console:
    """Wraps to a terminal's width; where output goes to a file or a pipe, to eighty columns."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 80)
