"""A .docx says what Word prints."""

from __future__ import annotations

import io
import zipfile

import pytest

from index.errors import UnreadableFile
from index.forms.numerals import numeral
from index.forms.paragraphs import laid_out
from index.forms.word import read_word
from tests.index.forms.making import level, lists, numbered, paragraph, with_parts, word


def lines(data: bytes) -> list[str]:
    return laid_out(read_word(data, "文件.docx")[0])[0].splitlines()


def notes(data: bytes) -> list[str]:
    return read_word(data, "文件.docx")[1]


@pytest.mark.parametrize(
    ("form", "pattern", "printed"),
    [
        ("chineseCounting", "%1、", "十二、"),
        ("chineseCountingThousand", "（%1）", "（十二）"),
        ("japaneseCounting", "第%1条", "第十二条 "),
        ("decimal", "%1.", "12. "),
        ("decimalEnclosedCircle", "%1", "⑫ "),
        ("decimalFullWidth", "%1．", "１２．"),
        ("ideographTraditional", "%1、", "12、"),
        ("upperLetter", "%1)", "L) "),
        ("lowerRoman", "(%1)", "(xii) "),
        ("none", "附则%1", "附则 "),
    ],
)
def test_automatic_numbers_are_printed_as_word_prints_them(form: str, pattern: str, printed: str) -> None:
    data = word("".join(numbered("甲") for _ in range(12)), numbering=lists(level(0, form, pattern)))
    assert lines(data)[-1] == f"{printed}甲"


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (110, "chineseCountingThousand", "一百一十"),
        (105, "chineseCounting", "一〇五"),
        (20, "ideographDigital", "二〇"),
        (3, "ideographTraditional", "丙"),
        (3, "chineseLegalSimplified", "叁"),
        (21, "decimalEnclosedCircle", "21"),
        (4, "decimalZero", "04"),
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (0, "lowerLetter", "0"),
    ],
)
def test_numerals_follow_the_number_formats_of_word(number: int, form: str, printed: str) -> None:
    assert numeral(number, form) == printed


def test_deeper_levels_begin_anew_and_name_the_levels_above() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", '<w:isLgl w:val="1"/>') + level(2, "decimal", "(%3)")
    body = "".join(numbered(str(at), at) for at in (0, 1, 2, 2, 1, 2, 0, 1))
    assert [line.split(" ")[0] for line in lines(word(body, numbering=lists(levels)))] == [
        *("一、0", "1.1", "(1)", "(2)", "1.2", "(1)", "二、0", "2.1"),
    ]


def test_a_level_that_never_begins_anew_counts_through() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = "".join(numbered("甲", at) for at in (0, 1, 1, 0, 1))
    assert lines(word(body, numbering=lists(levels)))[-1] == "3. 甲"


def test_a_list_that_starts_at_a_number_begins_there_once() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = numbered("甲") + numbered("乙") + numbered("丙", 0, 2) + numbered("丁", 0, 2) + numbered("戊")
    assert lines(word(body, numbering=lists(level(0, "decimal", "%1、"), again))) == ["1、甲", "2、乙", "5、丙", "6、丁", "7、戊"]


def test_a_style_numbers_its_paragraphs_and_zero_takes_the_number_away() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="条" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "第%2条", '<w:pStyle w:val="条"/>')
    body = paragraph("甲", '<w:pStyle w:val="条"/>') + paragraph("乙", '<w:pStyle w:val="条"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    data = word(body, numbering=lists(levels))
    styles = read_part(data, "word/styles.xml").replace("</w:styles>", f"{style}</w:styles>")
    assert lines(with_parts(data, {"word/styles.xml": styles})) == ["第一条 甲", "乙"]


def read_part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_a_tasks_table_is_one_line_a_row_with_merged_cells_repeated_downwards() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(line) for line in words.split('|'))}</w:tc>"

    rows = (
        cell("序号") + cell("任务") + cell("牵头单位"),
        cell("1") + cell("清理文件") + cell("市司法局|市财政局", '<w:vMerge w:val="restart"/>'),
        cell("2") + cell("公开目录") + cell("", "<w:vMerge/>"),
        cell("合计", '<w:gridSpan w:val="2"/>') + cell("两项"),
    )
    data = word(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>{paragraph('以上')}")
    assert lines(data) == [
        "序号\t任务\t牵头单位",
        "1\t清理文件\t市司法局 市财政局",
        "2\t公开目录\t市司法局 市财政局",
        "合计\t两项",
        "以上",
    ]


def test_a_table_of_one_column_is_a_frame_around_paragraphs() -> None:
    data = word(f"<w:tbl><w:tr><w:tc>{paragraph('一、甲')}{paragraph('二、乙')}</w:tc></w:tr></w:tbl>{paragraph('丙')}")
    assert lines(data) == ["一、甲", "二、乙", "丙"]


def test_changes_are_read_as_accepted_and_hidden_words_and_comments_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>由</w:t></w:r><w:del w:id='1'><w:r><w:delText>市法制办</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>市司法局</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
        "<w:r><w:commentReference w:id='0'/></w:r><w:r><w:t>负责。</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>" + paragraph("后半句。")
    )
    data = word(body)
    assert lines(data) == ["由市司法局负责。", "前半句，后半句。"]
    assert notes(data) == ["文件里有修订标记，按已接受读取。", "文件里的批注没有读入。", "文件里设为隐藏的文字没有读入。"]


def test_words_of_fields_links_and_controls_stay_and_field_codes_do_not() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink><w:r><w:t>目录</w:t></w:r></w:hyperlink>'
        "<w:sdt><w:sdtContent><w:r><w:t>一</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert lines(word(body)) == ["目录一 1-"]


def test_footnotes_follow_at_the_end_with_the_number_that_stands_in_the_text() -> None:
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="7"><w:p><w:r><w:t>见附件。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = word('<w:p><w:r><w:t>目标</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>')
    rels = read_part(data, "word/_rels/document.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = rels.replace("</Relationships>", f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>')
    assert lines(with_parts(data, {"word/_rels/document.xml.rels": rels, "word/footnotes.xml": note})) == ["目标¹", "¹见附件。"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    choice = '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
    body = f"<w:p><w:r><w:t>框外</w:t>{choice}{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    assert lines(word(body)) == ["框外", "框内"]


def test_marks_say_in_which_paragraph_of_the_original_each_line_stands() -> None:
    text, marks = laid_out(read_word(word(paragraph("甲") + paragraph("") + paragraph("乙")), "文件.docx")[0])
    assert [(text[mark.start], mark.paragraph) for mark in marks] == [("甲", 1), ("乙", 3)]


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE d [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd"><d/>',
        "<w:document",
        "",
    ],
    ids=["entities", "outside", "half", "nothing"],
)
def test_a_part_that_is_dangerous_or_broken_is_refused_in_one_sentence(xml: str) -> None:
    with pytest.raises(UnreadableFile, match=r"文件\.docx .*，请"):
        read_word(with_parts(word(paragraph("甲")), {"word/document.xml": xml}), "文件.docx")
