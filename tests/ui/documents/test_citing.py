"""A clause as a memo cites it: the address answers give it, and the document's own words."""

from __future__ import annotations

from assistant.bootstrap import Fazhi
from assistant.compose.asking import address
from index.models import Plan, Span
from index.search import Index
from ui.documents.citing import citation_of, place_in, quoted


def clause(plan: Plan, label: str):  # type: ignore[no-untyped-def]
    return next(clause for clause in plan.clauses if clause.path and clause.path[-1] == label)


def test_every_citation_is_the_documents_words_under_its_own_address(fazhi: Fazhi) -> None:
    for plan in fazhi.index.get().plans.values():
        for clause in plan.citable:
            span = quoted(plan, clause)
            words = plan.text[span.start : span.end]
            number = address(plan, clause).removeprefix(plan.title).strip()
            assert citation_of(plan, clause) == f"《{plan.title}》{number}：“{words}”"
            assert words == words.strip() and clause.body_start <= span.start <= span.end <= clause.end
            assert plan.text[clause.body_start : span.start].strip() == plan.text[span.end : clause.end].strip() == ""


def test_a_plan_is_cited_by_its_printed_path_and_not_by_its_number_twice(fazhi: Fazhi) -> None:
    plan = next(plan for plan in fazhi.index.get().plans.values() if plan.place == "张掖市")
    said = citation_of(plan, clause(plan, "(二十九)"))
    assert said.startswith("《张掖市法治政府建设实施方案(2021-2025年)》八(二十九)：“加强对行政执法制约和监督。")
    assert said.endswith("各县区政府)”")


def test_a_regulation_is_cited_by_its_article(held: Index) -> None:
    plan = next(plan for plan in held.plans.values() if plan.source == "张掖市养犬管理条例-新.txt")
    assert citation_of(plan, clause(plan, "第二条")) == "《张掖市养犬管理条例》第一章第二条：“养犬应当登记。登记免费。”"


def test_of_a_clause_with_cited_words_those_alone_are_quoted(fazhi: Fazhi) -> None:
    plan = next(plan for plan in fazhi.index.get().plans.values() if plan.place == "赣州市")
    one, other = (clause for clause in plan.citable if len(clause.sentences) > 2 and clause.path[-1:] in (("23．",), ("24．",)))
    cited = Span(start=one.sentences[1].start, end=other.sentences[0].end)
    assert plan.words(quoted(plan, one, cited)) == plan.text[cited.start : one.end].strip()
    assert plan.words(quoted(plan, other, cited)) == plan.text[other.start : cited.end].strip()
    before = plan.citable[0]
    assert quoted(plan, before, cited) == quoted(plan, before)


def test_an_unnumbered_paragraph_is_cited_by_its_title_alone(fazhi: Fazhi) -> None:
    plan = next(iter(fazhi.index.get().plans.values()))
    paragraph = next(clause for clause in plan.clauses if clause.kind == "paragraph")
    assert place_in(plan, paragraph) == ""
    assert citation_of(plan, paragraph).startswith(f"《{plan.title}》：“")
