"""Words about a passage that page and files have in common: where it stands, by when, and who answers for it."""

from __future__ import annotations

from itertools import groupby

from assistant.comparison.models import Cell, Column, Comparison, Passage
from assistant.links import quote_link
from assistant.naming import said_day

SILENT, NOT_HELD = "未规定", "未收录"
LEGEND = "加粗并带下划线的字，只有该地这样写；其余的字至少另一地也这样写。标点和全角半角不计，数字和日期完全相同才算一样。"
SILENCE = "未规定：在该地区列出的文件里，没有找到与这一行同一事项的条款。"


def link_of(passage: Passage) -> str:
    """The clause in its document, the words of the cell highlighted."""
    citation = passage.citation
    return quote_link(citation.plan_id, citation.clause_id, citation.start, citation.end)


def place_in_document(passage: Passage) -> str:
    """The printed labels of a clause with its heading, for a column that names its document."""
    citation = passage.citation
    labels = "".join(label.rstrip(".．、") for label in citation.path)
    return " ".join(filter(None, (labels, citation.heading))) or "无编号段落"


def due(passage: Passage) -> str:
    """The times printed in a passage."""
    return "、".join(dict.fromkeys(deadline.text for deadline in passage.deadlines))


def units(passage: Passage) -> str:
    """The units printed for a passage, by their roles."""
    by_role = groupby(passage.units, key=lambda unit: unit.role)
    return "；".join(f"{role}单位：{'、'.join(unit.name for unit in of)}" for role, of in by_role)


def silent(cell: Cell, column: Column) -> str:
    """What stands in an empty cell."""
    return SILENT if column.documents else NOT_HELD


def on_day(comparison: Comparison) -> str:
    """The day by which it was settled which documents are in force."""
    return said_day(comparison.as_of)


def heading(comparison: Comparison) -> str:
    """The topic and the places, which a question that names them all does not need to be told again."""
    topic = comparison.topic.rstrip("？?。 ")
    return topic if all(place in topic for place in comparison.places) else f"{topic}：{'、'.join(comparison.places)}"


def left_out(column: Column) -> str:
    """What of a place was not compared."""
    titles = "、".join(f"《{document.title}》" for document in column.left_out)
    return f"未列入比较：{titles}。要比较报告，请在事项里写明“年度报告”。" if titles else ""
