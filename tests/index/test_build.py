"""Files become an index: incremental by content, a shard a place, one bad file never spoils the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.errors import DataFolderError, EmbeddingError, IndexMissing
from index.models import Plan
from index.shard_files import ShardInfo
from index.verify import verified_elsewhere

Write = Callable[..., str]
ZHANGYE, GANZHOU = "620700", "360700"


def held(workshop) -> list[Plan]:  # type: ignore[no-untyped-def]
    return list(workshop.store.current().plans())


def sources(report) -> list[str]:  # type: ignore[no-untyped-def]
    return [one.head.source for one in report.held]


@pytest.fixture
def two_places(workshop, plan_text: Write):  # type: ignore[no-untyped-def]
    """A document each of 张掖市 and 赣州市, indexed."""
    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。", "加强执法监督。"))
    workshop.write("b.txt", plan_text("赣州市", "健全行政调解。"))
    workshop.build()
    workshop.embedding.embedded.clear()
    return workshop


def test_nothing_changes_when_nothing_changed(two_places) -> None:
    before, files = two_places.store.current().name, sorted(two_places.store.folder.rglob("*"))
    report = two_places.build()
    assert (report.changed, report.read) == (False, ())
    assert two_places.store.current().name == before
    assert sorted(two_places.store.folder.rglob("*")) == files


def test_only_new_words_are_embedded_and_only_changed_files_read(two_places, plan_text: Write) -> None:
    two_places.write("a.txt", plan_text("张掖市", "推进政务公开。", "加强层级监督。"))
    assert two_places.build().read == ("a.txt",)
    assert ["层级监督" in words for words in two_places.embedding.embedded] == [True]


def test_rebuilding_embeds_and_reads_everything_again(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    first = list(workshop.embedding.embedded)
    workshop.embedding.embedded.clear()
    report = workshop.build(rebuild=True)
    assert (report.changed, report.read) == (True, ("a.txt",))
    assert workshop.embedding.embedded == first


def test_a_changed_document_rewrites_the_shard_of_its_place_alone(two_places, plan_text: Write) -> None:
    before = two_places.shards()
    two_places.write("a.txt", plan_text("张掖市", "加强层级监督。"))
    two_places.build()
    after = two_places.shards()
    assert after[GANZHOU] == before[GANZHOU]
    assert after[ZHANGYE] != before[ZHANGYE]


def test_an_added_document_rewrites_the_shard_of_its_place_alone(two_places, plan_text: Write) -> None:
    before = two_places.shards()
    two_places.write("c.txt", plan_text("赣州市", "规范行政复议。", years="2016—2020年"))
    two_places.write("d.txt", plan_text("长春市", "规范行政复议。"))
    two_places.build()
    after = two_places.shards()
    assert (after[ZHANGYE], len(after)) == (before[ZHANGYE], 3)
    assert after[GANZHOU] != before[GANZHOU]


def test_a_file_taken_away_is_taken_out_and_other_places_stay_as_they_are(two_places) -> None:
    before = two_places.shards()
    (two_places.plans / "a.txt").unlink()
    assert sources(two_places.build()) == ["b.txt"]
    assert two_places.shards() == {GANZHOU: before[GANZHOU]}
    assert two_places.embedding.embedded == []


def test_a_document_put_back_needs_no_reading_and_no_vector(two_places) -> None:
    before, text = two_places.shards(), (two_places.plans / "a.txt").read_text(encoding="utf-8")
    (two_places.plans / "a.txt").unlink()
    two_places.build()
    two_places.write("a.txt", text)
    report = two_places.build()
    assert (report.read, two_places.embedding.embedded) == ((), [])
    assert two_places.shards() == before


def test_an_empty_folder_makes_an_empty_index(workshop) -> None:
    report = workshop.build()
    assert (report.held, report.changed, held(workshop)) == ((), True, [])
    index = workshop.index()
    assert (index.search(workshop.query("公开"), ["x"]), index.dimensions) == ([], 0)


def test_two_files_that_are_one_document_are_one_plan_and_said_so(workshop, plan_text: Write) -> None:
    text = plan_text("张掖市", "公开。")
    workshop.write("a.txt", text)
    workshop.write("b.txt", text.replace("\n", "\r\n\r\n"))
    report = workshop.build()
    assert sources(report) == ["a.txt"]
    assert report.notes == ("b.txt 与 a.txt 是同一份文件，只收录一份。",)


@pytest.mark.parametrize("names", [("a.txt", "b.txt", "c.txt"), ("c.txt", "a.txt", "b.txt"), ("b.txt", "c.txt", "a.txt")])
def test_another_text_under_the_same_title_is_a_plan_of_its_own_however_the_files_are_called(
    workshop, plan_text: Write, names: Sequence[str]
) -> None:
    texts = [
        plan_text("张掖市", "公开。", "监督。"),
        plan_text("张掖市", "公开。", "督察。"),
        plan_text("张掖市", "公开。", "督察。") + "\n\n",
    ]
    for name, text in zip(names, texts, strict=True):
        workshop.write(name, text)
    report = workshop.build()
    plans = held(workshop)
    assert sorted("督察" in plan.text for plan in plans) == [False, True]
    assert len({plan.plan_id for plan in plans}) == 2
    assert len({clause.clause_id for plan in plans for clause in plan.clauses}) == sum(len(plan.clauses) for plan in plans)
    assert any("同名文件" in note for note in report.notes)


def test_each_of_two_documents_of_one_title_is_found_searched_and_read_by_its_own_id(workshop, plan_text: Write) -> None:
    for name, words in (("a.txt", "加强层级监督。"), ("b.txt", "规范行政复议。")):
        workshop.write(name, plan_text("张掖市", "推进政务公开。", words))
    workshop.build()
    index = workshop.index()
    for plan_id, plan in index.plans.items():
        found = index.search(workshop.query("推进政务公开 加强层级监督 规范行政复议"), [plan_id], 20)
        assert {clause.plan_id for clause in found} == {plan_id} == {index.clauses[clause.clause_id].plan_id for clause in found}
        assert {clause.clause_id for clause in found} <= {clause.clause_id for clause in plan.clauses}


def test_an_unreadable_file_is_skipped_and_named(workshop, plan_text: Write) -> None:
    workshop.write("好.txt", plan_text("张掖市", "公开。"))
    workshop.write("空.txt", "")
    (workshop.plans / "坏.txt").write_bytes(bytes(range(256)))
    (workshop.plans / "链.txt").symlink_to("无.txt")
    report = workshop.build()
    assert sources(report) == ["好.txt"]
    assert sorted(name for name in ("空.txt", "坏.txt") for words in report.failures if name in words) == ["坏.txt", "空.txt"]


def test_a_name_in_another_encoding_spoils_nothing(workshop, plan_text: Write) -> None:
    workshop.write("好.txt", plan_text("张掖市", "公开。"))
    (Path(str(workshop.plans)) / b"\xb7\xa8.txt".decode("utf-8", "surrogateescape")).write_text("甲", encoding="utf-8")
    report = workshop.build()
    assert sources(report) == ["好.txt"]
    assert len(report.failures) == 1 and report.failures[0].encode("utf-8")


def test_a_file_that_failed_is_tried_again_next_time(workshop, plan_text: Write) -> None:
    workshop.write("好.txt", plan_text("张掖市", "公开。"))
    path = workshop.write("坏.txt", "")
    for _ in range(2):
        report = workshop.build()
        assert (sources(report), "坏.txt" in report.read, len(report.failures)) == (["好.txt"], True, 1)
    path.write_text(plan_text("赣州市", "监督。"), encoding="utf-8")
    assert sorted(sources(workshop.build())) == ["坏.txt", "好.txt"]


def test_a_document_that_cannot_be_read_any_more_is_taken_out_and_not_quoted(two_places) -> None:
    (two_places.plans / "a.txt").write_text("", encoding="utf-8")
    assert sources(two_places.build()) == ["b.txt"]
    assert [head.place for head in two_places.index().heads.values()] == ["赣州市"]


def test_a_file_beside_a_plan_says_its_place(workshop) -> None:
    path = workshop.write("a.txt", "法治政府建设实施方案\n一、甲\n（一）乙。\n")
    assert workshop.build().held == ()
    path.with_suffix(".toml").write_text('地区 = "吉林省长春市朝阳区"\n', encoding="utf-8")
    assert [one.head.place_code for one in workshop.build().held] == ["220104"]


@pytest.mark.parametrize("said", ['地区 = "朝阳区"', '地区 = "火星"', "朝阳区\n"])
def test_a_place_that_is_none_is_a_failure_of_that_file(workshop, plan_text: Write, said: str) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。")).with_suffix(".toml").write_text(said, encoding="utf-8")
    workshop.write("b.txt", plan_text("赣州市", "公开。"))
    report = workshop.build()
    assert sources(report) == ["b.txt"]
    assert len(report.failures) == 1


def test_another_embedding_model_is_noticed_and_never_mixed(workshop, plan_text: Write, make_embedding) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    other = make_embedding("hash/2")
    assert workshop.build(embedding=other).changed
    assert other.embedded
    assert workshop.store.current().manifest().embedding_model == "hash/2"
    with pytest.raises(IndexMissing, match="重建"):
        workshop.index()


def test_progress_is_told_from_what_is_known_to_all(two_places, plan_text: Write) -> None:
    told: list[tuple[str, int, int]] = []
    two_places.write("c.txt", plan_text("长春市", "公开。", "公开。", "监督。"))
    two_places.build(progress=lambda *how_far: told.append(how_far))
    total = sum(one.pieces for one in two_places.store.current().held())
    assert told[0] == ("read", 1, 1)
    embedded = [(done, every) for stage, done, every in told if stage == "embed"]
    assert embedded[-1] == (total, total)
    assert embedded == sorted(embedded)


def test_a_shard_that_is_not_whole_is_never_published(two_places, plan_text: Write) -> None:
    before, shards = two_places.store.current().name, set(two_places.shards().values())
    two_places.write("c.txt", plan_text("长春市", "公开。"))
    asked: list[str] = []

    def broken(folder: Path, fresh: Sequence[ShardInfo], chroma_url: str) -> str:
        asked.extend(shard.place_code for shard in fresh)
        return "two pieces short"

    with pytest.raises(DataFolderError, match="旧索引仍在使用"):
        build(two_places.plans, two_places.store, two_places.embedding, verify=broken)
    assert two_places.store.current().name == before
    assert {folder.name for folder in two_places.store.shards.iterdir()} == shards
    assert asked == ["220100"]  # what is in use already was opened before


def test_an_embedding_that_fails_leaves_the_old_index_and_keeps_what_was_made(two_places, plan_text: Write) -> None:
    before = two_places.store.current().name

    class Failing(type(two_places.embedding)):  # type: ignore[misc]
        """Fails at the second place."""

        def passages(self, texts: Sequence[str]) -> np.ndarray:
            if any("复议" in text for text in texts):
                raise EmbeddingError("没有应答。")
            return super().passages(texts)

    two_places.write("a.txt", plan_text("张掖市", "健全执法培训。"))
    two_places.write("b.txt", plan_text("赣州市", "规范行政复议。"))
    failing = Failing()
    with pytest.raises(EmbeddingError):
        two_places.build(embedding=failing)
    assert two_places.store.current().name == before
    assert any("培训" in text for text in failing.embedded)
    report = two_places.build()
    assert report.read == ()
    assert not any("培训" in text for text in two_places.embedding.embedded)


def test_another_process_checks_what_was_written(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    build(workshop.plans, workshop.store, workshop.embedding)
    [shard] = workshop.store.current().manifest().shards
    path = workshop.store.shards / shard.name / "shard.json"
    path.write_text(shard.model_copy(update={"pieces": shard.pieces + 1}).model_dump_json(), encoding="utf-8")
    assert "expected" in verified_elsewhere(workshop.store.shards, [shard], "")
    path.unlink()
    assert verified_elsewhere(workshop.store.shards, [shard], "")


def test_a_folder_that_is_not_there_is_one_sentence(workshop) -> None:
    workshop.plans.rmdir()
    with pytest.raises(DataFolderError, match="FAZHI_PLANS"):
        workshop.build()


def test_hidden_files_and_other_files_are_no_documents(workshop, plan_text: Write) -> None:
    (workshop.plans / ".git").mkdir()
    (workshop.plans / "甘肃").mkdir()
    for name in (".a.txt", ".git/a.txt", "a.txt.bak", "甘肃/a.TXT"):
        workshop.write(name, plan_text("张掖市", "公开。"))
    assert sources(workshop.build()) == ["甘肃/a.TXT"]
