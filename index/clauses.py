"""Blocks become clauses: stable ids, digests, sentences, measures, units and deadlines; a file becomes a plan."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from pypinyin import lazy_pinyin

from index.blocks import Block
from index.deadlines import deadlines
from index.facts import Facts, read_facts
from index.front import title_lead
from index.furniture import BOOKMARK
from index.models import Clause, Plan, Span
from index.places import LEVELS, Place
from index.reading import read_text
from index.sentences import items, sentences
from index.structure import read_structure
from index.units import responsible_units


def read_plan(path: Path, place: Place | None = None) -> Plan:
    """Read a file into a plan; raises UnreadableFile or NotAPlan with what to do."""
    text, sha256 = read_text(path)
    return plan_from_text(text, path.name, sha256, place)


def plan_from_text(text: str, source: str, sha256: str, place: Place | None = None) -> Plan:
    """Read a text into a plan; `place` overrides what the text says."""
    structure = read_structure(text)
    facts = read_facts(text, structure.blocks, Path(source).stem, place)
    plan_id = _plan_id(facts)
    year = facts.period.from_year if facts.period and facts.period.from_year == facts.period.to_year else None
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
        document_number=facts.first("document_number"),
        issued_on=facts.first("issued_on"),
        published_on=facts.first("published_on"),
        issuers=facts.every("issuer"),
        based_on=facts.every("based_on"),
        source=source,
        sha256=sha256,
        text=text,
        clauses=_clauses(text, structure.blocks, plan_id, year),
        facts=tuple(facts.found),
        oddities=structure.oddities,
    )


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
    return Clause(
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
        items=items(text, body, block.end) if numbered else (),
        responsible_units=responsible_units(text, body, block.end) if numbered else (),
        deadlines=deadlines(text, body, block.end, year) if citable else (),
    )


def _title_sentence(text: str, block: Block) -> tuple[Span, ...]:
    """A title broken over several lines is one sentence."""
    words = text[block.start : block.end]
    return (Span(start=block.start + title_lead(words), end=block.start + len(words.rstrip())),)


def words_only(text: str) -> str:
    """A text without white space and bookmarks: what stays the same when only its layout changes."""
    return re.sub(r"\s", "", BOOKMARK.sub("", text))
