"""What is said aloud, and what those who say it have before them: the answer, its documents, and what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.hotline import opening
from assistant.hotline.facts import Fact, Stated
from assistant.hotline.hearing import Wanted
from assistant.models import Answer, Citation
from assistant.understand.understand import Understood
from index.models import Frozen, PlanHead
from index.search import Index

LONGEST = 80  # characters that an agent says in one breath or two
MOST_NAMED = 3  # places or documents that are named one by one; more are counted
Group = Sequence[Stated]  # what one document says


class Said(Frozen):
    """The words to say, the facts in them (none where the clause is to be read out), and the citations they rest on."""

    text: str
    facts: tuple[Fact, ...] = ()
    basis: tuple[Citation, ...] = ()


def said_of(text: str, *facts: Fact) -> Said:
    """Words that rest on what these facts rest on."""
    return Said(text=text, facts=facts, basis=tuple(dict.fromkeys(citation for fact in facts for citation in fact.citations)))


class Scene:
    """An answer to be said aloud; `groups` are its claims by document, in the order in which it speaks of them.

    `unit` is the unit whose tasks were asked for, as it is printed.
    """

    def __init__(self, answer: Answer, understood: Understood, index: Index) -> None:
        self.answer = answer
        self.understood = understood
        self.wanted = Wanted(understood)
        self.unit = _unit_asked(answer, understood)
        self.held = {head.place for head in index.heads.values()}
        self._versions = index.versions
        self._as_of = date.fromisoformat(answer.as_of)
        by_marker = {citation.marker: citation for citation in answer.citations}
        stated: dict[str, list[Stated]] = {}
        for claim in answer.claims:
            if claim.citations:
                one = Stated(claim, [by_marker[marker] for marker in claim.citations], index)
                stated.setdefault(one.head.plan_id, []).append(one)
        self.groups: list[Group] = list(stated.values())
        self.heads: list[PlanHead] = [group[0].head for group in self.groups]

    def named(self, head: PlanHead, *, short: bool = False) -> str:
        """A document by its name."""
        return opening.document(head, self._versions, self._as_of, short=short)

    def opening(self, head: PlanHead, *, long: bool = False, short: bool = False, where: str = "") -> str:
        """The words before what a document says."""
        return opening.opening(head, self._versions, self._as_of, long=long, short=short, where=where)

    def state(self, head: PlanHead) -> str:
        """What keeps a document from counting."""
        return opening.state(head, self._versions, self._as_of)

    def worth(self, one: Stated) -> float:
        """How much a claim says of what was asked."""
        return self.wanted.worth(one.spoken)


def _unit_asked(answer: Answer, understood: Understood) -> str:
    asked = next((part.unit.name for part in understood.parts if part.unit), "")
    printed = {unit.name for unit in answer.responsible_units} if asked else set()
    return printed.pop() if len(printed) == 1 else asked
