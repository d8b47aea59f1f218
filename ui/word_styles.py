"""How a Word file of ours looks: real styles for headings and quotes, Chinese fonts for Chinese text, a page number."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

_LATIN = "Times New Roman"
_SONG, _HEI, _FANG_SONG = "宋体", "黑体", "仿宋"  # on every Chinese system, or stood in for by the like of them
_INK, _QUIET = RGBColor(0x1C, 0x27, 0x33), RGBColor(0x55, 0x63, 0x6F)


def styled(word: Word, title: str) -> Word:
    """A new document in the looks of this program, under a title."""
    styles = word.styles
    styles.add_style("Quiet", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    looks = (("Normal", _SONG, 12, _INK), ("Title", _SONG, 20, _INK), ("Heading 1", _HEI, 14, _INK), ("Heading 2", _HEI, 12, _INK))
    for name, font, size, colour in (*looks, ("Quote", _FANG_SONG, 12, _INK), ("Quiet", _SONG, 10, _QUIET), ("Footer", _SONG, 9, _QUIET)):
        _look(styles[name], font, size, colour)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Quote"].font.italic = False
    styles["Quote"].paragraph_format.left_indent = Cm(0.75)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    properties = word.core_properties
    properties.title, properties.author, properties.comments, properties.language = title[:255], "法治方案问答", "", "zh-CN"
    return word


def add_page_number(paragraph: Paragraph) -> None:
    """The number of the page, counted by whoever shows the file."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _look(style: Any, font: str, size: int, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _LATIN, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win over one that is named
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
