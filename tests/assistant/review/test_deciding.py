"""A supervisor's wording is used again for the same question and place, as long as it stands; nothing unchecked is approved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from assistant.chat import Chat
from assistant.models import Answer, Ask
from assistant.record.records import Records
from assistant.record.reviews import Reviews
from assistant.review.deciding import Decision, NotReviewable, Reviewing
from assistant.understand.cleaning import clean

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
BETTER = "2024年年底前，张掖市基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。"


def decide(desk: Fazhi, answer: Answer, verdict: str, **more: object) -> None:
    decision = Decision.model_validate({"verdict": verdict, "by": "主管"} | more)
    desk.reviewing.decide(answer, decision, desk.index.get())


def test_an_approved_answer_is_given_again_and_says_so(desk: Fazhi) -> None:
    first = desk.chat.answer(Ask(question=QUESTION))
    assert first.approved is None
    decide(desk, first, "approve")
    again = desk.chat.answer(Ask(question=QUESTION))
    assert again.approved is not None
    assert (again.approved.answer_id, again.approved.by) == (first.answer_id, "主管")
    told = ("answer", "claims", "citations", "status", "trust", "caveats", "places", "responsible_units")
    assert {name: getattr(again, name) for name in told} == {name: getattr(first, name) for name in told}
    assert desk.records.answer(again.answer_id) == again


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("行政执法协调监督工作体系什么时候建成？由谁负责？", "张掖市"),
        ("张掖市的行政执法协调监督工作体系什么时候建成,由谁负责", None),
        ("张掖市行政执法协调监督工作体系什么时候建成？由谁负责？", "张掖市"),
    ],
)
def test_the_same_question_is_known_however_its_place_is_given(desk: Fazhi, question: str, place: str | None) -> None:
    decide(desk, desk.chat.answer(Ask(question=QUESTION)), "approve")
    assert desk.chat.answer(Ask(question=question, place=place)).approved is not None


@pytest.mark.parametrize("question", [QUESTION.replace("张掖", "赣州"), QUESTION.replace("什么时候建成？", ""), "张掖市行政复议由谁负责？"])
def test_another_place_or_question_does_not_get_it(desk: Fazhi, question: str) -> None:
    decide(desk, desk.chat.answer(Ask(question=QUESTION)), "approve")
    assert desk.chat.answer(Ask(question=question)).approved is None


@pytest.mark.parametrize(
    ("approved", "others"),
    [
        ("张掖市方案八（二十九）由谁负责？", ["张掖市方案八（三十）由谁负责？", "张掖市方案八（三十一）由谁负责？"]),
        ("长春市征求意见稿第二部分第（六）条原文", ["长春市征求意见稿第三部分第（九）条原文"]),
    ],
)
def test_a_wording_for_one_clause_is_never_that_of_another(desk: Fazhi, approved: str, others: list[str]) -> None:
    first = desk.chat.answer(Ask(question=approved))
    decide(desk, first, "approve")
    assert desk.chat.answer(Ask(question=approved)).approved is not None
    assert [desk.chat.answer(Ask(question=other)).approved for other in others] == [None] * len(others)


@pytest.mark.parametrize("pair", [("1.5万", "15万"), ("3.5%", "35%"), ("60%", "60"), ("2021-2025", "20212025")])
def test_questions_that_differ_in_a_figure_are_two(desk: Fazhi, pair: tuple[str, str]) -> None:
    keys = set()
    for figure in pair:
        answer = desk.chat.answer(Ask(question=f"张掖市的行政执法人员培训是不是{figure}？"))
        keys.add(desk.records.question_key(answer.answer_id))
    assert len(keys) == 2


@pytest.mark.parametrize("question", ["张掖市和天水市的行政复议体制改革什么时候完成？", "张掖市和赣州市的行政复议体制改革什么时候完成？"])
def test_a_wording_that_leaves_out_a_place_asked_about_is_refused(desk: Fazhi, question: str) -> None:
    first = desk.chat.answer(Ask(question=question))
    sentence = first.claims[0].text.removeprefix("张掖市：")
    with pytest.raises(NotReviewable, match=r"没有答到|依据没有"):
        decide(desk, first, "correct", wording=sentence)
    assert desk.chat.answer(Ask(question=question)).approved is None


def test_a_corrected_wording_is_checked_cited_and_given(desk: Fazhi) -> None:
    first = desk.chat.answer(Ask(question=QUESTION))
    decide(desk, first, "correct", wording=BETTER)
    again = desk.chat.answer(Ask(question=QUESTION))
    assert again.answer == f"{BETTER}[1]"
    assert again.trust == "verified"
    assert again.citations == (first.citations[0],)
    assert [caveat.code for caveat in again.caveats] == ["period_ended"]


@pytest.mark.parametrize(
    "wording",
    [
        BETTER.replace("2024", "2023"),
        BETTER.replace("基本", ""),
        BETTER.replace("张掖市", "长春市"),
        BETTER + "由市财政局负责。",
        "这项工作已经完成。",
        BETTER.replace("2024", "-2024"),
        BETTER.replace("2024", "＞2024"),
        "🙂" + BETTER,
        "",
        "[1]",
    ],
)
def test_a_wording_the_clauses_do_not_support_is_refused_and_nothing_changes(desk: Fazhi, wording: str) -> None:
    first = desk.chat.answer(Ask(question=QUESTION))
    with pytest.raises(NotReviewable):
        decide(desk, first, "correct", wording=wording)
    assert desk.chat.answer(Ask(question=QUESTION)).answer == first.answer


def test_a_correction_may_rest_on_other_clauses_of_the_place_but_of_no_other(desk: Fazhi) -> None:
    first = desk.chat.answer(Ask(question=QUESTION))
    zhangye, ganzhou = (desk.chat.answer(Ask(question=f"{place}行政复议体制改革")).citations[0] for place in ("张掖市", "赣州市"))
    sentence = clean(zhangye.quote)
    decide(desk, first, "correct", wording=sentence, clause_ids=(zhangye.clause_id,))
    assert {citation.clause_id for citation in desk.chat.answer(Ask(question=QUESTION)).citations} == {zhangye.clause_id}
    for wrong in (ganzhou.clause_id, "nowhere"):
        with pytest.raises(NotReviewable):
            decide(desk, first, "correct", wording=sentence, clause_ids=(wrong,))


def test_what_is_rejected_or_decided_later_takes_the_place_of_what_was_approved(desk: Fazhi) -> None:
    first = desk.chat.answer(Ask(question=QUESTION))
    for verdict, more, expected in (
        ("approve", {}, first.answer),
        ("correct", {"wording": BETTER}, f"{BETTER}[1]"),
        ("reject", {}, first.answer),
    ):
        decide(desk, first, verdict, **more)
        assert desk.chat.answer(Ask(question=QUESTION)).answer == expected
    kept = desk.records.record(first.answer_id)
    assert kept is not None
    assert [review.verdict for review in kept.reviews] == ["approve", "correct", "reject"]


@pytest.mark.parametrize(
    "question", ["天水市的行政调解由谁负责？", "你好", "赣州方案里公务员工资怎么规定？", "哪些城市的方案提到“枫桥经验”？"]
)
def test_what_rests_on_no_clause_or_on_what_is_held_is_not_approved(desk: Fazhi, question: str) -> None:
    answer = desk.chat.answer(Ask(question=question))
    with pytest.raises(NotReviewable):
        decide(desk, answer, "approve")


def test_personal_data_in_a_reason_or_wording_is_not_kept(desk: Fazhi) -> None:
    first = desk.chat.answer(Ask(question=QUESTION))
    decide(desk, first, "approve", reason="来电人13812345678已确认")
    kept = desk.records.record(first.answer_id)
    assert kept is not None
    assert "13812345678" not in kept.model_dump_json()


def test_it_is_taken_back_by_itself_when_a_cited_clause_changes(tmp_path: Path, make_workshop, plan_text) -> None:  # type: ignore[no-untyped-def]
    workshop = make_workshop(tmp_path)
    first_text = plan_text("张掖市", "健全行政调解制度。市司法局每年组织两次行政调解培训。", "完善行政裁决制度。")
    workshop.write("a.txt", first_text)
    workshop.build()
    current, records = workshop.current(), Records(tmp_path / "records")
    reviews = Reviews(records.database)
    chat = Chat(current, workshop.embedding, records, today=lambda: date(2024, 1, 1), reviews=reviews)
    asked = Ask(question="张掖市每年组织几次行政调解培训？")
    first = chat.answer(asked)
    assert first.status == "answered"
    Reviewing(records, reviews).decide(first, Decision(verdict="approve"), current.get())
    assert chat.answer(asked).approved is not None

    workshop.write("a.txt", first_text.replace("完善行政裁决制度。", "完善行政裁决制度和工作机制。"))  # another clause
    workshop.build()
    assert chat.answer(asked).approved is not None

    workshop.write("a.txt", first_text.replace("两次", "三次"))
    workshop.build()
    after = chat.answer(asked)
    assert after.approved is None
    assert "三次" in after.answer
    kept = records.record(first.answer_id)
    assert kept is not None
    assert [review.verdict for review in kept.reviews] == ["approve", "withdraw"]
    assert "原文已经改变" in kept.reviews[-1].reason
    workshop.write("a.txt", first_text)  # what was taken back stays so until someone decides anew
    workshop.build()
    assert chat.answer(asked).approved is None
