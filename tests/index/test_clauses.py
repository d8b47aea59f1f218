"""A stored clause keeps its id as long as document, path and words are the same."""

from __future__ import annotations

from collections.abc import Callable

from index.models import Plan

Read = Callable[..., Plan]
Write = Callable[..., str]


def ids(plan: Plan) -> dict[str, str]:
    return {plan.words(clause).strip(): clause.clause_id for clause in plan.clauses}


def test_the_same_words_give_the_same_ids_whatever_the_file_is_called(read: Read, plan_text: Write) -> None:
    text = plan_text("张掖市", "公开。", "监督。")
    assert ids(read(text, "a.txt")) == ids(read(text, "b.txt"))


def test_layout_does_not_change_an_id(read: Read, plan_text: Write) -> None:
    text = plan_text("张掖市", "公开。", "监督。")
    spread = read(text.replace("\n", "\r\n\r\n　　"))
    assert list(ids(spread).values()) == list(ids(read(text)).values())


def test_one_changed_clause_changes_only_its_own_id(read: Read, plan_text: Write) -> None:
    before = ids(read(plan_text("张掖市", "公开。", "监督。", "问责。")))
    after = ids(read(plan_text("张掖市", "公开。", "督察。", "问责。")))
    assert {words for words in before if before[words] not in after.values()} == {"（二）监督。"}


def test_the_same_words_twice_under_one_path_are_two_clauses(read: Read) -> None:
    plan = read("张掖市方案\n一、甲\n（一）公开。\n（一）公开。\n（二）监督。\n")
    assert len({clause.clause_id for clause in plan.clauses}) == len(plan.clauses)


def test_the_same_words_in_another_document_are_another_clause(read: Read, plan_text: Write) -> None:
    zhangye, ganzhou = read(plan_text("张掖市", "公开。")), read(plan_text("赣州市", "公开。"))
    assert not {clause.clause_id for clause in zhangye.clauses} & {clause.clause_id for clause in ganzhou.clauses}


def test_no_two_clauses_of_the_bundled_plans_share_an_id(bundled: dict[str, Plan]) -> None:
    found = [clause.clause_id for plan in bundled.values() for clause in plan.clauses]
    assert len(set(found)) == len(found)


def test_a_plan_is_called_by_place_and_years(bundled: dict[str, Plan]) -> None:
    assert bundled["张掖"].plan_id.startswith("zhangye-2021-2025-")
    assert len({plan.plan_id for plan in bundled.values()}) == 5


def test_a_draft_and_the_plan_issued_under_the_same_title_are_two_plans(read: Read) -> None:
    body = "\n一、甲\n（一）乙。\n"
    assert read("张掖市法治方案" + body).plan_id != read("张掖市法治方案\n（征求意见稿）" + body).plan_id


def test_a_month_in_a_section_about_a_year_is_of_that_year(read: Read) -> None:
    plan = read("张掖市2023年度法治政府建设报告\n一、成效\n（一）公开。\n二、2024年工作打算\n（一）评估。6月底前完成评估。\n")
    assert [deadline.date for clause in plan.clauses for deadline in clause.deadlines] == ["2024-06-30"]


def test_a_reprint_with_another_page_around_it_has_the_same_words(read: Read, plan_text: Write) -> None:
    text = plan_text("张掖市", "公开。", "监督。") + "各部门要落实。\n"
    reprint = f"当前位置：首页 > 文件\n发布时间：2022-01-02\n{text.replace('公开。', ' 公开。 ')}\n【打印本页】\n"
    assert read(reprint).words_digest == read(text).words_digest
    assert read(text.replace("公开", "监督")).words_digest != read(text).words_digest


def test_clauses_that_answers_may_rest_on_are_counted(bundled: dict[str, Plan]) -> None:
    for plan in bundled.values():
        assert plan.clause_count == len(plan.citable)
