"""The report as a comment on a pull request: outcome first, short, cases folded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from eval.names import name_of, status_name
from eval.reports.failures import Failure, Passage
from eval.reports.tables import Table, tables
from eval.reports.words import changes, few, moment, one_line, outcome
from eval.results import Judgement, Scores

ROOM = 60_000  # characters; GitHub takes 65 536 in a comment
_CASES = 30  # cases told one by one
_LONG = 160  # characters of an answer or a clause
_SIGNS = re.compile(r"([\\`*_\[\]|~#])")


def markdown(scores: Scores, judgement: Judgement | None, failures: Sequence[Failure]) -> str:
    """The whole comment; cases that find no room are counted."""
    info, figures = scores.info, scores.figures
    head = [
        f"# 评测{text(outcome(judgement))}",
        f"{text(info.system)} · {text(moment(info.created_at))} · 共 {len(scores.verdicts)} 题 · "
        f"p50 {figures.seconds_p50:.3f} 秒 · p95 {figures.seconds_p95:.3f} 秒",
        *_judged(judgement),
        *(_table(table) for table in tables(scores)),
    ]
    body = "\n\n".join(head)
    return body + _folded(failures, ROOM - len(body)) + "\n"


def text(words: str, most: int | None = None) -> str:
    """Words that stay words: neither HTML nor Markdown, and nobody is called by an @."""
    return _SIGNS.sub(r"\\\1", html.escape(one_line(words, most), quote=False)).replace("@", "@\u200b")


def _judged(judgement: Judgement | None) -> Iterable[str]:
    if judgement is None:
        return
    if judgement.problems:
        yield "\n".join(f"- **{text(one.code)}** {text(one.sentence)} {text(few(one.cases))}".rstrip() for one in judgement.problems)
    for heading, cases in changes(judgement):
        yield f"{heading} {len(cases)} 题：{text(few(cases))}"


def _table(table: Table) -> str:
    rows = [table.columns, tuple(":--" if not number else "--:" for number in range(len(table.columns)))]
    lines = ["| " + " | ".join(cells) + " |" for cells in (*rows, *(tuple(map(text, row)) for row in table.rows))]
    return f"### {table.title}\n\n" + "\n".join(lines)


def _folded(failures: Sequence[Failure], room: int) -> str:
    """The failed cases in one fold, as many as find room."""
    if not failures:
        return ""
    told: list[str] = []
    for entry in map(_entry, failures[:_CASES]):
        room -= len(entry)
        if room < 400:  # for the lines around them
            break
        told.append(entry)
    rest = len(failures) - len(told)
    more = f"\n\n其余 {rest} 题见 report.html。" if rest else ""
    return f"\n\n<details>\n<summary>错题 {len(failures)} 道</summary>\n\n" + "\n".join(told) + more + "\n\n</details>"


def _entry(failure: Failure) -> str:
    asked = " → ".join((*failure.history, failure.question))
    lines = [
        f"- **{text(failure.case_id)}**（{text(name_of(failure.kind))}）{text(asked, _LONG)}",
        *(f"  - ✗ {text(name_of(check.point))}：{text(check.detail, _LONG)}" for check in failure.checks),
        f"  - 答（{text(status_name(failure.status))}）：{text(failure.answer, _LONG)}",
        *_passages("应引", failure.wanted),
        *_passages("所引", failure.cited),
    ]
    return "\n".join(lines)


def _passages(heading: str, passages: Sequence[Passage]) -> Iterable[str]:
    for passage in passages[:3]:
        yield f"  - {heading} {text(passage.address)}：{text(passage.words, _LONG // 2)}"
