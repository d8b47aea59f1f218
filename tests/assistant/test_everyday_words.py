"""Whole questions as people put them: everyday words, comparisons, plan against report, follow-ups; and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.models import Answer

Asks = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("长春路上那些协管，能不能罚人？", "禁止合同工、临时工"),
        ("张掖的单位欠钱不还，归哪个部门管？", "市发展改革委"),
        ("赣州下班以后还能自助服务吗？", "24小时自助服务"),
        ("长春老百姓的复议一共收了多少个？", "875件"),
        ("长春有多少家企业商户？", "145万户"),
        ("长春手机上能办事吗？", "掌上办"),
        ("长春四张清单是哪四张？", "不予处罚事项、从轻处罚事项"),
        ("长春方案要搞应急演练，2022年演练了多少场？", "6848场"),
        ("长春方案提出清理规范性文件，报告上说废止了多少件？", "114件"),
        ("赣州方案是以谁的名义发的？", "中共赣州市委"),
        ("张掖的方案哪天挂上网的？", "2022-04-10"),
        ("赣州的方案文号是什么，几月几号发的？", "赣市发〔2022〕6号"),
        ("长春一把手拍板前，先问问谁？", "合法性审查机构的意见"),
        ("长春政府立法的格局里，党委和人大分别扮演什么角色？", "党委领导、人大主导"),
    ],
)
def test_everyday_words_find_what_documents_write(ask: Asks, question: str, words: str) -> None:
    answer = ask(question)
    assert answer.status == "answered" and words in answer.answer


@pytest.mark.parametrize(
    "question",
    ["张掖行政执法人员工资多少？", "张掖行政复议收费归哪个部门管？", "长春的复议应诉纠错案件是一季度通报一回吗？", "长春限行尾号怎么定？"],
)
def test_what_the_documents_do_not_say_is_refused(ask: Asks, question: str) -> None:
    assert ask(question).status == "not_found"


@pytest.mark.parametrize("question", ["嘉峪关的法治督察哪年全覆盖？", "于都的行政调解由谁负责？"])
def test_a_city_without_counties_and_a_county_of_a_held_city_are_places(ask: Asks, question: str) -> None:
    assert ask(question).status == "not_covered"


def test_this_matter_after_a_question_for_the_place_of_a_clause_is_still_the_first_one(ask: Asks) -> None:
    for question in ("张掖的基层政务公开标准体系哪年建成？", "这个期限写在第几条？"):
        ask(question, session_id="follow-up-of-a-follow-up")
    answer = ask("那这件事归谁负责？", session_id="follow-up-of-a-follow-up")
    assert answer.status == "answered" and answer.citations[0].path == ("八", "(三十)")
