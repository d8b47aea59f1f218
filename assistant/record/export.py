"""The record as a file: JSON lines with everything, or a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Literal

from sqlalchemy import select

from assistant.models import Answer
from assistant.record.database import Database
from assistant.record.models import Record
from assistant.record.records import Records
from assistant.record.tables import ANSWERS
from index.models import Frozen

Form = Literal["jsonl", "csv"]
_AT_ONCE = 200
COLUMNS = (
    *("流水号", "时间", "答案编号", "来源", "密钥", "话务员", "提问", "状态", "可信", "回答", "地区"),
    *("依据", "条款摘要", "提示", "审核", "有用", "无用"),
)


class Exported(Frozen):
    """One line of the export."""

    answer: Answer
    record: Record


def exported(records: Records, since: str = "", until: str = "") -> Iterator[Exported]:
    """The answers from a day up to, and without, another (ISO dates), in the order in which they were given."""
    for answer_id in _ids(records.database, since, until):
        if found := records.whole(answer_id):  # it may just have been forgotten
            yield Exported(answer=found[0], record=found[1])


def lines(records: Records, form: Form, since: str = "", until: str = "") -> Iterator[str]:
    """The same as text, line by line; a table begins with its heading and a mark by which spreadsheets know UTF-8."""
    if form == "csv":
        yield "\ufeff" + _line(COLUMNS)
    for one in exported(records, since, until):
        yield one.model_dump_json() + "\n" if form == "jsonl" else _line(_cells(one))


def _ids(database: Database, since: str, until: str) -> Iterator[str]:
    last = 0
    while True:
        query = select(ANSWERS.c.number, ANSWERS.c.answer_id).where(ANSWERS.c.number > last)
        query = query.where(ANSWERS.c.created_at >= since) if since else query
        query = query.where(ANSWERS.c.created_at < until) if until else query
        with database.begin() as connection:
            found = connection.execute(query.order_by(ANSWERS.c.number).limit(_AT_ONCE)).all()
        if not found:
            return
        yield from (row.answer_id for row in found)
        last = found[-1].number


def _cells(one: Exported) -> tuple[str, ...]:
    answer, record = one.answer, one.record
    helpful = [feedback.helpful for feedback in record.feedback]
    return (
        *(str(record.number), answer.created_at, answer.answer_id, record.asked_by.door, record.asked_by.key, record.asked_by.agent),
        *(answer.question, answer.status, answer.trust, answer.answer, "、".join(answer.places)),
        *("；".join(citation.address for citation in answer.citations), " ".join(citation.digest for citation in answer.citations)),
        *("".join(caveat.text for caveat in answer.caveats), " ".join(review.verdict for review in record.reviews)),
        *(str(helpful.count(True)), str(helpful.count(False))),
    )


def _line(cells: tuple[str, ...]) -> str:
    """A line of the table; a cell that a spreadsheet would take for a formula is made text."""
    written = io.StringIO()
    csv.writer(written).writerow(f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells)
    return written.getvalue()
