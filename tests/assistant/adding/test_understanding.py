"""What a person is shown of a file: its order with what is odd, and lines that may be headings."""

from __future__ import annotations

from assistant.adding.models import Understood
from assistant.adding.understanding import understood
from index.corrections import Corrections
from index.forms.models import Read

TEXT = (
    "张掖市法治政府建设实施方案（2021—2025年）\n一、任务\n（一）甲。\n（三）乙。\n指导思想\n丙做好。\n"
    "2.5万人参加\n二、保障\n1. 丁。\n2. 戊。\n"
)


def shown(text: str, said: Corrections = Corrections()) -> Understood:  # noqa: B008 (it cannot be changed)
    return understood(Read(text=text, sha256="0" * 64, form="txt"), "方案.txt", said)


def test_the_order_is_shown_with_its_odd_numbers_and_how_each_line_is_called() -> None:
    [document] = shown(TEXT).documents
    assert [(line.label, line.depth) for line in document.lines][:5] == [("一", 1), ("（一）", 2), ("（三）", 2), ("二", 1), ("1.", 2)]
    assert document.lines[2].oddities == document.oddities[:1] == ("“（三）”之前缺1个编号",)
    assert "指导思想" in document.short_lines


def test_each_beginning_shown_takes_that_very_line_out_of_the_order() -> None:
    for line in shown(TEXT).documents[0].lines:
        [corrected] = shown(TEXT, Corrections(not_headings=(line.beginning,))).documents
        assert line.beginning and line.beginning not in [other.beginning for other in corrected.lines]


def test_a_heading_that_was_missed_is_one_when_it_is_said() -> None:
    [document] = shown(TEXT, Corrections(headings=("指导思想",))).documents
    assert "指导思想" in [line.words for line in document.lines] and "指导思想" not in document.short_lines


def test_what_the_file_says_by_itself_is_told_beside_what_was_said() -> None:
    found = shown(TEXT, Corrections(title="张掖市规划", status="draft"))
    assert (found.documents[0].head.title, found.printed.title) == ("张掖市规划", "张掖市法治政府建设实施方案（2021—2025年）")
    assert (found.documents[0].head.status, found.printed.status) == ("draft", "issued")


def test_ten_thousand_headings_are_counted_and_the_first_are_shown() -> None:
    text = "张掖市方案\n" + "".join(f"{number % 900 + 1}、做好第{number}项工作。\n" for number in range(10_000))
    [document] = shown(text).documents
    assert (document.all_lines, len(document.lines), len(document.oddities) <= 50) == (10_000, 500, True)
