"""A file of any form becomes documents, and what was put right beside it is laid over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import documents
from index.documents import read_documents
from index.errors import FazhiError

Write = Callable[..., str]


def test_plain_text_is_read_in_this_process(tmp_path: Path, plan_text: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(plan_text("张掖市", "公开。"), encoding="utf-8")
    monkeypatch.setattr(documents, "read_apart", None)
    [plan] = read_documents(path, "甘肃/a.txt")
    assert (plan.place, plan.source, plan.form) == ("张掖市", "甘肃/a.txt", "txt")


def test_a_page_is_read_in_a_process_of_its_own_though_it_is_called_text(tmp_path: Path, plan_text: Write) -> None:
    path = tmp_path / "a.txt"
    lines = "".join(f"<p>{line}</p>" for line in plan_text("张掖市", "公开。", "监督。").splitlines())
    path.write_text(f"<!DOCTYPE html><html><body>{lines}</body></html>", encoding="utf-8")
    [plan] = read_documents(path, "a.txt")
    assert (plan.place, plan.form) == ("张掖市", "html")
    assert all(plan.text[clause.start : clause.end] == plan.words(clause) for clause in plan.clauses)


def test_two_documents_of_one_file_are_two(tmp_path: Path, plan_text: Write) -> None:
    path = tmp_path / "a.txt"
    both = (plan_text("张掖市", *("推进政务公开。",) * 9), "==========\n", plan_text("赣州市", *("加强执法监督。",) * 9))
    path.write_text("".join(both), encoding="utf-8")
    assert [plan.place for plan in read_documents(path, "a.txt")] == ["张掖市", "赣州市"]


def test_what_is_said_beside_a_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("法治政府建设实施方案\n一、甲\n（一）乙。\n", encoding="utf-8")
    path.with_suffix(".toml").write_text('地区 = "赣州市"\n', encoding="utf-8")
    assert [plan.place for plan in read_documents(path, "a.txt")] == ["赣州市"]


@pytest.mark.parametrize("content", [b"", b"\x00" * 9, b"MZ\x90\x00\x03", "没有地名的话。".encode(), b"PK\x03\x04half"])
def test_what_is_no_document_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(FazhiError) as told:
        read_documents(path, "a.txt")
    assert str(told.value).count("。") == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=r"无\.txt"):
        read_documents(tmp_path / "无.txt", "无.txt")
