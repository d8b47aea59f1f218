"""The way of a question, step by step: understand → locate, narrow → search, judge, compose, check → word → answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from assistant.clock import Clock, Listener
from assistant.compose.across import summarise
from assistant.compose.answering import answer_group
from assistant.compose.statements import Statement
from assistant.considering import Told, considered
from assistant.findings import find_out
from assistant.finishing import finished, stopped
from assistant.generation.calling import Caller
from assistant.generation.telling import tell
from assistant.impersonal import impersonal
from assistant.inquiry import Findings, Inquiry
from assistant.locate import Located, Stop, locate
from assistant.models import Answer, Ask
from assistant.narrowing import Narrowing
from assistant.queries import Queries
from assistant.question import read
from assistant.record.models import Asker, Considered
from assistant.record.records import Records
from assistant.record.reviews import Reviews
from assistant.reusing import approved
from assistant.understand.conversation import Following, Turn
from assistant.understand.understand import Understood
from assistant.writing import Writer
from index.current import CurrentIndex
from index.embedding import Embedding
from index.reranking import Reranker
from index.search import Index

NOBODY = Asker()


class Chat:
    """Answers questions over the index that is published now; every answer is recorded before it is given."""

    def __init__(
        self,
        index: CurrentIndex,
        embedding: Embedding,
        records: Records,
        caller: Caller | None = None,
        today: Callable[[], date] = date.today,
        reranker: Reranker | None = None,
        reviews: Reviews | None = None,
        admit: Callable[[], None] = lambda: None,
    ) -> None:
        self._index = index
        self._embedding = embedding
        self._records = records
        self._caller = caller
        self._today = today
        self._reranker = reranker
        self._reviews = reviews
        self._admit = admit

    def answer(self, ask: Ask, listener: Listener | None = None, asker: Asker = NOBODY, before: Turn | Following | None = None) -> Answer:
        """Answer one question; refusals are answers too. `before` is the turn it follows on where it is of no session.

        A question of a session follows on its last one, unless it is said with Following what it follows on.
        """
        return self._records.keep(self.consider(ask, listener, before, asker), asker)

    def consider(
        self,
        ask: Ask,
        listener: Listener | None = None,
        before: Turn | Following | None = None,
        asker: Asker = NOBODY,
        *,
        reuse: bool = True,
    ) -> Considered:
        """The answer with all that belongs into the record, not kept yet; raises what `admit` raises while answering is paused."""
        self._admit()
        given = impersonal(ask, self._records.secret)
        index = self._index.get()
        turn = self._turn_before(given.ask, before, asker)
        told = self._told(given.ask, index, turn, Clock(listener), reuse=reuse)
        return considered(told, given, turn, index, self._embedding.model)

    def _turn_before(self, ask: Ask, before: Turn | Following | None, asker: Asker) -> Turn | None:
        if isinstance(before, Following):
            return before.turn
        return self._records.last_turn(ask.session_id, asker.key) if before is None and ask.session_id else before

    def turn_after(self, questions: Sequence[str], as_of: str | None = None) -> Turn | None:
        """What a conversation has come to after these questions, found out anew and kept nowhere: a model is not asked."""
        quiet = Chat(self._index, self._embedding, self._records, None, self._today, self._reranker, self._reviews, self._admit)
        before: Turn | None = None
        for question in questions:
            before = quiet.consider(Ask(question=question, as_of=as_of), before=before).turn or before
        return before

    def _told(self, ask: Ask, index: Index, before: Turn | None, clock: Clock, *, reuse: bool) -> Told:
        as_of = date.fromisoformat(ask.as_of) if ask.as_of else self._today()
        with clock.step("understand"):
            understood = read(ask.question, index, before)
        if isinstance(understood, Stop):
            return Told(*stopped(ask, understood, None, as_of, clock))
        located = _located(understood, ask, index, as_of, before)
        queries = Queries(index, self._embedding, self._reranker, clock)
        if isinstance(located, Stop):
            sensible = tuple(question for question in located.suggestions if _has_an_answer(question, index, queries, as_of))
            return Told(*stopped(ask, located.model_copy(update={"suggestions": sensible}), understood, as_of, clock), understood)
        inquiry = Inquiry(ask, index, understood, located, before, as_of, clock, queries)
        if reuse and self._reviews and (again := approved(inquiry, self._reviews)):
            return Told(*again, understood, located)
        findings = find_out(inquiry, self._caller)
        return Told(*self._say(inquiry, findings), understood, located, findings)

    def _say(self, inquiry: Inquiry, findings: Findings) -> tuple[Answer, Turn]:
        """What was found, in a model's words where there is one and they stand."""
        clock, saying = inquiry.clock, findings.saying
        outcome = summarise(inquiry.understood, inquiry.located, findings.answers, inquiry.index, inquiry.as_of)
        writer = Writer(inquiry.index, labelled=outcome.labelled, lead=outcome.lead)

        def show(group: int, statement: Statement) -> None:
            clock.mark("first_claim")
            clock.listener.claim(*writer.add(saying[group], statement), writer.added())

        with clock.step("write" if self._caller else "quote"):
            generation = tell(inquiry.index, inquiry.understood, saying, self._caller, show, spoken=inquiry.ask.spoken)
        return finished(inquiry, findings, outcome, writer.written(outcome.tail), generation)


def _located(understood: Understood, ask: Ask, index: Index, as_of: date, before: Turn | None = None) -> Located | Stop:
    """The documents a question is put to: of its places, and of these the editions it means."""
    located = locate(understood, ask, list(index.heads.values()))
    if isinstance(located, Stop):
        return located
    return Narrowing(index, understood, as_of, before.plan_ids if before else ()).narrowed(located)


def _has_an_answer(question: str, index: Index, queries: Queries, as_of: date) -> bool:
    """Whether a question that would be put to the reader as a suggestion is answered."""
    understood = read(question, index, None)
    located = understood if isinstance(understood, Stop) else _located(understood, Ask(question=question), index, as_of)
    if isinstance(understood, Stop) or isinstance(located, Stop):
        return False
    return any(answer_group(index, understood, group, queries.of_parts(understood)).statements for group in located.groups)
