"""A model's claim is held against the very clauses it cites: it passes as it stands, or it is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.claims.checking import check_claim
from assistant.compose.statements import Source, Statement, ended, polished
from assistant.generation.models import Dropped, Item, Passed, RawClaim
from assistant.understand.guard import is_said_to_a_machine
from assistant.values import normal
from index.models import Span
from index.search import Index
from index.words import plain

LONGEST_CLAIM = 400
_OPENING = re.compile(
    r"^(?:是的|不是|对的|不对|是|否|对|有的?|没有|可以|不可以|能|不能|需要|不需要)[，,。；：:]\s*|"
    r"^(?:根据|按照|依据|依照)(?:(?:以上|上述|所给)?(?:的)?(?:资料|材料|原文|条款|文件|规定)(?:内容)?(?:\s*\d+)?)(?:显示|可知)?[，,：:]?\s*|^(?:资料|编号)\s*\d*\s*(?:显示|指出|提到)?[，,：:]\s*"
)
_SAYS = re.compile(r"^[\s》）)]*(?:中|里)?(?:的)?(?:提到|提出|规定|要求|指出|明确)?(?:了)?[，,：:]?\s*")
_RANK = "省|市|县|区|旗|州|盟"
_CURLED = str.maketrans({"‘": "“", "’": "”", "「": "“", "」": "”", "『": "“", "』": "”"})
_STRAIGHT = re.compile(r'"([^"]*)"')
_QUOTE = re.compile(r"“([^“”]*)”")
# Whatever is neither a Chinese character nor a number nor a mark of Chinese text must stand in the clause itself.
_FOREIGN = re.compile(r"[^\u4e00-\u9fff\d\s，。、；：？！“”（）《》〈〉【】—…·～,.;:?!()%\-–/〇+]+")


def examine(claim: RawClaim, items: Sequence[Item], index: Index) -> Passed | Dropped:
    """The statement a claim becomes, or why it may not be shown; its numbers are taken as they came, never guessed."""
    cited = tuple(item for item in items if item.number in claim.evidence)
    if not cited:
        return Dropped(why="uncited")
    if len({(item.group, item.place) for item in cited}) > 1:
        return Dropped(why="places", items=cited)  # nothing can be checked against two places at once
    evidence = "\n".join(item.text for item in cited)
    text = _worded(claim.text, cited, evidence)
    if len(text) > LONGEST_CLAIM or not normal(text):
        return Dropped(why="too_long" if normal(text) else "empty", items=cited)
    known = plain(evidence + cited[0].address)
    if any(plain(match[0]) not in known for match in _FOREIGN.finditer(text)):
        return Dropped(why="foreign", items=cited)
    if is_said_to_a_machine(text) or not check_claim(text, evidence, cited[0].place).supported:
        return Dropped(why="unsupported", items=cited)
    sources = _narrowed(text, cited, index)
    return Passed(group=cited[0].group, statement=Statement(text=text, sources=sources, worded=True))


def _worded(text: str, cited: Sequence[Item], evidence: str) -> str:
    """A claim on one line, without the yes or no that only the program gives, without its own source said once more.

    Quotation marks stay only around the very words of the evidence.
    """
    said = _STRAIGHT.sub(r"“\1”", polished(re.sub(r"\s+", " ", text)).translate(_CURLED))
    for opening in (item.address for item in cited):
        said = _SAYS.sub("", said[_length_of(opening, said) :]) if _length_of(opening, said) else said
    said = _OPENING.sub("", said)
    said = re.sub(rf"^{re.escape(_short(cited[0].place))}(?:{_RANK})?[：:]\s*", "", said)
    stands = re.sub(r"\s", "", plain(evidence))
    said = _QUOTE.sub(lambda quote: quote[0] if re.sub(r"\s", "", plain(quote[1])) in stands else quote[1], said).strip()
    said = re.sub(r"[？?“【】…—\s]+$", "", said)  # what is no mark of a provision's end would make it a question, or nothing
    return ended(said) if said else ""


def _length_of(opening: str, said: str) -> int:
    """How many characters of a text spell an opening, whatever its marks; 0 where it begins otherwise."""
    wanted = normal(opening)
    return next((end for end in range(len(wanted), 2 * len(opening)) if normal(said[:end]) == wanted), 0)


def _short(place: str) -> str:
    return re.sub(rf"(?:{_RANK})$", "", place)


def _narrowed(text: str, cited: Sequence[Item], index: Index) -> tuple[Source, ...]:
    """The fewest of the cited clauses, and of each the fewest whole sentences, that support the claim."""
    kept = list(cited)
    for item in cited:
        others = [other for other in kept if other is not item]
        if others and _holds(text, [other.text for other in others], item.place):
            kept = others
    if len(kept) > 1:
        return tuple(_source(item, item.span) for item in kept)
    item = kept[0]
    plan = index.plans[item.plan_id]
    spans = (span for span in _windows(item, index) if _holds(text, [plan.words(span)], item.place))
    return (_source(item, next(spans, item.span)),)


def _windows(item: Item, index: Index) -> Iterator[Span]:
    """Runs of sentences of the item, shortest first."""
    inside = [s for s in index.clauses[item.clause_id].sentences if item.span.start <= s.start and s.end <= item.span.end]
    for length in range(1, len(inside)):
        for first in range(len(inside) - length + 1):
            yield Span(start=inside[first].start, end=inside[first + length - 1].end)


def _holds(text: str, evidence: Sequence[str], place: str) -> bool:
    return check_claim(text, "\n".join(evidence), place).supported


def _source(item: Item, span: Span) -> Source:
    return Source(plan_id=item.plan_id, clause_id=item.clause_id, start=span.start, end=span.end)
