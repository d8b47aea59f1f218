"""Evidence to plant in: the clauses of plans and the articles of law, each with its sentences."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from index.models import Frozen, Plan

_END = re.compile(r"(?<=[。！？])(?![”’）)》])|\n+")
_LABEL = re.compile(
    r"^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+\s*[.．、]\s*|[一二三四五六七八九十]是|目标[:：]|措施[:：]|\s)+"
)
_OWNERS = re.compile(r"[（(](?:责任|牵头)单位[:：][^\n]*[）)]")
_SHORT = 10


class Passage(Frozen):
    """A clause of a plan or an article of law: its whole text, and its sentences without labels and the bracket of units."""

    source: str
    place: str | None
    heading: str
    text: str
    sentences: tuple[str, ...]
    bracket: str = ""
    units: tuple[str, ...] = ()


def of_plans(plans: list[Plan]) -> list[Passage]:
    """The clauses and paragraphs that say something."""
    return [passage for plan in plans for passage in _of_plan(plan) if passage.sentences]


def of_articles(path: Path, seed: int, most: int = 4000) -> list[Passage]:
    """Articles of whole laws, drawn by chance until there are enough; an article keeps its neighbours."""
    laws: dict[str, list[Passage]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            law = re.sub(r"第[^第]*条[^条]*$", "", article["name"])
            laws.setdefault(law, []).append(_of_article(str(article["id"]), law, article["text"]))
    names = sorted(laws)
    Random(f"{seed}:laws").shuffle(names)
    drawn: list[Passage] = []
    for name in names:
        drawn += [passage for passage in laws[name] if passage.sentences and len(passage.text) < 900]
        if len(drawn) >= most:
            break
    return drawn


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text that say something by themselves."""
    found = (_LABEL.sub("", part.strip()) for part in _END.split(_OWNERS.sub("", text)))
    return tuple(part for part in found if len(part) >= _SHORT and part.endswith(("。", "！", "？")))


def _of_plan(plan: Plan) -> Iterator[Passage]:
    for clause in plan.citable:
        if clause.kind in ("clause", "paragraph"):
            text = plan.words(clause).strip()
            bracket = _OWNERS.search(text)
            said = sentences(text)
            yield Passage(
                source=plan.source,
                place=plan.place,
                heading=clause.heading,
                text=text,
                sentences=tuple(sentence for sentence in said if sentence.rstrip("。") != clause.heading),
                bracket=bracket[0] if bracket else "",
                units=tuple(unit.name for unit in clause.responsible_units),
            )


def _of_article(source: str, law: str, text: str) -> Passage:
    return Passage(source=source, place=None, heading=law, text=text, sentences=sentences(text))
