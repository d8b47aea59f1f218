"""A question as it came becomes what is asked: refused at the door, greeted, or understood with the conversation."""

from __future__ import annotations

from assistant.locate import Stop, held_places
from assistant.no_question import example, guard
from assistant.understand.cleaning import clean
from assistant.understand.conversation import Turn, asks_neighbour, stand_alone, wants_more
from assistant.understand.guard import is_greeting
from assistant.understand.reference import said_path
from assistant.understand.understand import Understood, understand
from index.search import Index
from prompts import render


def read(question: str, index: Index, before: Turn | None) -> Stop | Understood:
    """What is asked, with what the turn before said; or the words that end it here."""
    stop = guard(question)
    if stop:
        return stop
    plans = list(index.heads.values())
    held = held_places(plans)
    if is_greeting(clean(question)):
        names = [place.name for place in held]
        return Stop(status="greeting", text=render("greeting", held=names, example=example(index)), suggestions=(example(index),))
    understood = understand(question, held, plans, index.lexicon)
    if before is None:
        return understood
    alone = _about_the_clause(understood.text, before, index) or stand_alone(understood, before)
    if alone == understood.text:
        return understood
    return understand(alone, held, plans, index.lexicon).model_copy(update={"standalone": alone, "carried": True})


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
