"""A conversation as a Word file: questions, answers, the quoted clauses with their addresses, and the day all of it goes by."""

from __future__ import annotations

import io
import re
from datetime import datetime

from docx import Document
from docx.document import Document as Word
from docx.text.paragraph import Paragraph

from assistant.record.moments import written
from ui.history.reading import Quote, Reading, Turn
from ui.history.wording import local_time
from ui.printable import printable
from ui.word_styles import add_page_number, styled

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 60  # characters
_BASIS = "本记录只依据所收录的文件作答，所引条款以文件原文为准。"


def file_name(name: str, day: datetime | None = None) -> str:
    """How the file of a conversation is called on any system."""
    tidy = " ".join(_NOT_IN_NAMES.sub(" ", printable(name)).split())[:_LONGEST_NAME].strip(". ")
    return f"{tidy or '问答'} {day or datetime.now():%Y-%m-%d}.docx"


def word_file(shown: Reading) -> bytes:
    """The whole conversation as .docx."""
    word = styled(Document(), printable(shown.name))
    _opening(word, shown)
    for turn in shown.turns:
        _turn(word, turn, says_day=len(shown.as_of) > 1)
    footer = word.sections[0].footer.paragraphs[0]
    _say(footer, f"{local_time(written())} 导出。{_BASIS} ")
    add_page_number(footer)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _opening(word: Word, shown: Reading) -> None:
    word.add_heading(printable(shown.name), 0)
    about = [f"共{len(shown.turns)}问", f"{shown.began} 开始"]
    if shown.places:
        about.append(f"地区：{'、'.join(shown.places)}")
    _paragraph(word, "；".join(about) + "。")
    if shown.as_of:
        days = "、".join(shown.as_of)
        _paragraph(word, f"文件是否有效、期限是否届满，按{days}判断。" if len(shown.as_of) == 1 else f"各问分别按{days}判断，见每一问。")
    if shown.forgotten:
        _paragraph(word, f"另有{shown.forgotten}问已过保存期限，不在其中。")


def _turn(word: Word, turn: Turn, *, says_day: bool) -> None:
    word.add_heading(f"{turn.number}. {_one_line(turn.question)}", 1)
    if turn.understood:
        _paragraph(word, f"理解为：{turn.understood}", "Quiet")
    about = [turn.when, turn.status, f"{turn.trust}（{turn.trust_means}）" if turn.trust else ""]
    about.append(f"按{turn.as_of}判断" if says_day else "")
    _paragraph(word, " · ".join(filter(None, about)), "Quiet")
    for line in turn.lines:
        _paragraph(word, "".join(piece.text for piece in line))
    if turn.missing:
        _paragraph(word, f"没有找到：{'；'.join(turn.missing)}")
    if turn.quotes:
        word.add_heading("依据", 2)
    for quote in turn.quotes:
        _quote(word, quote)
    if turn.caveats:
        word.add_heading("须知", 2)
    for caveat in turn.caveats:
        _paragraph(word, caveat)


def _quote(word: Word, quote: Quote) -> None:
    said = f"[{quote.marker}] 《{quote.title}》{quote.where}：“{quote.words.strip()}”"
    _paragraph(word, said + (f"（{quote.of}）" if quote.of else ""), "Quote")
    if quote.note:
        _paragraph(word, quote.note, "Quiet")


def _paragraph(word: Word, text: str, style: str = "Normal") -> None:
    _say(word.add_paragraph(style=style), text)


def _say(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(printable(text))


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
