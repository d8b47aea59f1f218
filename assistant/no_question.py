"""What is no question about the documents: greetings, attacks and everyday talk are answered before anything is searched."""

from __future__ import annotations

import re
from itertools import islice

from assistant.locate import Stop
from assistant.understand.cleaning import LONGEST, clean, shown
from assistant.understand.guard import is_everyday, is_greeting, is_subversion
from index.search import Index
from prompts import render

_LOOKED_AT = 20  # documents; with thousands held, one of the first will do


def guard(question: str) -> Stop | None:
    """What is not a question about plans at all, told before anything is searched."""
    text = clean(question)
    if len(shown(question)) > LONGEST:
        return Stop(status="out_of_scope", text=render("too_long", most=LONGEST))
    if is_subversion(text) or is_subversion(shown(question)):
        return Stop(status="blocked", text=render("blocked"))
    if not is_greeting(text) and not re.search(r"[\u4e00-\u9fff]", text):
        return unreadable()
    if is_everyday(text):
        return Stop(status="out_of_scope", text=render("out_of_scope"))
    return None


def unreadable() -> Stop:
    """What holds no question that can be read."""
    return Stop(status="out_of_scope", text=render("unreadable"))


def example(index: Index) -> str:
    """A question that the documents held answer: the first clause with a deadline and a heading."""
    for plan in map(index.plans.__getitem__, islice(index.heads, _LOOKED_AT)):
        for clause in plan.clauses:
            if clause.deadlines and clause.heading and clause.responsible_units:
                return f"{plan.place}“{clause.heading}”的责任单位有哪些？"
    return next((f"{plan.place}的{plan.label}共有几个部分？" for plan in index.heads.values()), "收录了哪些文件？")
