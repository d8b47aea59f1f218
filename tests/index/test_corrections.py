"""What a person put right beside a document goes before what the text says, and a wrong word there is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.clauses import plan_from_text, read_plan
from index.corrections import Corrections, corrections_beside, write_corrections, write_place
from index.errors import UnreadableFile
from index.models import Period, Plan
from index.places import all_places, places_called

Read = Callable[..., Plan]
TEXT = (
    "法治建设方案（2016—2020年）\n张政发〔2016〕1号\n发布日期：2016-02-03\n2016年1月2日\n一、任务\n3.5万人参加。\n"
    "（一）甲。\n（三）乙。\n指导思想\n丙。\n二、保障\n"
)


@pytest.fixture()
def document(tmp_path: Path) -> Path:
    path = tmp_path / "某市方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def say(document: Path, words: str, encoding: str = "utf-8") -> Corrections:
    document.with_suffix(".toml").write_text(words, encoding=encoding)
    return corrections_beside(document)


def test_nothing_beside_a_document_says_nothing(document: Path) -> None:
    assert corrections_beside(document) == Corrections()


@pytest.mark.parametrize("empty", ["", " \n", "# 没有要更正的\n"])
def test_an_empty_file_says_nothing(document: Path, empty: str) -> None:
    assert say(document, empty) == Corrections()


def test_every_key_is_taken_over(document: Path) -> None:
    said = (
        '地区 = "甘肃省张掖市"\n标题 = "张掖市法治规划"\n种类 = "规划"\n期限 = [2021, 2025]\n状态 = "征求意见稿"\n'
        '文号 = "张发〔2021〕9号"\n'
        '成文日期 = 2021-01-02\n发布日期 = "2021-01-03"\n施行日期 = "2021-02-01"\n废止 = ["张掖市旧规划"]\n'
        '有效期至 = "2025-12-31"\n通过或修正日期 = 2021-01-01\n取代 = ["旧规划.txt"]\n'
    )
    say(document, said)
    plan = read_plan(document)
    assert (plan.place, plan.title, plan.kind, plan.status) == ("张掖市", "张掖市法治规划", "规划", "draft")
    assert plan.period is not None
    assert (plan.period.from_year, plan.period.to_year, plan.document_number) == (2021, 2025, "张发〔2021〕9号")
    assert (plan.issued_on, plan.published_on, plan.effective_on) == ("2021-01-02", "2021-01-03", "2021-02-01")
    assert (plan.expires_on, plan.version_date) == ("2025-12-31", "2021-01-01")
    assert (plan.repeals, plan.replaces) == (("张掖市旧规划",), ("旧规划.txt",))


def test_a_fact_put_right_has_no_place_in_the_text(document: Path) -> None:
    say(document, '地区 = "张掖市"\n标题 = "张掖市方案"\n期限 = [2021, 2025]\n文号 = "张发〔2021〕9号"\n发布日期 = "2021-01-03"\n')
    found = {fact.field for fact in read_plan(document).facts}
    assert found & {"title", "period", "document_number", "published_on"} == set()
    assert "issued_on" in found


def test_every_fact_left_stands_where_it_says(document: Path) -> None:
    say(document, '地区 = "张掖市"\n')
    plan = read_plan(document)
    numbers = [plan.words(fact) for fact in plan.facts if fact.field == "document_number"]
    assert numbers == [plan.document_number] == ["张政发〔2016〕1号"]


def test_lines_are_headings_or_none_as_said(document: Path) -> None:
    say(document, '地区 = "张掖市"\n不是标题 = ["（三）乙"]\n也是标题 = ["指导思想"]\n')
    plan = read_plan(document)
    assert [clause.path for clause in plan.clauses if clause.path] == [("一",), ("一", "（一）"), ("二",)]
    [section] = [clause for clause in plan.clauses if clause.heading == "指导思想"]
    assert plan.words(section) == "指导思想\n丙。\n"


def test_the_place_given_goes_before_the_place_said(document: Path) -> None:
    [ganzhou] = places_called("赣州市")
    say(document, '地区 = "张掖市"\n')
    assert read_plan(document, ganzhou).place == "赣州市"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_file_may_come_from_any_editor(document: Path, encoding: str) -> None:
    corrections = say(document, '地区 = "张掖市"\r\n种类 = "方案"\r\n', encoding)
    assert corrections.kind == "方案"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ('地点 = "张掖市"', "“地点”不认识.*地区、标题"),
        ('地区 = "火星"', "“地区”写得不对.*甘肃省张掖市"),
        ('地区 = "朝阳区"', "“地区”写得不对"),
        ('地区 = ["张掖市"]', "“地区”写得不对"),
        ("期限 = 2021", r"“期限”写得不对.*\[2021, 2025\]"),
        ("期限 = [2025, 2021]", "“期限”写得不对"),
        ("期限 = [2021, true]", "“期限”写得不对"),
        ("期限 = [2021]", "“期限”写得不对"),
        ('状态 = "草稿"', "“状态”写得不对.*征求意见稿"),
        ('成文日期 = "2021年1月"', "“成文日期”写得不对"),
        ('成文日期 = "2021-02-30"', "“成文日期”写得不对"),
        ('标题 = ""', "“标题”写得不对"),
        ('废止 = "旧办法"', "“废止”写得不对"),
        ("不是标题 = [3]", "“不是标题”写得不对"),
        ("也是标题 = []", "“也是标题”写得不对"),
        ("地区：张掖市", "不是 TOML 格式"),
    ],
)
def test_a_wrong_word_is_named_with_the_file_and_what_is_allowed(document: Path, words: str, named: str) -> None:
    with pytest.raises(UnreadableFile, match=f"某市方案.toml.*{named}"):
        say(document, words)


def test_a_place_is_written_beside_a_document(document: Path) -> None:
    [zhangye] = places_called("张掖市")
    write_place(document, zhangye)
    assert corrections_beside(document) == Corrections(place=zhangye)


def test_writing_the_place_changes_it_and_keeps_the_rest(document: Path) -> None:
    [zhangye] = places_called("张掖市")
    say(document, '# 更正\n种类 = "方案"\n地区 = "赣州市"\n废止 = ["地区 = 旧"]\n')
    write_place(document, zhangye)
    assert corrections_beside(document) == Corrections(place=zhangye, kind="方案", repeals=("地区 = 旧",))
    assert document.with_suffix(".toml").read_text(encoding="utf-8").startswith("# 更正\n")


def test_nothing_is_written_into_a_file_that_cannot_be_read(document: Path) -> None:
    [zhangye] = places_called("张掖市")
    document.with_suffix(".toml").write_text("地区：张掖市", encoding="utf-8")
    with pytest.raises(UnreadableFile):
        write_place(document, zhangye)
    assert document.with_suffix(".toml").read_text(encoding="utf-8") == "地区：张掖市"


def test_without_corrections_a_plan_is_read_as_before(read: Read) -> None:
    text = "张掖市方案\n一、甲\n（一）乙。\n"
    assert plan_from_text(text, "方案.txt", "0" * 64, corrections=Corrections()) == read(text)


ALL_SAID = Corrections(
    place=places_called("赣州市")[0],
    title='<!doctype html>"方案"\\ %PDF-1.4\x7f',
    kind="规划",
    period=Period.model_validate({"from": 2021, "to": 2025}),
    status="draft",
    document_number="张发〔2021〕9号",
    issued_on="2021-01-02",
    published_on="2021-01-03",
    effective_on="2021-02-01",
    expires_on="2025-12-31",
    version_date="2021-01-01",
    repeals=("旧规划",),
    replaces=("旧.txt",),
    not_headings=("3.5万人", "地区 = 1"),
    headings=("指导思想",),
)


@pytest.mark.parametrize("said", [ALL_SAID, Corrections(status="issued"), Corrections(title="<html>"), Corrections(title="%PDF-1.7")])
def test_what_is_written_is_read_back_as_it_was_said(document: Path, said: Corrections) -> None:
    write_corrections(document, said)
    assert corrections_beside(document) == said


def test_where_nothing_is_said_any_more_no_file_is_left(document: Path) -> None:
    write_corrections(document, ALL_SAID)
    write_corrections(document, Corrections())
    assert not document.with_suffix(".toml").exists()


def test_the_full_name_of_every_place_means_that_place_alone() -> None:
    assert [place.full_name for place in all_places().values() if places_called(place.full_name) != (place,)] == []
