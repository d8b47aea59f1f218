"""A conversation as a Word file: it opens again with the same words, in real styles, whatever was asked."""

from __future__ import annotations

import io
import re
from datetime import datetime
from urllib.parse import unquote

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.bootstrap import Fazhi
from assistant.models import Ask
from assistant.record.conversations import Conversation
from tests.ui.history.conftest import Tell
from ui.history.own import Told
from ui.history.reading import Reading, reading
from ui.history.word import file_name, word_file
from ui.history.wording import local_time

QUESTIONS = ("张掖市行政执法协调监督工作体系什么时候建成？由谁负责？", "那赣州呢？", "天水市的行政调解由谁负责？")


def opened(content: bytes) -> Word:
    return Document(io.BytesIO(content))


def texts(word: Word, style: str = "") -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs if not style or paragraph.style.name == style]


def test_it_holds_every_question_answer_and_quote_with_address(client: TestClient, tell: Tell) -> None:
    answers = tell("one", *QUESTIONS, name="行政执法/监督", as_of="2026-03-05")
    response = client.get("/history/one/word")
    assert unquote(response.headers["content-disposition"]).startswith(
        "attachment; filename=\"conversation.docx\"; filename*=UTF-8''行政执法 监督 "
    )
    word = opened(response.content)
    assert texts(word, "Title") == ["行政执法/监督"]
    assert texts(word, "Heading 1") == [f"{number}. {question}" for number, question in enumerate(QUESTIONS, 1)]
    assert "文件是否有效、期限是否届满，按2026年3月5日判断。" in texts(word)
    for answer in answers:
        assert all(line in texts(word) for line in answer.answer.splitlines())
        assert all(caveat.text in texts(word) for caveat in answer.caveats)
        for citation in answer.citations:
            where = citation.address.removeprefix(citation.plan_title).strip()
            start = f"[{citation.marker}] 《{citation.plan_title}》{where}：“{citation.quote.strip()}”"
            assert any(text.startswith(start) for text in texts(word, "Quote"))
    assert any(text.endswith("（市委发〔2022〕7号，2022年3月10日成文）") for text in texts(word, "Quote"))
    assert any("原文（每句话逐字摘自所引条款的原文）" in text for text in texts(word, "Quiet"))
    footer = word.sections[0].footer.paragraphs[0]
    assert re.match(r"\d+年\d+月\d+日 \d\d:\d\d 导出。本记录只依据所收录的文件作答", footer.text)
    assert 'w:instr="PAGE"' in footer._p.xml


def test_the_day_each_answer_goes_by_is_told_where_they_differ(client: TestClient, tell: Tell) -> None:
    tell("one", "张掖市方案的文号是什么？", as_of="2023-03-05")
    tell("one", "张掖市方案的文号是什么？", as_of="2026-11-29")
    said = texts(opened(client.get("/history/one/word").content))
    assert "各问分别按2023年3月5日、2026年11月29日判断，见每一问。" in said
    assert [text.split(" · ")[-1] for text in said if text.endswith("日判断")] == ["按2023年3月5日判断", "按2026年11月29日判断"]


def test_chinese_text_has_a_chinese_font_in_every_style_used(client: TestClient, tell: Tell) -> None:
    tell("one", QUESTIONS[0])
    word = opened(client.get("/history/one/word").content)
    for name in {paragraph.style.name for paragraph in word.paragraphs}:
        fonts = word.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体", "仿宋") and fonts.get(qn("w:eastAsiaTheme")) is None
    assert (word.core_properties.author, word.core_properties.comments) == ("法治方案问答", "")


@pytest.fixture(scope="module")
def shown(fazhi: Fazhi) -> Reading:
    """A conversation laid out that no record holds."""
    answer = fazhi.chat.answer(Ask(question=QUESTIONS[0]))
    conversation = Conversation(session_id="s", owner="o", name="名称", created_at=answer.created_at, changed_at=answer.created_at)
    return reading(Told(conversation=conversation, answers=(answer,)), (), fazhi.index.get())


def test_what_a_file_cannot_hold_is_left_out_and_the_rest_stays(shown: Reading) -> None:
    turn = shown.turns[0].model_copy(update={"question": "问\0\x0b\ud800<b>&\ufffe\u202e题", "caveats": ("甲\r\n乙\t丙\x1b[0m",)})
    word = opened(word_file(shown.model_copy(update={"name": "名\0<i>\u202e称", "turns": (turn,)})))
    assert texts(word, "Title") == ["名<i>称"] and texts(word, "Heading 1") == ["1. 问<b>&题"]
    assert "甲\n乙\t丙[0m" in texts(word)


@settings(max_examples=25)
@given(said=st.text(alphabet=st.characters(codec=None), min_size=1, max_size=60))
def test_any_words_make_a_file_that_opens(shown: Reading, said: str) -> None:
    turn = shown.turns[0].model_copy(update={"question": said, "caveats": (said,)})
    word = opened(word_file(shown.model_copy(update={"name": said, "turns": (turn,)})))
    assert len(texts(word, "Heading 1")) == 1
    assert re.fullmatch(r'[^\\/:*?"<>|\x00-\x1f]+ \d{4}-\d\d-\d\d\.docx', file_name(said))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("行政执法", "行政执法 2026-11-29.docx"),
        ("../../etc/passwd", "etc passwd 2026-11-29.docx"),
        ('a<b>:"|?*\\', "a b 2026-11-29.docx"),
        ("\u202e\0...", "问答 2026-11-29.docx"),
        ("长" * 80, f"{'长' * 60} 2026-11-29.docx"),
    ],
)
def test_the_name_of_the_file_is_good_on_any_system(name: str, file: str) -> None:
    assert file_name(name, datetime(2026, 11, 29)) == file


def test_the_footer_tells_when_on_this_servers_clock() -> None:
    assert re.fullmatch(r"\d+年\d+月\d+日 \d\d:\d\d", local_time("2026-11-29T14:05:00.000+00:00"))
