"""Files at the desk: nothing is held before it is confirmed, nothing is lost when something goes wrong, nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from filelock import FileLock

from assistant.adding.desk import NotNow
from assistant.adding.steps import held_now
from index.corrections import Corrections
from index.errors import FazhiError, UnreadableFile
from index.places import places_called

Write = Callable[..., str]


def test_a_file_is_read_and_waits_and_is_held_only_when_it_is_confirmed(office: Any, plan_text: Write) -> None:
    upload = office.take("新.txt", plan_text("张掖市", "公开。", "监督。"))
    assert (upload.step, upload.by, office.files(), held_now(office.fazhi)) == ("waiting", "王主任", [], ())
    done = office.confirm(upload)
    assert (done.step, [one.clauses for one in done.held], office.files()) == ("held", [4], ["新.txt"])
    assert done.changes == ("现收录1份文件。",)
    assert list(office.fazhi.index.get().heads) == [done.held[0].plan_id]
    assert [path.name for path in (office.desk.room.folder / done.upload_id).iterdir()] == ["upload.json"]


def test_what_is_put_right_is_read_again_and_goes_with_the_file(office: Any, plan_text: Write) -> None:
    upload = office.take(
        "新.txt", plan_text("张掖市", "公开。", "监督。").replace("一、主要任务", "一、主要任务\n3.5万人\n指导思想\n一段话。")
    )
    [place] = places_called("赣州市")
    office.desk.correct(upload, Corrections(place=place, headings=("指导思想",), title="赣州市<html>方案"), "王主任")
    [document] = office.desk.room.understood(upload).documents
    assert (document.head.place, document.head.title) == ("赣州市", "赣州市<html>方案")
    assert [line.words for line in document.lines if not line.label] == ["指导思想"]
    office.confirm(office.desk.upload(upload.upload_id))
    [held] = held_now(office.fazhi)
    assert (held.head.place, held.head.title, office.files()) == ("赣州市", "赣州市<html>方案", ["新.toml", "新.txt"])


def test_a_file_of_no_known_place_waits_for_one(office: Any) -> None:
    text = "法治政府建设实施方案\n一、甲\n（一）乙。\n"
    unknown, several = office.take("无名.txt", text), office.take("方案.txt", f"朝阳区{text}")
    for upload, names in ((unknown, []), (several, ["朝阳区"])):
        understood = office.desk.room.understood(upload)
        assert (upload.step, understood.is_placed) == ("waiting", False)
        assert all(name in choice for name in names for choice in understood.choices) and bool(understood.choices) == bool(names)
        assert [line.label for line in understood.documents[0].lines] == ["一", "（一）"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"", "空"),
        ("坏.docx", b"PK\x03\x04broken", "已损坏"),
        ("坏.pdf", b"%PDF-1.4 nothing", "坏.pdf"),
        ("程序.pdf", b"\x7fELF\x00\x01", "程序文件"),
        ("长.txt", "一、甲。\n".encode() * 250_000, "万字"),
        ("大.txt", b" " * (31 << 20), "30 MB"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_nothing_stays_behind(office: Any, name: str, content: bytes, said: str) -> None:
    upload = office.take(name, content)
    assert (upload.step, said in upload.sentence, upload.sentence.count("。")) == ("failed", True, 1)
    assert [path.name for path in (office.desk.room.folder / upload.upload_id).iterdir()] == ["upload.json"]
    office.desk.discard(upload, "")
    assert office.desk.uploads() == () and list(office.desk.room.folder.iterdir()) == []


def test_a_reader_that_fails_in_a_way_nobody_foresaw_is_one_sentence_too(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.adding.steps.words_of", lambda path, limits: 1 // 0)
    upload = office.take("新.txt", "x")
    assert upload.step == "failed" and "日志" in upload.sentence and "division" not in upload.sentence


@pytest.mark.parametrize("name", ["表.xlsx", "包.zip", "没有后缀", "", ".txt", "更正.toml"])
def test_what_is_no_document_by_its_name_is_not_taken_in(office: Any, name: str) -> None:
    with pytest.raises(UnreadableFile, match="不是能读的文件"):
        office.desk.take(name, BytesIO(b"x"), "")
    assert office.desk.uploads() == ()


def test_while_another_program_builds_it_is_said_and_the_file_waits_on(
    office: Any, plan_text: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store._PATIENCE", 0.1)
    upload = office.take("新.txt", plan_text("张掖市", "公开。"))
    folder = office.fazhi.settings.index_folder
    folder.mkdir(parents=True)
    with FileLock(str(folder / "writer.lock")):
        stopped = office.confirm(upload)
    assert (stopped.step, "另一个 fazhi 正在更新索引" in stopped.sentence, office.files()) == ("waiting", True, [])
    assert office.confirm(stopped).step == "held"


def test_a_copy_of_what_is_held_adds_nothing(office: Any, plan_text: Write) -> None:
    text = plan_text("张掖市", "公开。")
    first = office.confirm(office.take("新.txt", text))
    second = office.confirm(office.take("又一份.txt", text + "\n\n"))
    assert (second.held, office.files()) == (first.held, ["新.txt"])
    assert "没有重复收录" in second.changes[0]


def test_what_changes_among_those_held_is_told_at_the_end(office: Any, plan_text: Write) -> None:
    office.confirm(office.take("旧.txt", plan_text("张掖市", "公开。").replace("\n\n", "\n2022年1月1日\n")))
    done = office.confirm(office.take("新.txt", plan_text("张掖市", "监督。").replace("\n\n", "\n2024年1月1日\n")))
    assert "它比已收录的" in done.changes[0] and "旧.txt" in done.changes[0] and done.changes[-1] == "现收录2份文件。"


def test_an_upload_survives_a_restart(office: Any, plan_text: Write) -> None:
    waiting = office.take("新.txt", plan_text("张掖市", "公开。"))
    read = office.take("读到一半.txt", plan_text("赣州市", "公开。"))
    built = office.take("建到一半.txt", plan_text("长春市", "公开。"))
    office.desk.room.write(read.model_copy(update={"step": "reading"}))
    office.desk.room.write(built.model_copy(update={"step": "verifying"}))
    office.desk = office.opened_anew()
    assert {upload.upload_id for upload in office.desk.uploads()} == {waiting.upload_id, read.upload_id, built.upload_id}
    assert [office.settled(upload).step for upload in (waiting, read, built)] == ["waiting"] * 3
    assert "重新启动" in office.desk.upload(built.upload_id).sentence


def test_what_nobody_confirms_is_gone_after_a_day_or_so(office: Any, plan_text: Write) -> None:
    office.take("新.txt", plan_text("张掖市", "公开。"))
    office.ahead = timedelta(hours=24)
    assert len(office.desk.uploads()) == 1
    office.ahead = timedelta(hours=27)
    assert office.desk.uploads() == () and list(office.desk.room.folder.iterdir()) == []


def test_only_what_waits_can_be_confirmed_or_put_right(office: Any, plan_text: Write) -> None:
    done = office.confirm(office.take("新.txt", plan_text("张掖市", "公开。")))
    for late in (lambda: office.desk.confirm(done, ""), lambda: office.desk.correct(done, Corrections(), "")):
        with pytest.raises(NotNow):
            late()


def test_there_is_room_for_so_many_files_and_no_more(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.adding.desk._MOST_WAITING", 1)
    office.take("空.txt", "")
    with pytest.raises(FazhiError, match="已有1份"):
        office.take("又.txt", "")


def test_who_added_and_removed_what_is_written_down(office: Any, plan_text: Write, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="fazhi"):
        done = office.confirm(office.take("新.txt", plan_text("张掖市", "公开。")))
        office.desk.outgoing.begin(done.held[0].plan_id, "李主任")
        while office.desk.outgoing.all()[0].is_at_work:
            pass
    told = {record.getMessage(): vars(record)["by"] for record in caplog.records}
    assert (told["file received"], told["document added"], told["document removed"]) == ("王主任", "王主任", "李主任")
