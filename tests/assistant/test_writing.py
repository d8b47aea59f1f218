"""Checked statements become text with markers, citations, caveats and suggestions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from assistant.compose.asking import GroupAnswer
from assistant.compose.statements import Statement, quoted, source_of
from assistant.locate import Group
from assistant.models import UnitNamed
from assistant.writing import Writer, Written, caveats, has_ended, suggestions, units_named
from index.models import Clause, Plan
from index.search import Index

Make = Callable[..., GroupAnswer]


def write(index: Index, answers: list[GroupAnswer], *, labelled: bool, lead: str = "", tail: str = "") -> Written:
    """All statements of all groups, one after the other."""
    writer = Writer(index, labelled=labelled, lead=lead)
    for answer in answers:
        for statement in answer.statements:
            writer.add(answer, statement)
    return writer.written(tail)


@pytest.fixture
def group_answer(bundled: dict[str, Plan]) -> Make:
    def make(name: str, clause: Clause, *sentences: int, joined: bool = False, **more: object) -> GroupAnswer:
        plan = bundled[name]
        spans = [clause.sentences[i] for i in sentences]
        statements = tuple(Statement(text=quoted(plan, s), sources=(source_of(clause, s),), joined=joined) for s in spans)
        group = Group(label=plan.place, place=plan.place, plan_ids=(plan.plan_id,))
        return GroupAnswer(group=group, statements=statements, units=clause.responsible_units, clause_ids=(clause.clause_id,), **more)

    return make


def test_every_claim_is_followed_by_its_markers_counted_from_one(
    index: Index, group_answer: Make, clause_of: Callable[..., Clause]
) -> None:
    written = write(index, [group_answer("张掖", clause_of("张掖", "八", "(二十九)"), 1, 2)], labelled=False)
    assert [citation.marker for citation in written.citations] == [1, 2]
    assert [claim.citations for claim in written.claims] == [(1,), (2,)]
    assert written.text == " ".join(f"{claim.text}[{i}]" for i, claim in enumerate(written.claims, start=1))


def test_the_same_source_is_cited_once(index: Index, group_answer: Make, clause_of: Callable[..., Clause]) -> None:
    written = write(index, [group_answer("张掖", clause_of("张掖", "八", "(二十九)"), 1, 1)], labelled=False)
    assert [citation.marker for citation in written.citations] == [1]
    assert [claim.citations for claim in written.claims] == [(1,), (1,)]


def test_a_citation_says_where_it_stands(
    index: Index, group_answer: Make, bundled: dict[str, Plan], clause_of: Callable[..., Clause]
) -> None:
    clause = clause_of("长春方案", "二", "（六）", "20.")
    [citation] = write(index, [group_answer("长春方案", clause, 0)], labelled=False).citations
    plan = bundled["长春方案"]
    assert plan.text[citation.start : citation.end] == citation.quote
    assert (citation.place, citation.path, citation.clause_id, citation.digest) == ("长春市", clause.path, clause.clause_id, clause.digest)
    assert citation.address == f"{plan.title} 二（六）20"


def test_answers_of_several_places_are_labelled_each_on_its_line(
    index: Index, group_answer: Make, clause_of: Callable[..., Clause]
) -> None:
    answers = [
        group_answer("张掖", clause_of("张掖", "八", "(二十九)"), 1),
        group_answer("赣州", clause_of("赣州", "三", "（四）", "14．"), 1),
    ]
    written = write(index, answers, labelled=True, lead="收录的2个：", tail="其余未提到。")
    lead, first, second, tail = written.text.split("\n")
    assert (lead, tail) == ("收录的2个：", "其余未提到。")
    assert first.startswith("张掖市：") and first.endswith("[1]")
    assert second.startswith("赣州市：") and second.endswith("[2]")


def test_items_of_a_list_stand_on_lines_of_their_own(index: Index, group_answer: Make, clause_of: Callable[..., Clause]) -> None:
    answer = group_answer("张掖", clause_of("张掖", "八", "(二十九)"), 1, 2, joined=True)
    assert len(write(index, [answer], labelled=False).text.split("\n")) == 2


def test_nothing_to_say_is_an_empty_answer(index: Index) -> None:
    written = write(index, [], labelled=False)
    assert (written.text, written.claims, written.citations) == ("", (), ())


@pytest.mark.parametrize(
    ("name", "as_of", "codes"),
    [
        ("张掖", "2025-12-31", []),
        ("张掖", "2026-01-01", ["period_ended"]),
        ("抚远", "2020-12-31", []),
        ("抚远", "2021-01-01", ["period_ended"]),
        ("长春方案", "2024-01-01", ["draft"]),
        ("长春方案", "2026-01-01", ["draft", "period_ended"]),
        ("长春报告", "2030-01-01", []),
    ],
)
def test_drafts_and_ended_periods_are_said_once(
    index: Index, group_answer: Make, bundled: dict[str, Plan], name: str, as_of: str, codes: list[str]
) -> None:
    clauses = [clause for clause in bundled[name].clauses if len(clause.path) > 1 and clause.sentences][:2]
    citations = write(index, [group_answer(name, clause, 0) for clause in clauses], labelled=False).citations
    assert len(citations) == 2
    assert [caveat.code for caveat in caveats(index, citations, date.fromisoformat(as_of))] == codes
    assert has_ended(bundled[name], date.fromisoformat(as_of)) is ("period_ended" in codes)


def test_several_ended_periods_are_one_caveat_that_names_each(index: Index, group_answer: Make, clause_of: Callable[..., Clause]) -> None:
    answers = [group_answer("张掖", clause_of("张掖", "八", "(二十九)"), 1), group_answer("抚远", clause_of("抚远", "三", "43."), 0)]
    [caveat] = caveats(index, write(index, answers, labelled=True).citations, date(2026, 6, 1))
    assert "张掖市" in caveat.text and "抚远市" in caveat.text
    assert re.findall(r"20\d\d—20\d\d年", caveat.text) == ["2021—2025年", "2016—2020年"]


def test_places_that_could_not_be_answered_for_are_a_caveat_only_beside_an_answer(
    index: Index, group_answer: Make, clause_of: Callable[..., Clause]
) -> None:
    citations = write(index, [group_answer("张掖", clause_of("张掖", "八", "(二十九)"), 1)], labelled=False).citations
    [caveat] = caveats(index, citations, date(2024, 1, 1), ["天水市"])
    assert caveat.code == "partial_coverage" and "天水市" in caveat.text
    assert caveats(index, [], date(2024, 1, 1), ["天水市"]) == ()


def test_units_are_named_once_with_their_role(group_answer: Make, clause_of: Callable[..., Clause]) -> None:
    clause = clause_of("张掖", "八", "(二十九)")
    units = units_named([group_answer("张掖", clause, 1), group_answer("张掖", clause, 2)])
    assert units == tuple(UnitNamed(name=unit.name, role=unit.role) for unit in clause.responsible_units)
    assert len(set(units)) == len(units) > 0


def test_who_is_responsible_is_suggested_only_where_it_was_not_asked(
    index: Index, group_answer: Make, clause_of: Callable[..., Clause]
) -> None:
    answers = [group_answer("张掖", clause_of("张掖", "八", "(二十九)"), 1)]
    assert any("责任单位" in question for question in suggestions(index, answers, ("deadline",)))
    asked = suggestions(index, answers, ("deadline", "who"))
    assert asked and not any("责任单位" in question for question in asked)


def test_no_answer_suggests_nothing(index: Index) -> None:
    assert suggestions(index, [], ()) == ()
