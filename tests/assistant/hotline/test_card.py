"""The card as an agent uses it, over every development case: short, true when heard alone, resting on what it cites."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.claims.checking import check_claim
from assistant.hotline.card import card_of
from assistant.hotline.facts import ground
from assistant.hotline.hearing import heard
from assistant.hotline.models import Card
from assistant.hotline.saying import say
from assistant.models import Answer, Ask
from eval.cases import Case
from index.ordering import REPORT
from index.search import Index

Carded = tuple[Case, Answer, Card]
CLUTTER = re.compile(r"[\[\]【】（）()《》〈〉“”\"…]|根据检索|\.\.\.")


def answered(carded: list[Carded]) -> list[Carded]:
    return [one for one in carded if one[1].claims]


def test_there_is_a_card_for_every_case(carded: list[Carded]) -> None:
    assert len(carded) > 450
    assert {answer.status for _, answer, _ in carded} >= {
        "answered",
        "partial",
        "not_found",
        "not_covered",
        "needs_clarification",
        "blocked",
    }


def test_what_is_said_fits_in_eighty_characters_and_ends_as_a_sentence(carded: list[Carded]) -> None:
    wrong = [card.say for _, _, card in carded if not 0 < len(card.say) <= 80 or card.say[-1] not in "。？！"]
    assert wrong == []


def test_what_is_said_is_plain_speech(carded: list[Carded]) -> None:
    assert [card.say for _, _, card in carded if CLUTTER.search(card.say)] == []


def test_every_fact_said_is_supported_by_the_citations_it_rests_on(development: list[tuple[Case, Answer]], index: Index) -> None:
    wrong, facts = [], 0
    for case, answer in development:
        if not answer.claims:
            continue
        for fact in say(answer, heard(answer, index), index).facts:
            facts += 1
            place = fact.citations[0].place
            if not check_claim(fact.checked, ground(fact.citations), place).supported and not fact.names:
                wrong.append((case.question, fact.checked))
    assert facts > 300
    assert wrong == []


def test_facts_of_the_document_itself_stand_in_what_is_cited(development: list[tuple[Case, Answer]], index: Index) -> None:
    named = [fact for _, answer in development if answer.claims for fact in say(answer, heard(answer, index), index).facts if fact.names]
    digits = [
        set(re.findall(r"\d+", fact.checked)) - set(re.findall(r"\d+", ground(fact.citations).replace("年0", "年"))) for fact in named
    ]
    assert named
    assert all(len(missing) <= 2 for missing in digits)


def test_the_words_said_are_those_that_were_checked(development: list[tuple[Case, Answer]], index: Index) -> None:
    """Between what was checked and what is said lie only the document's name, a count of units, and marks."""
    bare = re.compile(r"[，。；、：]|等\d+家单位和?|这一项")
    for case, answer in development:
        if not answer.claims:
            continue
        said = say(answer, heard(answer, index), index)
        for fact in said.facts:
            if fact.names or "单位：" in fact.checked:
                continue
            assert bare.sub("", fact.checked) in bare.sub("", said.text), case.question


def test_what_is_said_begins_with_whose_document_it_is(carded: list[Carded]) -> None:
    places = {citation.place for _, answer, _ in carded for citation in answer.citations}
    openings = (*places, "收录的", "已到期的方案里", "现在收录了")
    assert [card.say for _, _, card in answered(carded) if not card.say.startswith(openings)] == []


def test_a_draft_is_heard_to_be_one_and_an_ended_plan_to_have_ended(carded: list[Carded], index: Index) -> None:
    for _, answer, card in answered(carded):
        for citation in card.basis:
            head = index.heads[citation.plan_id]
            if head.status == "draft" and len(card.basis) == 1:
                assert "征求意见稿" in card.say
            elif len(card.basis) == 1 and head.label != REPORT and any(caveat.code == "period_ended" for caveat in answer.caveats):
                assert "已到期" in card.say


def test_most_answers_are_said_as_a_fact_and_the_rest_as_a_clause_to_be_read_out(carded: list[Carded]) -> None:
    says = [card.say for _, _, card in answered(carded)]
    read_out = [words for words in says if "写到了您问的事" in words]
    assert len(read_out) < 0.08 * len(says)
    assert all(words.endswith("念给您听。") for words in read_out)


def test_the_basis_are_citations_of_the_answer(carded: list[Carded]) -> None:
    for _, answer, card in carded:
        assert set(card.basis) <= set(answer.citations)
        assert bool(card.basis) == bool(answer.claims)


def test_units_to_transfer_to_are_printed_in_the_clauses_cited(carded: list[Carded], index: Index) -> None:
    seen = 0
    for _, _, card in carded:
        for unit in card.transfer_to:
            texts = [index.plans[c.plan_id].words(index.clauses[c.clause_id]) for c in card.basis if c.place == unit.place]
            assert any(unit.name in text for text in texts)
            seen += 1
    assert seen > 100


def test_tickets_keep_their_lengths(carded: list[Carded]) -> None:
    for _, _, card in carded:
        assert 0 < len(card.ticket.summary) <= 60
        assert 0 < len(card.ticket.matter) <= 60
        assert len(card.ticket.reply) <= 300
        assert card.ticket.reply.startswith(card.say)


def test_the_same_answer_gives_the_same_card(carded: list[Carded], index: Index) -> None:
    for case, answer, card in carded[::25]:
        assert card_of(Ask(question=case.question, place=case.place), answer, index) == card


def test_questions_of_the_documents_are_not_taken_for_emergencies_or_complaints(carded: list[Carded]) -> None:
    """Over all cases nobody is in danger, complains or has a case of their own."""
    assert {card.escalate.code for _, _, card in carded} <= {"none", "not_found", "subversion"}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("张掖市行政执法协调监督工作体系什么时候建成？", "2024年年底前基本建成"),
        ("张掖市的行政调解由谁负责？", "由市司法局、市政府其他部门、各县区政府负责"),
        ("长春2022年审结了多少件行政复议？", "760件"),
        ("赣州方案的文号是多少？", "赣市发2022年6号"),
        ("“多督合一”出自张掖方案第几条？", "第八部分第二十八项写明"),
        ("张掖方案第（二十九）条写的什么？", "讲的是加强对行政执法制约和监督"),
        ("哪些城市提到“枫桥经验”？", "只有张掖市的文件写到枫桥经验"),
        ("收录了哪些文件", "现在收录了4个地区的5份文件"),
        ("张掖和天水的行政调解由谁负责？", "没有收录天水市的文件"),
    ],
)
def test_what_was_asked_is_said(question: str, says: str, card: Callable[..., Card]) -> None:
    assert says in card(question).say


def test_when_and_who_are_said_together(card: Callable[..., Card]) -> None:
    said = card("张掖市行政执法协调监督工作体系什么时候建成？由谁负责？").say
    assert "2024年年底前" in said
    assert "由市司法局" in said


def test_on_a_day_within_its_years_a_plan_is_not_called_ended(card: Callable[..., Card]) -> None:
    made = card("赣州的行政复议体制改革期限是什么时候？", as_of="2022-06-01")
    assert made.say.startswith("赣州市的方案写明，")
    assert "实施期限已满" not in [one.words for one in made.do_not_promise]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("张掖市财政局有什么任务？", "市财政局名下有2条，是形成监督合力；全面加强依法行政意识和能力建设。"),
        ("张掖市教育局要做哪些事？", "市教育局名下有1条，是加强理论研究和舆论宣传。"),
    ],
)
def test_whose_tasks_are_listed_is_said_and_only_that_unit_is_passed_on_to(
    question: str, words: str, ask: Callable[..., Answer], index: Index
) -> None:
    card = card_of(Ask(question=question), ask(question), index)
    assert card.say.endswith(words)
    assert [unit.name for unit in card.transfer_to] == [words.partition("名下")[0]]


def test_that_nothing_newer_is_held_is_said_on_the_phone_too(ask: Callable[..., Answer], index: Index) -> None:
    question = "赣州市的方案废止了吗？"
    card = card_of(Ask(question=question), ask(question), index)
    assert card.say.endswith("没有收录取代或废止它的文件。")
