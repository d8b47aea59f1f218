"""Names of files: no path, nothing invisible, never too long."""

from __future__ import annotations

import pytest

from assistant.adding.names import document_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("张掖市方案.docx", "张掖市方案.docx"),
        ("../../etc/方案.txt", "方案.txt"),
        ("C:\\文件\\方案.PDF", "方案.PDF"),
        ("..方案.txt", "方案.txt"),
        ("方\u202etxt.案.docx", "方txt.案.docx"),
        ("方\x00\n案.md", "方案.md"),
        ("<img src=x>.html", "<img src=x>.html"),
        ("a b. .txt", "a b.txt"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_one(given: str, kept: str) -> None:
    assert document_name(given) == kept


def test_a_very_long_name_is_cut_where_a_character_ends() -> None:
    name = document_name(f"{'长' * 300}.docx")
    assert name.endswith("长.docx") and len(name.encode()) < 200
