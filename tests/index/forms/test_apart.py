"""What goes wrong in the reading process is one sentence here."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.forms import apart
from index.forms.apart import read_apart
from index.forms.models import Limits
from index.forms.reading import read_file
from tests.index.forms.making import Pdf, paragraph, word


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "方案.docx"
    path.write_bytes(word(paragraph("一、总体要求")))
    return path


def test_a_file_read_apart_says_the_same(document: Path) -> None:
    assert read_apart(document) == read_file(document)


def test_a_refusal_comes_back_in_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b" \n")
    with pytest.raises(UnreadableFile, match=r"^空\.txt 是空文件"):
        read_apart(path)


def test_reading_that_takes_too_long_is_ended(document: Path) -> None:
    with pytest.raises(UnreadableFile, match="没读完"):
        read_apart(document, Limits(seconds=0.01))


def test_reading_that_takes_too_much_memory_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "大.pdf"
    path.write_bytes(Pdf().page([(80, 100, "一、总体要求")]).data())
    with pytest.raises(UnreadableFile, match=r"大\.pdf"):
        read_apart(path, Limits(memory=40 << 20))


def test_a_reader_that_crashes_is_one_sentence(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(UnreadableFile, match=r"方案\.docx 读不出来"):
        read_apart(document)


def test_a_file_that_is_too_large_starts_no_process(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "/nowhere")
    with pytest.raises(UnreadableFile, match="MB"):
        read_apart(document, Limits(file_bytes=10))
