"""Blocks become clauses: stable ids, digests, sentences, measures, units and deadlines; a file becomes a plan."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from pathlib import Path

from pypinyin import lazy_pinyin

from index.blocks import Block, Cell
from index.corrections import NONE_SAID, Corrections, corrections_beside
from index.deadlines import deadline_cell, deadlines
from index.errors import NotAPlan
from index.facts import Facts, read_facts
from index.front import title_lead
from index.furniture import BOOKMARK
from index.locality import doubt_about
from index.models import Clause, Mark, Plan, Span
from index.places import LEVELS, Place
from index.reading import read_text
from index.sentences import items, sentences
from index.several import documents
from index.structure import read_structure
from index.units import listed_units, responsible_units


def read_plan(path: Path, place: Place | None = None) -> Plan:
    """Read a text file that holds one document; raises UnreadableFile or NotAPlan with what to do."""
    text, sha256 = read_text(path)
    return plan_from_text(text, path.name, sha256, place, corrections_beside(path))


def plans_from_text(
    text: str,
    source: str,
    sha256: str,
    corrections: Corrections = NONE_SAID,
    *,
    form: str = "txt",
    marks: tuple[Mark, ...] = (),
    notes: tuple[str, ...] = (),
) -> tuple[Plan, ...]:
    """Read a text into a plan for each document it holds; raises NotAPlan where one has no place."""
    parts = documents(text)
    if len(parts) > 1 and corrections.of_one_document:
        keys = "、".join(f"“{key}”" for key in corrections.of_one_document)
        raise NotAPlan(f"{source} 里有 {len(parts)} 份文件，已跳过，更正里的{keys}只能用于一份文件，请把它们拆开存放后重新添加。")
    plans = []
    for part in parts:
        plan = plan_from_text(text[part.start : part.end], source, sha256, corrections=corrections)
        own = {"form": form, "marks": _marks_within(marks, part), "notes": (*notes, *plan.notes)}
        plans.append(plan.model_copy(update=own))
    return tuple(plans)


def _marks_within(marks: tuple[Mark, ...], part: Span) -> tuple[Mark, ...]:
    """The marks of a part, counted from its start; the one it begins under holds from there."""
    first = max(bisect_right(marks, part.start, key=lambda mark: mark.start) - 1, 0)
    within = [mark for mark in marks[first:] if mark.start < part.end]
    return tuple(mark.model_copy(update={"start": max(0, mark.start - part.start)}) for mark in within)


def plan_from_text(text: str, source: str, sha256: str, place: Place | None = None, corrections: Corrections = NONE_SAID) -> Plan:
    """Read a text that is one document into a plan; what was said by hand, and before all `place`, overrides what the text says."""
    said = corrections.model_copy(update={"place": place or corrections.place})
    structure = read_structure(text, said.not_headings, said.headings)
    facts = read_facts(text, structure.blocks, Path(source).stem, said)
    plan_id = _plan_id(facts)
    year = facts.period.from_year if facts.period and facts.period.from_year == facts.period.to_year else None
    clauses = _clauses(text, structure.blocks, plan_id, year)
    doubt = None if said.place else doubt_about(facts.place, facts.title)
    return Plan(
        plan_id=plan_id,
        title=facts.title,
        place=facts.place.name,
        place_code=facts.place.code,
        province=facts.place.province,
        level=LEVELS[facts.place.level],
        kind=facts.kind,
        period=facts.period,
        status=facts.status,
        document_number=said.document_number or facts.first("document_number"),
        issued_on=said.issued_on or facts.first("issued_on"),
        published_on=said.published_on or facts.first("published_on"),
        issuers=facts.every("issuer"),
        based_on=facts.every("based_on"),
        effective_on=said.effective_on or facts.first("effective_on"),
        expires_on=said.expires_on or facts.first("expires_on"),
        version_date=said.version_date or facts.first("version_date"),
        repeals=said.repeals or facts.every("repeals"),
        replaces=said.replaces,
        source=source,
        sha256=sha256,
        words_digest=_words_digest(text, clauses),
        clause_count=sum(clause.kind != "furniture" for clause in clauses),
        text=text,
        clauses=clauses,
        facts=tuple(facts.found),
        oddities=structure.oddities,
        notes=(doubt,) if doubt else (),
    )


def _words_digest(text: str, clauses: tuple[Clause, ...]) -> str:
    """The digest of the document's words; the page around it, and the day that page was put online, are none of them."""
    words = hashlib.sha256()
    for clause in clauses:
        if clause.kind not in ("furniture", "dateline"):
            words.update(words_only(text[clause.start : clause.end]).encode("utf-8", "surrogatepass"))
    return words.hexdigest()


def _plan_id(facts: Facts) -> str:
    """The same for the same document, however its file is called: place, years and a digest of title and status."""
    place = "".join(lazy_pinyin(facts.place.short_name))
    years = "-".join(dict.fromkeys(str(year) for year in (facts.period.from_year, facts.period.to_year))) if facts.period else "undated"
    digest = hashlib.sha256(f"{facts.place.code}|{words_only(facts.title)}|{facts.status}".encode()).hexdigest()
    return f"{re.sub('[^a-z]', '', place.lower())}-{years}-{digest[:6]}"


def _clauses(text: str, blocks: tuple[Block, ...], plan_id: str, year: int | None) -> tuple[Clause, ...]:
    made: list[Clause] = []
    seen: dict[str, int] = {}
    years = {block.path: _year_said(block.heading) for block in blocks}
    for block in blocks:
        digest = hashlib.sha256(words_only(text[block.start : block.end]).encode()).hexdigest()
        key = f"{plan_id}|{'/'.join(block.path)}|{digest}"
        seen[key] = seen.get(key, 0) + 1
        clause_id = "c" + hashlib.sha256(f"{key}|{seen[key]}".encode()).hexdigest()[:15]
        above = [years.get(block.path[:depth]) for depth in range(len(block.path), 0, -1)]
        made.append(_clause(text, block, plan_id, clause_id, digest, next(filter(None, above), year)))
    return tuple(made)


def _year_said(heading: str) -> int | None:
    """The year a section is about (四、2024年工作打算), which dates in it without a year are of."""
    years = re.findall(r"(20\d\d)年", heading)
    return int(years[0]) if len(set(years)) == 1 else None


def _clause(text: str, block: Block, plan_id: str, clause_id: str, digest: str, year: int | None) -> Clause:
    citable = block.kind != "furniture"
    numbered = bool(block.path)
    body = block.body_start if numbered else block.start
    named = numbered or bool(block.heading)
    clause = Clause(
        clause_id=clause_id,
        plan_id=plan_id,
        kind=block.kind,
        path=block.path,
        heading=block.heading,
        start=block.start,
        end=block.end,
        digest=digest,
        body_start=body,
        sentences=_title_sentence(text, block) if block.kind == "title" else sentences(text, body, block.end) if citable else (),
        items=items(text, body, block.end) if named else (),
        responsible_units=responsible_units(text, body, block.end) if named else (),
        deadlines=deadlines(text, body, block.end, year) if citable else (),
    )
    return _row(text, clause, block.cells, year) if block.cells else clause


def _row(text: str, clause: Clause, cells: tuple[Cell, ...], year: int | None) -> Clause:
    """A row of a table: no sentence goes over the edge of a cell, and its columns say what is a unit and what a deadline."""
    said = [sentence for cell in cells for sentence in sentences(text, cell.start, cell.end)]
    units = [
        unit
        for cell in cells
        for unit in (
            listed_units(text, cell.column.removeprefix("unit:"), cell.start, cell.end)
            if cell.column.startswith("unit:")
            else responsible_units(text, cell.start, cell.end)
        )
    ]
    times = [
        time
        for cell in cells
        if not cell.column.startswith("unit:")
        for time in (deadline_cell if cell.column == "deadline" else deadlines)(text, cell.start, cell.end, year)
    ]
    own = {"sentences": tuple(said), "items": (), "responsible_units": tuple(units), "deadlines": tuple(times)}
    return clause.model_copy(update=own)


def _title_sentence(text: str, block: Block) -> tuple[Span, ...]:
    """A title broken over several lines is one sentence."""
    words = text[block.start : block.end]
    return (Span(start=block.start + title_lead(words), end=block.start + len(words.rstrip())),)


def words_only(text: str) -> str:
    """A text without white space and bookmarks: what stays the same when only its layout changes."""
    return re.sub(r"\s", "", BOOKMARK.sub("", text))
