"""A PDF's own text becomes paragraphs again, page by page."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from itertools import pairwise

import pytest

from index.errors import UnreadableFile
from index.forms.models import Limits
from index.forms.paragraphs import laid_out
from index.forms.pdf import read_pdf
from index.forms.pictures import read_pages
from tests.index.forms.making import Pdf, needed, picture, saved

FULL = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙"  # 27 characters: a full line


def text_of(pdf: Pdf) -> str:
    return laid_out(read_pdf(pdf.data(), "文.pdf", Limits())[1][0])[0]


def body(*lines: tuple[int, str], top: float = 100) -> list[tuple[float, float, str]]:
    """Lines one below the other, each set in by so many characters."""
    return [(80 + 16 * indent, top + 28 * i, words) for i, (indent, words) in enumerate(lines)]


def test_wrapped_lines_are_one_paragraph_and_set_in_lines_begin_the_next() -> None:
    pdf = Pdf().page(body((2, FULL[:25]), (0, FULL), (0, "到此为止。"), (2, FULL[:25]), (0, "完。")))
    assert text_of(pdf).splitlines() == [FULL[:25] + FULL + "到此为止。", FULL[:25] + "完。"]


def test_a_paragraph_goes_on_over_a_page_with_a_mark_where_the_page_begins() -> None:
    pdf = Pdf().page(body((2, FULL[:25]), (0, FULL))).page(body((0, FULL), (0, "完。"), (2, "下一段。")))
    paragraphs = read_pdf(pdf.data(), "文.pdf", Limits())[1][0]
    text, marks = laid_out(paragraphs)
    assert text.splitlines() == [FULL[:25] + FULL + FULL + "完。", "下一段。"]
    assert [(mark.start, mark.page) for mark in marks] == [(0, 1), (len(FULL[:25] + FULL), 2)]


def test_a_line_that_had_room_for_more_ends_its_paragraph() -> None:
    pdf = Pdf().page(body((0, "各县区人民政府："), (0, FULL), (0, "完。")))
    assert text_of(pdf).splitlines() == ["各县区人民政府：", FULL + "完。"]


def test_headers_footers_and_page_numbers_are_dropped() -> None:
    pdf = Pdf()
    for number in range(1, 5):
        pdf.page([(200, 40, "某市人民政府公报"), *body((2, f"第{'一二三四'[number - 1]}页的正文。")), (290, 800, f"— {number} —")])
    assert text_of(pdf).splitlines() == [f"第{number}页的正文。" for number in "一二三四"]


def test_a_number_that_stands_alone_in_the_text_is_no_page_number() -> None:
    assert "2022" in text_of(Pdf().page(body((2, "甲。"), (2, "2022"), (2, "乙。"))).page(body((2, "丙。"))))


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(60.0, 150.0 + 28 * i, "左栏的一行一共有十二个字"[:12]) for i in range(6)]
    right = [(330.0, 150.0 + 28 * i, "右栏的一行一共有十二个字"[:12]) for i in range(6)]
    words = text_of(Pdf().page([(150, 90, "横贯两栏的一个标题写在最上面"), *left, *right]))
    assert words.replace("\n", "").index("右栏") > words.replace("\n", "").rindex("左栏")


def grid(
    xs: Sequence[float], ys: Sequence[float], without: Sequence[tuple[float, float, float, float]] = ()
) -> list[tuple[float, float, float, float]]:
    """Ruled lines between all crossings, without some of them."""
    across = [(x0, y, x1, y) for y in ys for x0, x1 in pairwise(xs)]
    down = [(x, y0, x, y1) for x in xs for y0, y1 in pairwise(ys)]
    return [rule for rule in (*across, *down) if rule not in without]


def test_a_ruled_table_is_one_line_a_row_with_merged_cells_repeated_downwards() -> None:
    xs, ys = (70.0, 170.0, 320.0, 480.0), (190.0, 220.0, 250.0, 280.0)
    cells = [
        (80, 212, "序号"),
        (180, 212, "任务"),
        (330, 212, "单位"),
        (80, 242, "1"),
        (180, 242, "清理文件"),
        (330, 257, "市司法局"),
        (80, 272, "2"),
    ]
    pdf = Pdf().page(
        [*body((2, "任务分工如下：")), *cells, (180, 272, "公开目录"), (112, 320, "以上。")], grid(xs, ys, [(320.0, 250.0, 480.0, 250.0)])
    )
    assert [line for line in text_of(pdf).splitlines() if line] == [
        "任务分工如下：",
        "序号\t任务\t单位",
        "1\t清理文件\t市司法局",
        "2\t公开目录\t市司法局",
        "以上。",
    ]


def test_glyphs_without_meaning_are_not_passed_off_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.forms.pictures.is_installed", lambda: False)
    with pytest.raises(UnreadableFile, match="识别"):
        read_pdf(Pdf(mapped=False).page(body((0, FULL), (0, FULL))).data(), "乱.pdf", Limits())


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="超过 2 页"):
        read_pdf(Pdf().page([]).page([]).page([]).data(), "长.pdf", Limits(pages=2))


def test_a_pdf_without_any_words_is_told() -> None:
    with pytest.raises(UnreadableFile, match="没有文字"):
        read_pdf(Pdf().page([]).data(), "空.pdf", Limits())


def test_a_scan_is_refused_where_the_recognition_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.forms.pictures.is_installed", lambda: False)
    with pytest.raises(UnreadableFile, match="make ocr"):
        read_pdf(saved(picture(["一、总体要求"]), "PDF"), "扫描.pdf", Limits())


def test_a_scan_is_recognised_page_by_page_with_its_confidence() -> None:
    needed("rapidocr", importlib.util.find_spec("rapidocr") is not None)
    pages = [picture(["某市法治政府建设实施方案", "一、总体要求"], angle=0.6), picture(["二、组织保障"])]
    form, (paragraphs, notes) = read_pdf(saved(pages[0], "PDF", save_all=True, append_images=pages[1:]), "扫描.pdf", Limits())
    text, marks = laid_out(paragraphs)
    assert form == "scan"
    assert [line for line in text.splitlines() if line] == ["某市法治政府建设实施方案", "一、总体要求", "二、组织保障"]
    assert {mark.page for mark in marks} == {1, 2}
    assert all(mark.confidence and mark.confidence > 0.8 for mark in marks)
    assert notes[0] == "文字是从图片识别的，可能有误，请对照原件。"


def test_pages_that_cannot_be_drawn_are_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match="损坏"):
        read_pages(b"%PDF-1.4", "扫描.pdf", [1])


def test_a_line_that_only_happens_to_begin_like_a_number_goes_on_its_paragraph() -> None:
    pdf = Pdf().page(body((2, "（七）深化依法处置。" + FULL[:12] + "安全第"), (0, "一、预防为主。")))
    assert text_of(pdf).strip() == "（七）深化依法处置。" + FULL[:12] + "安全第一、预防为主。"


def test_a_numbered_heading_that_fills_its_line_is_not_joined_to_the_number_below() -> None:
    pdf = Pdf().page(body((0, "（一）" + FULL[:24]), (0, "1．" + FULL[:25]), (0, "完。")))
    assert text_of(pdf).splitlines() == ["（一）" + FULL[:24], "1．" + FULL[:25] + "完。"]
