"""Old Word files are read through LibreOffice, or refused with what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.forms.reading import read_file
from tests.index.forms.making import level, libreoffice, lists, numbered, paragraph, word

RTF = b"{\\rtf1\\ansi\\ansicpg936 {\\u19968?\\u12289?\\u30446?\\u26631?}\\par}"


def converted(folder: Path, data: bytes, suffix: str) -> Path:
    (folder / "方案.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [libreoffice(), profile, "--headless", "--convert-to", "doc", "--outdir", str(folder), str(folder / "方案.docx")]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / "方案.doc").rename(folder / f"旧{suffix}")


@pytest.mark.parametrize(("suffix", "form"), [(".doc", "doc"), (".wps", "wps")])
def test_an_old_file_says_what_the_new_one_says(tmp_path: Path, suffix: str, form: str) -> None:
    data = word(
        numbered("总体要求") + paragraph("坚持党的领导。") + numbered("组织保障"), numbering=lists(level(0, "chineseCounting", "%1、"))
    )
    made = read_file(converted(tmp_path, data, suffix))
    assert [line.replace(" ", "") for line in made.text.splitlines() if line] == ["一、总体要求", "坚持党的领导。", "二、组织保障"]
    assert made.form == form


def test_rich_text_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    libreoffice()
    (tmp_path / "方案.doc").write_bytes(RTF)
    assert read_file(tmp_path / "方案.doc").text.strip() == "一、目标"


def test_without_libreoffice_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "方案.doc").write_bytes(RTF)
    with pytest.raises(UnreadableFile, match=r"请安装 LibreOffice 或另存为 \.docx"):
        read_file(tmp_path / "方案.doc")
