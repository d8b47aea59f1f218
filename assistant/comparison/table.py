"""Rows of lines are set down as the table that is shown: quotes with their citations, columns with what must be known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.comparison.models import Cell, Column, Comparison, Document, Passage, Row
from assistant.comparison.naming import names
from assistant.comparison.telling import Line, Lines, topics_of
from assistant.comparison.titles import title_of
from assistant.comparison.wanted import Matter
from assistant.comparison.wording import told_apart
from assistant.compose.answerable import units_for
from assistant.compose.statements import Source, merged, source_of
from assistant.models import Caveat, Citation, UnitNamed
from assistant.understand.topic import Topic
from assistant.writing import caveats, cite
from index.models import PlanHead
from index.search import Index

MOST = 40  # rows; more nobody reads


def in_order(rows: Sequence[Lines], topics: Sequence[Topic]) -> list[Lines]:
    """What is headed by the topic first, then what most places say, else as the documents have it."""

    def rank(row: Lines) -> tuple[bool, int]:
        headed = any(names(topic, line.clause.heading) for line in row for topic in topics)
        return not headed, -len({line.place for line in row})

    return sorted(rows, key=rank)


def set_down(index: Index, matter: Matter, rows: Sequence[Lines], day: date, more: Sequence[Caveat]) -> Comparison:
    """The table of these rows."""
    topics = topics_of(matter.understood)
    shown = rows[:MOST]
    said = {line.plan.plan_id for row in shown for line in row}
    return Comparison(
        topic=matter.topic,
        as_of=day.isoformat(),
        columns=tuple(_column(index, matter, place, said, day) for place in matter.documents),
        rows=tuple(Row(name=title_of(row, topics), cells=_cells(index, row, tuple(matter.documents))) for row in shown),
        notes=(*_notes(matter, rows), *(caveat.text for caveat in more)),
    )


def _cells(index: Index, row: Lines, places: Sequence[str]) -> tuple[Cell, ...]:
    """A cell for each place; nothing but its own lines stands in it."""
    sources = {place: _sources([line for line in row if line.place == place]) for place in places}
    quotes = {place: [_quote(index, source) for source in of] for place, of in sources.items()}
    others = {place: ["\n".join(quotes[other]) for other in places if other != place] for place in places}
    return tuple(Cell(place=place, passages=tuple(_passage(index, source, others[place]) for source in sources[place])) for place in places)


def _sources(lines: Sequence[Line]) -> tuple[Source, ...]:
    """Where the lines stand, neighbours as one, in the order of the documents."""
    ordered = sorted(lines, key=lambda line: (line.plan.plan_id, line.sentence.start))
    return merged(tuple(source_of(line.clause, line.sentence) for line in ordered), {line.plan.plan_id: line.plan for line in ordered})


def _quote(index: Index, source: Source) -> str:
    return index.plans[source.plan_id].text[source.start : source.end]


def _passage(index: Index, source: Source, others: Sequence[str]) -> Passage:
    plan, clause = index.plans[source.plan_id], index.clause_in(source.plan_id, source.clause_id)
    citation = cite(1, plan, clause, source.start, source.end)
    last = max((s for s in clause.sentences if s.start < source.end), key=lambda s: s.start)
    units = units_for(plan, clause, last)
    return Passage(
        citation=citation,
        segments=told_apart(citation.quote, others),
        deadlines=tuple(one for one in clause.deadlines if source.start <= one.start < source.end),
        units=tuple(dict.fromkeys(UnitNamed(name=unit.name, role=unit.role) for unit in units)),
    )


def _column(index: Index, matter: Matter, place: str, said: set[str], day: date) -> Column:
    """A place with the documents that say something, all that were looked into where none does."""
    heads = matter.documents[place]
    told = tuple(head for head in heads if head.plan_id in said) or heads
    return Column(
        place=place,
        documents=tuple(map(_document, told)),
        caveats=caveats(index, [_cited(index, head) for head in told], day),
        left_out=tuple(map(_document, matter.left_out[place])),
    )


def _cited(index: Index, head: PlanHead) -> Citation:
    plan = index.plans[head.plan_id]
    first = plan.citable[0]
    return cite(1, plan, first, first.start, first.end)


def _document(head: PlanHead) -> Document:
    return Document(plan_id=head.plan_id, title=head.title)


def _notes(matter: Matter, rows: Sequence[Lines]) -> Iterator[str]:
    if matter.unheld:
        yield f"没有收录{'、'.join(matter.unheld)}的文件，未列入比较。"
    if lacking := [place for place, heads in matter.documents.items() if not heads]:
        yield f"没有收录{'、'.join(lacking)}的这类文件。"
    if rows and not any(line.under for row in rows for line in row):
        yield "所选地区的文件都没有写这个词，下面是用相近的词写的条款。"
    if len(rows) > MOST:
        yield f"相关的内容很多，只列出最相关的{MOST}行；把事项写得具体些，可以看到其余的。"
