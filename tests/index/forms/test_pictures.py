"""Pictures are recognised, and how surely is told."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from index.errors import UnreadableFile
from index.forms.pictures import doubts
from index.forms.printed import Printed
from index.forms.reading import read_file
from tests.index.forms.making import needed, picture, saved

LINES = ["某市法治政府建设实施方案", "一、指导思想。坚持党的领导。"]


@pytest.mark.parametrize(("suffix", "form"), [("png", "PNG"), ("jpg", "JPEG"), ("tif", "TIFF")])
def test_a_picture_of_print_is_read(tmp_path: Path, suffix: str, form: str) -> None:
    needed("rapidocr", importlib.util.find_spec("rapidocr") is not None)
    path = tmp_path / f"图.{suffix}"
    path.write_bytes(saved(picture(LINES, angle=-0.7), form))
    made = read_file(path)
    assert [line for line in made.text.splitlines() if line] == LINES
    assert made.form == "scan" and all(mark.page == 1 and mark.confidence for mark in made.marks)


def test_a_picture_without_print_is_told_as_empty(tmp_path: Path) -> None:
    needed("rapidocr", importlib.util.find_spec("rapidocr") is not None)
    path = tmp_path / "白.png"
    path.write_bytes(saved(Image.fromarray(np.full((300, 400, 3), 255, dtype=np.uint8)), "PNG"))
    with pytest.raises(UnreadableFile, match="空"):
        read_file(path)


def test_a_picture_is_refused_where_the_recognition_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.forms.pictures.is_installed", lambda: False)
    path = tmp_path / "图.png"
    path.write_bytes(saved(Image.new("RGB", (9, 9)), "PNG"))
    with pytest.raises(UnreadableFile, match=r"图\.png .*make ocr"):
        read_file(path)


def test_pages_that_were_hard_to_recognise_are_named() -> None:
    def line(page: int, confidence: float) -> Printed:
        return Printed(text="一二三四", x0=0, x1=40, top=0, bottom=10, page=page, confidence=confidence)

    assert doubts([line(1, 0.99), line(2, 0.7), line(3, 0.99), line(3, 0.4)])[1:] == [
        "第2页识别把握不大，请对照原件。",
        "第3页识别把握不大，请对照原件。",
    ]
