"""Every file is read by what it is, or refused in one sentence."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.forms.models import Limits, Read
from index.forms.reading import read_file
from tests.index.forms.making import Pdf, archive, locked, paragraph, word

WORDS = "某市法治政府建设实施方案\n一、总体要求\n（一）指导思想。坚持党的领导。\n"
TRADITIONAL = "某市法治政府建設實施方案\n一、總體要求\n為推進依法行政，結合本市實際，制定本方案。\n"
PAGE = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><p>{WORDS.splitlines()[2]}</p><p>完，毕。</p></body></html>".encode()
WORD = word(paragraph("一、总体要求") + paragraph("坚持党的领导。"))
PDF = Pdf().page([(80, 100, "一、总体要求"), (80, 130, "坚持党的领导。")]).data()
MAIL = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n" + PAGE + b"\r\n--b--"
)


def read(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> Read:
    path = folder / name
    path.write_bytes(data)
    return read_file(path, limits)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("length", [8, 20, len(WORDS)])
def test_the_encoding_of_a_text_is_found_out(tmp_path: Path, encoding: str, length: int) -> None:
    assert read(tmp_path, "文.txt", WORDS[:length].encode(encoding)).text == WORDS[:length]


def test_a_text_in_big5_is_read_as_such(tmp_path: Path) -> None:
    assert read(tmp_path, "文.txt", TRADITIONAL.encode("big5")).text == TRADITIONAL


def test_a_text_cut_off_within_a_character_is_refused_and_not_read_as_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read(tmp_path, "半.txt", WORDS.encode()[:-5])


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("说是网页.html", WORD, "docx"),
        ("说是文字.txt", PDF, "pdf"),
        ("说是文字.docx", PDF, "pdf"),
        ("说是文档.docx", WORDS.encode(), "txt"),
        ("说是文档.doc", PAGE, "html"),
        ("说是文档.pdf", WORD, "docx"),
        ("存下的网页.mht", MAIL, "html"),
        ("笔记.md", WORDS.encode(), "md"),
    ],
)
def test_a_file_is_read_by_what_it_is_and_not_by_its_name(tmp_path: Path, name: str, data: bytes, form: str) -> None:
    made = read(tmp_path, name, data)
    assert (made.form, made.sha256) == (form, hashlib.sha256(data).hexdigest())
    assert "坚持党的领导。" in made.text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("表.xlsx", archive([("xl/workbook.xml", b"<x/>")]), "电子表格"),
        ("版式.ofd", archive([("OFD.xml", b"<x/>")]), "OFD"),
        ("包.docx", archive([("甲.txt", b"x")]), "压缩包"),
        ("锁.docx", locked(WORD), "密码"),
        ("半.docx", WORD[: len(WORD) // 2], "下载"),
        ("半.pdf", PDF[:40], "损坏"),
        ("包.rar", b"Rar!\x1a\x07\x01\x00" + bytes(40), "RAR"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "损坏"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "图片|识别"),
        ("零.txt", bytes(1000), "空"),
        ("乱.txt", bytes(range(256)) * 4, "文本"),
        ("空.html", b"<html></html>", "空"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence_with_the_name(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as refused:
        read(tmp_path, name, data)
    assert str(refused.value).startswith(name) and str(refused.value).count("。") == 1


def test_a_pdf_with_a_password_is_told_as_such(tmp_path: Path) -> None:
    secret = PDF.replace(
        b"/Root 1 0 R", b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"00" * 32 + b">>>"
    )
    with pytest.raises(UnreadableFile, match="密码"):
        read(tmp_path, "锁.pdf", secret)


def test_a_file_that_is_too_large_or_says_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="MB"):
        read(tmp_path, "大.txt", b"x" * 3_000_000, Limits(file_bytes=2_000_000))
    with pytest.raises(UnreadableFile, match="万字"):
        read(tmp_path, "长.txt", "法".encode() * 20_001, Limits(characters=20_000))


def test_a_package_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:document>" + b" " * (70 << 20))
    with pytest.raises(UnreadableFile, match="反常"):
        read(tmp_path, "弹.docx", file.getvalue())


@pytest.fixture
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Characters are not recognised: pictures are tested by themselves, and cost seconds each."""
    monkeypatch.setattr("index.forms.pictures.is_installed", lambda: False)


SEEDS = {
    "txt": WORDS.encode(),
    "html": PAGE,
    "mht": MAIL,
    "docx": WORD,
    "pdf": PDF,
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "png": b"\x89PNG\r\n\x1a\n",
}


def holds(folder: Path, name: str, data: bytes) -> None:
    """A file is refused, or read with marks that ascend and stand in its text."""
    try:
        made = read(folder, name, data)
    except UnreadableFile as error:
        assert str(error).startswith(name)
        return
    starts = [mark.start for mark in made.marks]
    assert made.text.strip() and starts == sorted(set(starts)) and all(0 <= start < len(made.text) for start in starts)


@pytest.mark.usefixtures("no_recognition")
@given(st.sampled_from(sorted(SEEDS)), st.binary(max_size=600), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_break_a_reader(tmp_path: Path, suffix: str, data: bytes, begun: bool) -> None:
    holds(tmp_path, f"乱.{suffix}", (SEEDS[suffix][:12] if begun else b"") + data)


@pytest.mark.usefixtures("no_recognition")
@given(
    st.sampled_from(["docx", "pdf", "html", "mht", "txt"]),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(max_size=8)), max_size=4),
    st.data(),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_to_a_good_file_breaks_its_reader(
    tmp_path: Path, suffix: str, edits: list[tuple[int, bytes]], draw: st.DataObject
) -> None:
    data = SEEDS[suffix]
    for at, put in edits:
        at %= len(data)
        data = data[:at] + put + data[at + draw.draw(st.integers(0, 8)) :]
    holds(tmp_path, f"改.{suffix}", data)


@pytest.mark.usefixtures("no_recognition")
@given(st.binary(max_size=300), st.integers(0, 400))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_to_the_parts_of_a_word_file_breaks_its_reader(tmp_path: Path, put: bytes, at: int) -> None:
    with zipfile.ZipFile(io.BytesIO(WORD)) as package:
        parts = {name: package.read(name) for name in ("word/document.xml", "word/styles.xml", "_rels/.rels", "word/numbering.xml")}
    broken = [(name, data[: at * len(data) // 400] + put + data[at * len(data) // 400 :]) for name, data in parts.items()]
    holds(tmp_path, "改.docx", archive(broken))
