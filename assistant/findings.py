"""What the documents say to a question: searched and checked, and searched once more with a model's words where nothing was found."""

from __future__ import annotations

from assistant.check import is_supported, whole
from assistant.compose.answering import answer_groups
from assistant.compose.asking import GroupAnswer
from assistant.generation.calling import Caller
from assistant.generation.model import ModelError
from assistant.generation.widening import added_words
from assistant.inquiry import Findings, Inquiry
from assistant.models import Fallback
from assistant.writing import checked
from index.search import Index


def find_out(inquiry: Inquiry, caller: Caller | None) -> Findings:
    """The checked statements of every group."""
    found = Findings(answers=_searched(inquiry))
    if found.saying or caller is None or not _asks_for_a_matter(inquiry):
        return found
    try:
        with inquiry.clock.step("widen"):
            also = _more_words(inquiry, caller)
    except ModelError as error:
        return found.model_copy(update={"failed": (Fallback(part="llm", reason=error.reason),)})
    return Findings(answers=_searched(inquiry, also), also=also) if also else found


def _searched(inquiry: Inquiry, also: tuple[str, ...] = ()) -> tuple[GroupAnswer, ...]:
    understood, before = inquiry.understood, inquiry.before
    with inquiry.clock.step("search"):
        make_query = inquiry.queries.of_parts(understood, also)
        answers = answer_groups(inquiry.index, understood, inquiry.located.groups, make_query, before.clause_ids if before else ())
    with inquiry.clock.step("check"):
        return tuple(_check(answer, inquiry.index) for answer in answers)


def _check(answer: GroupAnswer, index: Index) -> GroupAnswer:
    """Statements that stand; one that leaves out what limits it becomes its whole sentence, one that does not stand is dropped."""
    kept = []
    for statement in answer.statements:
        choices = (choice for choice in (statement, whole(statement, index)) if is_supported(choice, index, answer.group.plan_ids))
        kept += [choice for choice in (next(choices, None),) if choice]
    return checked(answer, kept)


def _asks_for_a_matter(inquiry: Inquiry) -> bool:
    understood = inquiry.understood
    return not (understood.reference or understood.documents.fields or understood.scope in ("which", "each"))


def _more_words(inquiry: Inquiry, caller: Caller) -> tuple[str, ...]:
    plans = [inquiry.index.plans[plan_id] for group in inquiry.located.groups for plan_id in group.plan_ids]
    return added_words(caller, inquiry.understood.standalone, inquiry.before.question if inquiry.before else "", plans)
