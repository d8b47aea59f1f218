"""The way of a question, step by step: understand → locate → search and judge → compose → check → answer."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from assistant.check import is_supported, whole
from assistant.compose.across import summarise
from assistant.compose.answering import answer_group, answer_groups
from assistant.compose.asking import GroupAnswer
from assistant.locate import Located, Stop, held_places, locate
from assistant.models import Answer, Ask, Status
from assistant.records import Records
from assistant.understand.cleaning import LONGEST, clean, shown
from assistant.understand.conversation import Turn, asks_neighbour, stand_alone, wants_more
from assistant.understand.guard import is_everyday, is_greeting, is_subversion
from assistant.understand.reference import said_path
from assistant.understand.understand import Part, Understood, understand
from assistant.writing import caveats, checked, suggestions, units_named, write
from index.embedding import Embedding
from index.search import CurrentIndex, Index, Query
from index.words import cut_for_search
from prompts import render

OnStep = Callable[[str], None]
STEPS = {"understand": "正在理解问题", "search": "检索", "check": "核对"}


class Chat:
    """Answers questions over the index that is published now; every answer is recorded."""

    def __init__(self, index: CurrentIndex, embedding: Embedding, records: Records, today: Callable[[], date] = date.today) -> None:
        self._index = index
        self._embedding = embedding
        self._records = records
        self._today = today

    def answer(self, ask: Ask, on_step: OnStep = lambda step: None) -> Answer:
        """Answer one question; refusals are answers too."""
        clock = _Clock(on_step)
        index = self._index.get()
        with clock.step("understand"):
            before = self._records.last_turn(ask.session_id) if ask.session_id else None
            stop, understood = self._understand(ask, index, before)
        if stop or understood is None:
            return self._finish(ask, stop or _unreadable(), clock, understood)
        plans = list(index.plans.values())
        located = locate(understood, ask, plans)
        if isinstance(located, Stop):
            sensible = tuple(question for question in located.suggestions if self._answers(question, index))
            return self._finish(ask, located.model_copy(update={"suggestions": sensible}), clock, understood)
        with clock.step("search"):
            focus = before.clause_ids if before else ()
            make_query = self._query_maker(understood, clock)  # one for all groups: a question is embedded once
            answers = answer_groups(index, understood, located.groups, make_query, focus)
        with clock.step("check"):
            answers = [_check(answer, index) for answer in answers]
        return self._compose(ask, index, understood, located, answers, clock)

    def _answers(self, question: str, index: Index) -> bool:
        """Whether a question put to the reader as a suggestion has an answer."""
        plans = list(index.plans.values())
        understood = understand(question, held_places(plans), plans, index.rarity)
        located = locate(understood, Ask(question=question), plans)
        if isinstance(located, Stop):
            return False
        maker = self._query_maker(understood, _Clock(lambda step: None))
        return any(answer_group(index, understood, group, maker).statements for group in located.groups)

    def _understand(self, ask: Ask, index: Index, before: Turn | None) -> tuple[Stop | None, Understood | None]:
        stop = _guard(ask.question)
        if stop:
            return stop, None
        plans = list(index.plans.values())
        held = held_places(plans)
        if is_greeting(clean(ask.question)):
            names = [place.name for place in held]
            return Stop(
                status="greeting", text=render("greeting", held=names, example=_example(index)), suggestions=(_example(index),)
            ), None
        understood = understand(ask.question, held, plans, index.rarity)
        if before is None:
            return None, understood
        alone = _about_the_clause(understood.text, before, index) or stand_alone(understood, before)
        if alone == understood.text:
            return None, understood
        return None, understand(alone, held, plans, index.rarity).model_copy(update={"standalone": alone})

    def query(self, text: str, words: tuple[str, ...]) -> Query:
        """A text and words as they are searched."""
        return Query(text=text, words=words, vector=tuple(float(x) for x in self._embedding.query(text)))

    def _query_maker(self, understood: Understood, clock: _Clock) -> Callable[[Part], Query]:
        made: dict[str, Query] = {}

        def make(part: Part) -> Query:
            alone = len(understood.parts) == 1 or not part.topic.terms
            text = (re.sub(r"\s+", "", understood.matter) if alone else part.about) or understood.text
            key = f"{text}|{part.text}"
            if key not in made:
                with clock.step("embed"):
                    made[key] = self.query(text, search_words(part))
            return made[key]

        return make

    def _compose(
        self, ask: Ask, index: Index, understood: Understood, located: Located, answers: list[GroupAnswer], clock: _Clock
    ) -> Answer:
        outcome = summarise(understood, located, answers, index)
        shown_answers = [answer for answer in answers if answer.statements]
        written = write(index, shown_answers, labelled=outcome.labelled, lead=outcome.lead, tail=outcome.tail)
        status: Status = outcome.status
        as_of = _as_of(ask, self._today())
        places = tuple(dict.fromkeys(answer.group.place for answer in (shown_answers if understood.scope == "which" else answers)))
        answer = self._answer(
            ask,
            understood,
            clock,
            status=status,
            trust="verbatim" if written.claims else "none",
            answer=written.text,
            claims=written.claims,
            citations=written.citations,
            places=(*places, *located.uncovered),
            responsible_units=units_named(shown_answers),
            caveats=caveats(index, written.citations, as_of, located.uncovered),
            missing=outcome.missing,
            related=tuple(answer.related for answer in answers if answer.related and not answer.statements),
            suggestions=outcome.suggestions or suggestions(index, shown_answers, understood.intents),
        )
        turn = Turn(
            places=places,
            matter=understood.topic.words,
            question=understood.matter,
            kinds=understood.documents.kinds,
            clause_ids=tuple(dict.fromkeys(clause_id for found in shown_answers for clause_id in found.clause_ids)),
        )
        return self._keep(answer, turn)

    def _finish(self, ask: Ask, stop: Stop, clock: _Clock, understood: Understood | None) -> Answer:
        turn = None
        answer = self._answer(
            ask, understood, clock, status=stop.status, trust="none", answer=stop.text, places=stop.places, suggestions=stop.suggestions
        )
        if understood is not None and stop.status in ("not_covered", "needs_clarification"):
            turn = Turn(places=stop.places, matter=understood.topic.words, question=understood.matter)
        return self._keep(answer, turn)

    def _answer(self, ask: Ask, understood: Understood | None, clock: _Clock, **fields) -> Answer:  # type: ignore[no-untyped-def]
        question = shown(ask.question)[: LONGEST + 1]
        return Answer(
            answer_id=uuid.uuid4().hex,
            question=question,
            standalone_question=understood.standalone if understood else question,
            as_of=_as_of(ask, self._today()).isoformat(),
            session_id=ask.session_id,
            created_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            timings_ms=clock.timings(),
            **fields,
        )

    def _keep(self, answer: Answer, turn: Turn | None) -> Answer:
        self._records.keep(answer, turn)
        return answer


def _about_the_clause(text: str, before: Turn, index: Index) -> str:
    """更多, 下一条: a look-up of the clause just spoken of, or of its neighbour; empty where the text asks for neither."""
    clause = index.clauses.get(before.clause_ids[0]) if before.clause_ids else None
    step = asks_neighbour(text)
    if clause is None or not (step or wants_more(text)):
        return ""
    plan = index.plan_of(clause)
    numbered = [other for other in plan.clauses if other.path and len(other.path) == len(clause.path)]
    if clause in numbered and step:
        clause = numbered[max(0, min(len(numbered) - 1, numbered.index(clause) + step))]
    return f"{plan.place}{plan.label}{said_path(clause.path)}原文" if clause.path else ""


def search_words(part: Part) -> tuple[str, ...]:
    """The words of a matter and the words documents write for them, as keyword search takes them."""
    words = [word for term in part.topic.terms for said in (term.word, *term.alternatives) for word in cut_for_search(said)]
    return tuple(dict.fromkeys(words))


def _guard(question: str) -> Stop | None:
    """What is not a question about plans at all, told before anything is searched."""
    text = clean(question)
    if len(shown(question)) > LONGEST:
        return Stop(status="out_of_scope", text=render("too_long", length=len(question), most=LONGEST))
    if is_subversion(text) or is_subversion(shown(question)):
        return Stop(status="blocked", text=render("blocked"))
    if not is_greeting(text) and not re.search(r"[\u4e00-\u9fff]", text):
        return _unreadable()
    if is_everyday(text):
        return Stop(status="out_of_scope", text=render("out_of_scope"))
    return None


def _unreadable() -> Stop:
    return Stop(status="out_of_scope", text=render("unreadable"))


def _example(index: Index) -> str:
    """A question that the documents held answer: the first clause with a deadline and a heading."""
    for plan in index.plans.values():
        for clause in plan.clauses:
            if clause.deadlines and clause.heading and clause.responsible_units:
                return f"{plan.place}“{clause.heading}”的责任单位有哪些？"
    return next((f"{plan.place}的{plan.label}共有几个部分？" for plan in index.plans.values()), "收录了哪些文件？")


def _check(answer: GroupAnswer, index: Index) -> GroupAnswer:
    """Statements that stand; one that leaves out what limits it becomes its whole sentence, one that does not stand is dropped."""
    kept = []
    for statement in answer.statements:
        choices = (choice for choice in (statement, whole(statement, index)) if is_supported(choice, index, answer.group.plan_ids))
        kept += [choice for choice in (next(choices, None),) if choice]
    return checked(answer, kept)


def _as_of(ask: Ask, today: date) -> date:
    return date.fromisoformat(ask.as_of) if ask.as_of else today


class _Clock:
    """Times the steps and tells who listens that one begins."""

    def __init__(self, on_step: OnStep) -> None:
        self._on_step = on_step
        self._started = time.perf_counter()
        self._spent: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        if name in STEPS:
            self._on_step(STEPS[name])
        try:
            yield
        finally:
            self._spent[name] = self._spent.get(name, 0.0) + (time.perf_counter() - started) * 1000

    def timings(self) -> dict[str, float]:
        return {name: round(spent, 2) for name, spent in self._spent.items()} | {
            "total": round((time.perf_counter() - self._started) * 1000, 2)
        }
