"""Questions over several versions, rounds and years of documents: which one answers, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.chat import Chat
from assistant.models import Answer, Ask
from assistant.record.records import Records
from assistant.summaries import plan_summaries
from index.embedding import BuiltInEmbedding
from index.search import Index

Answered = Callable[..., Answer]
TODAY = "2026-06-01"

_MEDIATION = "（一）健全行政调解机制。{by}，各县区建立行政调解委员会。（责任单位：{unit}）"
_FINAL = "中共{place}委 {place}人民政府关于印发《{title}》的通知\n\n各县区：\n\n现将《{title}》印发给你们。\n\n{place}人民政府\n\n{day}\n\n"
_PLAN = "张掖市法治政府建设实施方案（{years}）"


def _plan(years: str, by: str, unit: str, day: str = "", mark: str = "") -> str:
    title = _PLAN.format(years=years)
    sent = _FINAL.format(place="张掖市", title=title, day=day) if day else ""
    return f"{sent}{title}{mark}\n\n一、主要任务\n\n{_MEDIATION.format(by=by, unit=unit)}\n"


def _report(year: int, cases: int, published: str) -> str:
    return (
        f"张掖市人民政府{year}年度法治政府建设情况报告\n\n发布时间：{published}\n\n一、主要工作\n\n"
        f"（一）化解矛盾纠纷。全市受理行政复议案件{cases}件。\n\n二、下一年打算\n\n（一）{year + 1}年底前实现行政复议听证全覆盖。\n"
    )


def _law(title: str, front: str, *articles: str) -> str:
    numbered = "\n\n".join(f"第{'一二三四五'[i]}条 {words}" for i, words in enumerate(articles))
    return f"{title}\n\n（{front}）\n\n{numbered}\n"


FILES = {
    "十三五.txt": _plan("2016—2020年", "2018年年底前", "市政府法制办", "2016年9月12日"),
    "十四五征求意见稿.txt": _plan("2021—2025年", "2022年年底前", "市信访局", mark="\n（征求意见稿）"),
    "十四五.txt": _plan("2021—2025年", "2023年6月底前", "市司法局", "2022年3月10日"),
    **{f"报告{year}.txt": _report(year, cases, day) for year, cases, day in ((2021, 602, "2022-03-30"), (2023, 1310, "2024-03-28"))},
    "养犬2018.txt": _law(
        "赣州市养犬管理条例",
        "2018年4月26日赣州市第五届人民代表大会常务委员会第十三次会议通过",
        "携犬外出未使用牵引带的，处五十元以上二百元以下罚款。",
        "本条例自2018年10月1日起施行。",
    ),
    "养犬2023.txt": _law(
        "赣州市养犬管理条例",
        "2018年4月26日赣州市第五届人民代表大会常务委员会第十三次会议通过 2023年6月28日第六届人民代表大会常务委员会第十五次会议修正",
        "携犬外出未使用牵引带的，处二百元以上五百元以下罚款。",
        "本条例自2018年10月1日起施行。",
    ),
    "停车办法.txt": _law(
        "抚远市停车场管理办法", "2015年3月2日抚远市人民政府公布", "停车场由市城市管理局负责监督管理。", "本办法自2015年5月1日起施行。"
    ),
    "停车条例.txt": _law(
        "抚远市机动车停放条例",
        "2022年8月25日抚远市人民代表大会常务委员会通过",
        "停车场由市公安局负责监督管理。",
        "本条例自2023年1月1日起施行。《抚远市停车场管理办法》同时废止。",
    ),
    "摊贩.txt": _law(
        "抚远市流动摊贩管理办法",
        "2019年3月2日抚远市人民政府公布",
        "流动摊贩由市市场监督管理局负责登记。",
        "本办法自2019年5月1日起施行，有效期至2024年4月30日。",
    ),
    "热线.txt": _law(
        "抚远市政务热线管理规定", "2026年5月2日抚远市人民政府公布", "政务热线由市营商环境局负责接听。", "本规定自2027年3月1日起施行。"
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, make_workshop) -> tuple[Chat, Index]:
    folder: Path = tmp_path_factory.mktemp("versions")
    workshop = make_workshop(folder)
    workshop.embedding = BuiltInEmbedding()  # what suffices for an answer was fitted to it
    for name, text in FILES.items():
        workshop.write(name, text)
    report = workshop.build()
    assert (report.failures, report.notes) == ((), ())
    current = workshop.current()
    return Chat(current, workshop.embedding, Records(folder)), current.get()


@pytest.fixture(scope="module")
def answered(made: tuple[Chat, Index]) -> Answered:
    """Answers a question on a day."""
    return lambda question, as_of=TODAY, **more: made[0].answer(Ask(question=question, as_of=as_of, **more))


def quotes(answer: Answer) -> str:
    return "".join(citation.quote for citation in answer.citations)


def caveats(answer: Answer) -> dict[str, str]:
    assert len({caveat.code for caveat in answer.caveats}) == len(answer.caveats)
    return {caveat.code: caveat.text for caveat in answer.caveats}


def test_a_clause_of_an_old_version_is_still_found_by_its_id(answered: Answered, made: tuple[Chat, Index]) -> None:
    [cited] = answered("张掖征求意见稿里行政调解由谁负责？").citations
    clause = made[1].clauses[cited.clause_id]
    assert made[1].plan_of(clause).text[cited.start : cited.end] == cited.quote


def test_a_summary_tells_what_has_taken_the_place_of_a_document(made: tuple[Chat, Index]) -> None:
    heads = made[1].heads
    told = plan_summaries(heads.values(), made[1].versions, date.fromisoformat(TODAY))
    newer = {heads[one.plan_id].source: heads[one.superseded_by].source for one in told if one.superseded_by}
    assert newer == {"十四五征求意见稿.txt": "十四五.txt", "养犬2018.txt": "养犬2023.txt", "停车办法.txt": "停车条例.txt"}


class TestInForce:
    """A question that names no edition."""

    @pytest.mark.parametrize(
        ("as_of", "unit", "codes"),
        [
            ("2019-01-01", "市政府法制办", set()),
            ("2022-03-09", "市信访局", {"draft"}),
            ("2022-03-10", "市司法局", set()),
            ("2025-12-31", "市司法局", set()),
            (TODAY, "市司法局", {"period_ended"}),
        ],
    )
    def test_the_plan_of_the_day_answers(self, answered: Answered, as_of: str, unit: str, codes: set[str]) -> None:
        answer = answered("张掖的行政调解由谁负责？", as_of)
        assert unit in quotes(answer)
        assert (len(answer.citations), set(caveats(answer))) == (1, codes)

    @pytest.mark.parametrize(("as_of", "fine"), [("2020-01-01", "五十元以上二百元以下"), (TODAY, "二百元以上五百元以下")])
    def test_an_amended_law_answers_in_the_wording_of_the_day(self, answered: Answered, as_of: str, fine: str) -> None:
        answer = answered("赣州携犬外出未使用牵引带罚多少？", as_of)
        assert fine in quotes(answer)
        assert caveats(answer) == {}

    @pytest.mark.parametrize(("as_of", "unit"), [("2022-12-31", "市城市管理局"), ("2023-01-01", "市公安局")])
    def test_what_repeals_a_document_answers_in_its_stead(self, answered: Answered, as_of: str, unit: str) -> None:
        assert unit in quotes(answered("抚远停车场由谁负责监督管理？", as_of))

    def test_what_has_expired_is_shown_with_its_caveat(self, answered: Answered) -> None:
        answer = answered("抚远流动摊贩由谁负责登记？")
        assert caveats(answer) == {"expired": "该办法的有效期到2024年4月30日为止，已经过期。"}
        assert caveats(answered("抚远流动摊贩由谁负责登记？", "2024-04-30")) == {}

    def test_what_is_still_to_come_is_shown_with_its_caveat(self, answered: Answered) -> None:
        answer = answered("抚远政务热线由谁负责接听？")
        assert set(caveats(answer)) == {"not_yet_in_force"}
        assert "2027年3月1日" in caveats(answer)["not_yet_in_force"]
        assert caveats(answered("抚远政务热线由谁负责接听？", "2027-03-01")) == {}

    def test_the_question_which_places_looks_at_nothing_that_has_passed(self, answered: Answered) -> None:
        answer = answered("哪些城市规定了行政调解委员会？")
        assert [citation.plan_id for citation in answer.citations] == [answered("张掖的行政调解由谁负责？").citations[0].plan_id]
        assert answered("哪些城市规定了市城市管理局负责停车场？").status == "not_found"

    def test_the_catalogue_lists_all(self, answered: Answered) -> None:
        answer = answered("收录了哪些文件？")
        assert len({citation.plan_id for citation in answer.citations}) == len(FILES)
        assert "superseded" not in caveats(answer)


class TestOlder:
    """A question that names an older wording."""

    @pytest.mark.parametrize(
        ("question", "words", "newer"),
        [
            ("张掖征求意见稿里行政调解由谁负责？", "市信访局", "张掖市法治政府建设实施方案（2021—2025年）"),
            ("赣州养犬管理条例修订前未使用牵引带罚多少？", "五十元", "赣州市养犬管理条例"),
            ("赣州2018年版养犬管理条例未使用牵引带罚多少？", "五十元", "赣州市养犬管理条例"),
            ("抚远已废止的办法里停车场由谁负责监督管理？", "市城市管理局", "抚远市机动车停放条例"),
            ("《抚远市停车场管理办法》第一条怎么规定？", "市城市管理局", "抚远市机动车停放条例"),
        ],
    )
    def test_it_answers_and_the_newer_one_is_named(self, answered: Answered, question: str, words: str, newer: str) -> None:
        answer = answered(question)
        assert words in quotes(answer)
        assert f"《{newer}》" in caveats(answer)["superseded"]
        assert answer.suggestions == ()  # they would be answered from another document

    def test_where_no_older_one_is_held_the_current_one_answers(self, answered: Answered) -> None:
        assert "superseded" not in caveats(answered("抚远修订前的热线规定里政务热线由谁负责接听？"))

    def test_a_draft_that_is_not_held_is_said_not_to_be(self, answered: Answered) -> None:
        answer = answered("赣州养犬条例草案里未使用牵引带罚多少？")
        assert caveats(answer) == {"partial_coverage": "没有收录赣州市的征求意见稿，未作回答。"}

    def test_versions_are_set_side_by_side(self, answered: Answered) -> None:
        answer = answered("赣州养犬条例修订前后未使用牵引带的罚款有什么不同？")
        assert [line.split("：")[0] for line in answer.answer.splitlines()] == ["赣州市2018年版", "赣州市现行的条例"]
        assert "2018年版已被" in caveats(answer)["superseded"]

    @pytest.mark.parametrize(("then", "stays"), [("什么时候建立？", True), ("原文", True), ("那正式方案里呢？", False)])
    def test_a_conversation_stays_with_it_until_another_is_named(self, answered: Answered, then: str, stays: bool) -> None:
        [draft] = answered("张掖征求意见稿里行政调解由谁负责？", session_id=then).citations
        [cited] = answered(then, session_id=then).citations
        assert (cited.plan_id == draft.plan_id) is stays


class TestRounds:
    """A question that names a round of a plan, or years."""

    @pytest.mark.parametrize(
        "question",
        [
            "张掖上一轮方案里行政调解由谁负责？",
            "张掖旧方案里行政调解由谁负责？",
            "张掖2016—2020年的方案里行政调解由谁负责？",
            "张掖2018年年底前行政调解要建立什么？",
        ],
    )
    def test_the_round_named_answers(self, answered: Answered, question: str) -> None:
        answer = answered(question)
        assert "2018年年底前" in quotes(answer) or "市政府法制办" in quotes(answer)
        assert caveats(answer) == {"period_ended": "该方案的实施期限（2016—2020年）已届满。"}

    @pytest.mark.parametrize(
        "question",
        [
            "张掖两轮方案里行政调解的责任单位有什么不同？",
            "张掖老方案和新方案的行政调解由谁负责，有何不同？",
            "张掖2016—2020年方案和2021—2025年方案的行政调解各由谁负责？",
        ],
    )
    def test_rounds_are_set_side_by_side(self, answered: Answered, question: str) -> None:
        answer = answered(question)
        assert [line.split("：")[0] for line in answer.answer.splitlines()] == ["张掖市2016—2020年方案", "张掖市2021—2025年方案"]

    def test_a_round_not_held_is_said_not_to_be(self, answered: Answered) -> None:
        answer = answered("张掖2011—2015年的方案里行政调解由谁负责？")
        assert (answer.status, answer.citations) == ("not_found", ())
        assert answer.answer.startswith("没有收录张掖市2011—2015年方案；收录的是：《张掖市法治政府建设实施方案（2016—2020年）》")


class TestReports:
    """A question about what was done in a year."""

    @pytest.mark.parametrize(
        ("question", "as_of", "cases"),
        [
            ("张掖受理了多少件行政复议案件？", TODAY, "1310"),
            ("张掖受理了多少件行政复议案件？", "2024-03-27", "602"),
            ("张掖2021年受理了多少件行政复议案件？", TODAY, "602"),
            ("张掖2021年度报告里受理了多少件行政复议案件？", TODAY, "602"),
            ("张掖去年受理了多少件行政复议案件？", "2024-06-01", "1310"),
        ],
    )
    def test_the_year_named_decides_else_the_latest_that_is_out(self, answered: Answered, question: str, as_of: str, cases: str) -> None:
        answer = answered(question, as_of)
        assert f"受理行政复议案件{cases}件" in quotes(answer)
        assert len(answer.citations) == 1

    def test_several_years_are_told_one_by_one(self, answered: Answered) -> None:
        answer = answered("张掖2021年和2023年分别受理了多少件行政复议案件？")
        assert [line.split("：")[0] for line in answer.answer.splitlines()] == ["张掖市2021年度报告", "张掖市2023年度报告"]

    @pytest.mark.parametrize("question", ["张掖2019年度报告里受理了多少件行政复议案件？", "张掖2019年受理了多少件行政复议案件？"])
    def test_no_other_year_answers_for_one_without_a_report(self, answered: Answered, question: str) -> None:
        answer = answered(question)
        assert (answer.status, answer.citations) == ("not_found", ())
        assert "没有收录张掖市2019年度报告" in answer.answer

    def test_what_was_planned_for_a_year_is_in_the_report_on_the_year_before(self, answered: Answered) -> None:
        assert "2022年底前实现" in quotes(answered("张掖2022年行政复议听证要做到什么？"))
