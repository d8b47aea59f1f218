"""Files become an index: incremental by content, one bad file never spoils the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import DataFolderError
from index.models import Plan
from index.search import CurrentIndex
from index.store import Generation

Write = Callable[..., str]


def held(workshop) -> list[Plan]:
    return list(workshop.store.current().plans())


def test_nothing_changes_when_nothing_changed(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    assert workshop.build().changed
    before = workshop.store.current().name
    assert not workshop.build().changed
    assert workshop.store.current().name == before


def test_only_new_words_are_embedded(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。", "加强执法监督。"))
    workshop.build()
    workshop.embedding.embedded.clear()
    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。", "加强层级监督。"))
    workshop.build()
    assert ["层级监督" in words for words in workshop.embedding.embedded] == [True]


def test_rebuilding_embeds_everything_again(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    first = list(workshop.embedding.embedded)
    workshop.embedding.embedded.clear()
    assert workshop.build(rebuild=True).changed
    assert workshop.embedding.embedded == first


def test_a_file_taken_away_is_taken_out(workshop, plan_text: Write) -> None:
    kept, gone = workshop.write("a.txt", plan_text("张掖市", "公开。")), workshop.write("b.txt", plan_text("赣州市", "公开。"))
    workshop.build()
    gone.unlink()
    assert [plan.source for plan in workshop.build().plans] == [kept.name]


def test_an_empty_folder_makes_an_empty_index(workshop) -> None:
    report = workshop.build()
    assert (report.plans, report.changed, held(workshop)) == ((), True, [])


def test_two_files_that_are_one_document_are_one_plan_and_said_so(workshop, plan_text: Write) -> None:
    text = plan_text("张掖市", "公开。")
    workshop.write("a.txt", text)
    workshop.write("b.txt", text.replace("\n", "\r\n\r\n"))
    report = workshop.build()
    assert [plan.source for plan in report.plans] == ["a.txt"]
    assert report.notes == ("b.txt 与 a.txt 是同一份文件，只收录一份。",)


def test_another_text_under_the_same_title_is_a_plan_of_its_own_and_said_so(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。", "监督。"))
    workshop.write("b.txt", plan_text("张掖市", "公开。", "督察。"))
    report = workshop.build()
    assert len({plan.plan_id for plan in report.plans}) == 2
    assert len({clause.clause_id for plan in report.plans for clause in plan.clauses}) == sum(len(plan.clauses) for plan in report.plans)
    assert "标题相同而文字不同" in report.notes[0]


def test_an_unreadable_file_is_skipped_and_named(workshop, plan_text: Write) -> None:
    workshop.write("好.txt", plan_text("张掖市", "公开。"))
    workshop.write("空.txt", "")
    (workshop.plans / "坏.txt").write_bytes(bytes(range(256)))
    (workshop.plans / "夹.txt").mkdir()
    report = workshop.build()
    assert [plan.source for plan in report.plans] == ["好.txt"]
    assert [next(name for name in ("空.txt", "坏.txt", "夹.txt") if name in words) for words in report.failures] == [
        "坏.txt",
        "夹.txt",
        "空.txt",
    ]


def test_a_file_beside_a_plan_says_its_place(workshop) -> None:
    path = workshop.write("a.txt", "法治政府建设实施方案\n一、甲\n（一）乙。\n")
    assert workshop.build().plans == ()
    path.with_suffix(".place").write_text("吉林省长春市朝阳区\n", encoding="utf-8")
    assert [plan.place_code for plan in workshop.build().plans] == ["220104"]


@pytest.mark.parametrize("said", ["朝阳区", "火星", "\n"])
def test_a_place_that_is_none_is_a_failure_of_that_file(workshop, plan_text: Write, said: str) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。")).with_suffix(".place").write_text(said, encoding="utf-8")
    workshop.write("b.txt", plan_text("赣州市", "公开。"))
    report = workshop.build()
    assert [plan.source for plan in report.plans] == ["b.txt"]
    assert len(report.failures) == 1


def test_another_embedding_model_is_noticed_and_never_mixed(workshop, plan_text: Write, make_embedding) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    other = make_embedding("hash/2")
    assert workshop.build(embedding=other).changed
    assert other.embedded
    assert workshop.store.current().manifest().embedding_model == "hash/2"
    with pytest.raises(Exception, match="重建"):
        CurrentIndex(workshop.store.current, workshop.embedding).get()


def test_a_generation_that_is_not_whole_is_never_published(workshop, plan_text: Write) -> None:
    from index.build import build

    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    before = workshop.store.current().name
    workshop.write("b.txt", plan_text("赣州市", "公开。"))

    def broken(generation: Generation, chroma_url: str) -> str:
        return "two pieces short"

    with pytest.raises(DataFolderError, match="旧索引仍在使用"):
        build(workshop.plans, workshop.store, workshop.embedding, verify=broken)
    assert workshop.store.current().name == before


def test_another_process_checks_what_was_written(workshop, plan_text: Write) -> None:
    from index.build import build, verified_elsewhere

    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    build(workshop.plans, workshop.store, workshop.embedding)
    generation = workshop.store.current()
    lines = (generation.folder / "plans.jsonl").read_text(encoding="utf-8")
    (generation.folder / "plans.jsonl").write_text(lines + lines, encoding="utf-8")
    assert "expected" in verified_elsewhere(generation, "")


def test_a_folder_that_is_not_there_is_one_sentence(workshop) -> None:
    workshop.plans.rmdir()
    with pytest.raises(DataFolderError, match="FAZHI_PLANS"):
        workshop.build()
