"""Claims of an answer become facts that can be said aloud, from the fullest to the shortest, each checked against its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.claims.checking import check_claim
from assistant.compose.about_documents import NAMES
from assistant.compose.verdict import without_verdict
from assistant.hotline.hearing import Wanted
from assistant.hotline.shortening import shortened
from assistant.hotline.speech import sentence, spoken
from assistant.hotline.units import ways_to_say
from assistant.models import Citation, Claim
from assistant.understand.reference import said_path
from index.models import Frozen, PlanHead, Unit
from index.search import Index
from index.units import ROLES

_UNITS = re.compile(rf"^[（(]?(?:{ROLES})(?:单位|部门)\s*[：:]")
_SEEN = re.compile(r"^见[^：]{1,24}：")
_FIELD = re.compile(rf"^({'|'.join(NAMES.values())})：")
_STATUS = re.compile(r"^标题注明“(.+)”。$")
_COUNT = re.compile(r"^共\d+个部分")
_TRIED = 40  # ways to shorten a claim that are checked at most
_ENOUGH = 0.6  # of what the whole claim says of the matter


class Fact(Frozen):
    """What can be said of one document: `words` end as a sentence, `checked` is what the check was put to."""

    words: str
    checked: str
    citations: tuple[Citation, ...]
    share: float = 1.0
    names: bool = False  # goes right behind the document's name: 的印发日期是…
    where: str = ""  # the printed number that was asked for, said behind the document's name


class Stated:
    """One claim with the citations it rests on and the document it is of."""

    def __init__(self, claim: Claim, citations: Sequence[Citation], index: Index) -> None:
        self.citations = tuple(citations)
        self.head: PlanHead = index.heads[self.citations[0].plan_id]
        self._index = index
        self.text = without_verdict(_without_label(claim.text, self.citations[0], self.head))
        self.units = tuple(unit for citation in self.citations for unit in _units_in(citation, index)) if _UNITS.match(self.text) else ()

    @property
    def spoken(self) -> str:
        """All of it as it would be read aloud."""
        return spoken(self.text)

    @property
    def is_item(self) -> bool:
        """Whether it is one of a list of headings, each with its printed number."""
        path = self.citations[0].path
        return bool(path and self.citations[0].heading) and self.text.replace("、", "").startswith(path[-1].rstrip("、.．"))

    @property
    def is_whole_clause(self) -> bool:
        """Whether it is the heading of a clause with all that stands under it."""
        heading = self.citations[0].heading
        return bool(heading) and self.text.startswith(f"{heading}。") and len(self.text) > len(heading) + 1

    def facts(self, longest: int, wanted: Wanted, *, alone: bool = True) -> Iterator[Fact]:
        """Ways to say it in at most `longest` characters, best first; `alone` where nothing before it says the matter."""
        if self.units:
            yield from self._of_units(longest, alone=alone)
        elif special := self._of_the_document():
            yield from (fact for fact in (special,) if len(fact.words) <= longest)
        else:
            yield from self._of_sentences(longest, wanted)

    def _of_units(self, longest: int, *, alone: bool) -> Iterator[Fact]:
        heading = sentence(spoken(self.citations[0].heading))[:-1]
        matters = [f"{heading}，"] * bool(alone and heading) + ["这一项"]
        for matter in matters:
            for said, *forms in ways_to_say(self.units):
                about = matter.removeprefix("这一项")
                checked = next((about + form for form in forms if self._holds(about + form)), "")
                if checked and len(matter) + len(said) < longest:
                    yield Fact(words=f"{matter}{said}。", checked=checked, citations=self.citations)

    def _of_the_document(self) -> Fact | None:
        field, status = _FIELD.match(self.text), _STATUS.match(self.text)
        if status:
            return Fact(words=f"标题里注明是{status[1]}。", checked=status[1], citations=self.citations, names=True)
        if field:
            value = spoken(self.text[field.end() :])
            return Fact(words=f"的{field[1]}是{sentence(value)}", checked=self.text[field.end() :], citations=self.citations, names=True)
        if not _COUNT.match(self.text):
            return None
        counted = re.sub(r"（[^，。]*?(?:）(?=，|。)|$)", "", self.text)
        return Fact(words=spoken(counted), checked=self.text, citations=self.citations, names=True)

    def _of_sentences(self, longest: int, wanted: Wanted) -> Iterator[Fact]:
        seen = _SEEN.match(self.text)
        where = f"在{spoken_path(self.citations[0].path)}" if seen else ""
        text = spoken(self._without_heading(self.text[seen.end() :] if seen else self.text))
        for tried, way in enumerate(shortened(text, longest - len(where), wanted.worth)):
            if tried >= _TRIED or way.share < _ENOUGH:
                return
            if self._holds(way.words):
                yield Fact(words=way.words, checked=way.words, citations=self.citations, share=way.share, where=where)

    def _without_heading(self, text: str) -> str:
        """The words under a heading: it is said of what they are, not with them."""
        below = text.removeprefix(f"{self.citations[0].heading}。")
        return below if below.strip() else text

    def _holds(self, words: str) -> bool:
        return check_claim(words, ground(self.citations), self.citations[0].place).supported


def spoken_path(path: Sequence[str]) -> str:
    """第八部分第二十八项, for a printed path."""
    return spoken(re.sub(r"[（(]([一二三四五六七八九十百]+)[）)]", r"第\1项", said_path(tuple(path))))


def ground(citations: Sequence[Citation]) -> str:
    """The printed words that a fact rests on: each quote behind the heading it stands under, on one line with it."""
    return "\n".join(f"{citation.heading}。{citation.quote}" if citation.heading else citation.quote for citation in citations)


def _without_label(text: str, citation: Citation, head: PlanHead) -> str:
    labels = {citation.place, citation.kind, head.label, head.kind, "方案", "报告"}
    label = re.match(r"^([^：，。]{2,16})：", text)
    return text[label.end() :] if label and label[1] in labels else text


def _units_in(citation: Citation, index: Index) -> tuple[Unit, ...]:
    units = index.clauses[citation.clause_id].responsible_units
    return tuple(unit for unit in units if citation.start <= unit.start < citation.end)
