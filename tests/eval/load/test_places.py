"""Where something personal may have come to rest is looked into, all of it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert

from assistant.record.database import Database
from assistant.record.tables import PAUSES
from eval.load.places import rows, text_of, texts
from eval.load.tracking import Sought
from eval.privacy.messages import Item

PHONE = Item("phone", "13912345678")


def test_what_a_table_holds_is_found_in_its_rows_and_in_its_files(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.begin() as connection:
        connection.execute(insert(PAUSES).values(created_at="", paused=True, why="电话139 1234 5678", by=""))
    sought = Sought([PHONE])
    assert sought.found_in("\n".join(rows(database)))
    assert (tmp_path / "answers.sqlite-wal").exists()  # not in the file itself yet
    assert sought.found_in("\n".join(texts(tmp_path, but=tmp_path / "index")))
    database.close()


def test_a_folder_can_be_left_out(tmp_path: Path) -> None:
    for name in ("data/a/b", "data/index/c"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text(name, encoding="utf-8")
    assert list(texts(tmp_path / "data", but=tmp_path / "data" / "index")) == ["data/a/b"]


def test_a_file_that_is_no_text_can_be_read_where_it_is_one(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"\xff\0" + "姓名".encode() + b"\0\xfe")
    assert "姓名" in text_of(file)
