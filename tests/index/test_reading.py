"""Files are read as they were written, and what is no text is told by name."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.reading import read_text

WORDS = "张掖市法治政府建设实施方案\r\n一、总体要求\r\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("gb18030"),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16-le", "utf-16-be"],
)
def test_the_usual_encodings_give_the_same_text_with_its_line_ends(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    assert read_text(path)[0] == WORDS


@pytest.mark.parametrize("data", [b"", b" \n\t", codecs.BOM_UTF8, "　\n".encode()], ids=["nothing", "spaces", "bom", "wide space"])
def test_an_empty_file_is_told_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="空"):
        read_text(path)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\x00\x01\x02\x03", bytes(range(256)) * 4, b"PK\x03\x04" + b"\x00\x08" * 40, b"\xff" * 9],
    ids=["pdf", "bytes", "zip", "ff"],
)
def test_a_binary_file_is_told_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "图.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="图"):
        read_text(path)


def test_a_file_that_is_not_there_and_a_folder_are_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "夹.txt").mkdir()
    for name in ("无.txt", "夹.txt"):
        with pytest.raises(UnreadableFile, match=name):
            read_text(tmp_path / name)


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "一.txt", tmp_path / "二.txt"
    one.write_bytes(WORDS.encode())
    two.write_bytes(WORDS.encode("gb18030"))
    assert read_text(one)[1] != read_text(two)[1]
