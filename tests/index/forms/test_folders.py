"""A folder or an archive gives its documents, and one sentence for each entry that is none."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.forms.folders import documents_in
from tests.index.forms.making import archive, locked, renamed_in_archive

WORDS = "一、总体要求".encode()


def zipped(folder: Path, data: bytes, name: str = "包.zip") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def names(path: Path, scratch: Path) -> list[str]:
    return [document.name for document in documents_in(path, scratch).documents]


def test_a_folder_gives_its_files_by_name_and_skips_hidden_ones(tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    for name in ("乙/二.docx", "甲.txt", ".隐藏/三.txt", "乙/.四.txt", "~$甲.docx", "甲.place", "Thumbs.db"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(WORDS)
    found = documents_in(folder, tmp_path / "scratch")
    assert ([document.name for document in found.documents], found.failures) == (["甲.txt", "乙/二.docx"], ())
    assert all(document.path.read_bytes() == WORDS for document in found.documents)


def test_what_is_no_document_is_told_and_the_others_are_given(tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    for name in ("甲.txt", "乙.xlsx", "丙.exe"):
        (folder / name).write_bytes(WORDS)
    found = documents_in(folder, tmp_path / "scratch")
    assert [document.name for document in found.documents] == ["甲.txt"]
    assert [failure.split(" ")[0] for failure in found.failures] == ["丙.exe", "乙.xlsx"]


def test_an_archive_in_a_folder_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    zipped(folder, archive([("甲.txt", WORDS)]))
    assert names(folder, tmp_path / "scratch") == ["包.zip/甲.txt"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_written_without_their_encoding_are_repaired(tmp_path: Path, encoding: str) -> None:
    raw = "方案/张掖.txt".encode(encoding)
    plain = b"x" * (len(raw) - 4) + b".txt"
    data = renamed_in_archive(archive([(plain.decode(), WORDS)]), plain, raw)
    assert names(zipped(tmp_path, data), tmp_path / "scratch") == ["方案/张掖.txt"]


def linked() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("坏.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("entry", "data", "said"),
    [
        ("../坏.txt", WORDS, "以外"),
        ("/etc/坏.txt", WORDS, "以外"),
        ("C:\\坏.txt", WORDS, "以外"),
        (linked(), b"/etc/passwd", "链接"),
        ("坏.zip", archive([("甲.txt", WORDS)]), "压缩包里的压缩包"),
        ("坏.txt", bytes(40 << 20), "反常"),
        ("坏.exe", WORDS, "不是能读的文件"),
    ],
    ids=["up", "root", "drive", "link", "nested", "bomb", "program"],
)
def test_a_bad_entry_is_refused_by_itself(tmp_path: Path, entry: zipfile.ZipInfo | str, data: bytes, said: str) -> None:
    path = zipped(tmp_path, archive([("好.txt", WORDS), (entry, data)]))
    found = documents_in(path, tmp_path / "scratch")
    assert [document.name for document in found.documents] == ["好.txt"]
    assert len(found.failures) == 1 and said in found.failures[0] and found.failures[0].count("。") == 1
    assert {file.name for file in (tmp_path / "scratch").rglob("*") if file.is_file()} == {"好.txt"}


def test_encrypted_entries_are_told_one_by_one(tmp_path: Path) -> None:
    found = documents_in(zipped(tmp_path, locked(archive([("甲.txt", WORDS), ("乙.txt", WORDS)]))), tmp_path / "scratch")
    assert found.documents == () and [("密码" in failure) for failure in found.failures] == [True, True]


def test_an_archive_of_too_many_files_or_a_broken_one_is_refused(tmp_path: Path) -> None:
    many = archive([(f"{i}.txt", b"") for i in range(2001)])
    for data, said in ((many, "2001 个文件"), (many[:5000], "完好")):
        with pytest.raises(UnreadableFile, match=said):
            documents_in(zipped(tmp_path, data), tmp_path / "scratch")


def test_an_entry_whose_bytes_are_broken_does_not_stop_the_others(tmp_path: Path) -> None:
    data = bytearray(archive([("坏.txt", WORDS * 100), ("好.txt", WORDS)]))
    at = data.find(b".txt") + 8
    data[at : at + 6] = b"\xff" * 6
    found = documents_in(zipped(tmp_path, bytes(data)), tmp_path / "scratch")
    assert [document.name for document in found.documents] == ["好.txt"] and "损坏" in found.failures[0]


def test_a_single_file_is_its_own_document_and_a_missing_one_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path, WORDS, "甲.txt")
    assert names(path, tmp_path / "scratch") == ["甲.txt"]
    with pytest.raises(UnreadableFile, match="无法打开"):
        documents_in(tmp_path / "无.txt", tmp_path / "scratch")
