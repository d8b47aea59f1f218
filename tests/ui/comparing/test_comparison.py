"""/compare as a page and as files: what is shown is the table, what was typed stays, and nothing in it can run."""

from __future__ import annotations

import html
import io
import re
from urllib.parse import parse_qs, quote, urlsplit

import openpyxl
import pytest
from docx import Document
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.bootstrap import Fazhi
from assistant.comparison.comparing import Comparing
from assistant.comparison.models import Comparison
from tests.ui.serving import with_its_own_record
from ui.comparing.comparison import comparison_routes
from ui.comparing.sheet import SHEET
from ui.comparing.word import DOCUMENT

PLACES = ("张掖市", "长春市", "赣州市")
HOSTILE = "<img src=x onerror=alert(1)>\"'& ![](http://192.0.2.1) \u202e行政复议"


def query(topic: str, *places: str, **more: str) -> str:
    return "&".join(
        [f"topic={quote(topic)}", *(f"place={quote(place)}" for place in places), *(f"{k}={quote(v)}" for k, v in more.items())]
    )


@pytest.fixture(scope="module")
def client(fazhi: Fazhi) -> TestClient:
    app = FastAPI()
    app.include_router(comparison_routes(fazhi))
    return TestClient(app)


@pytest.fixture(scope="module")
def comparison(fazhi: Fazhi) -> Comparison:
    found = Comparing(fazhi.index, fazhi.embedding).compare("行政复议", PLACES)
    assert isinstance(found, Comparison)
    return found


def quotes(comparison: Comparison) -> list[str]:
    return [passage.citation.quote for row in comparison.rows for cell in row.cells for passage in cell.passages]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_the_page_shows_every_quote_with_a_link_to_its_words(client: TestClient, comparison: Comparison) -> None:
    text = client.get(f"/compare?{query('行政复议', *PLACES)}").text
    shown = re.findall(r'<p class="quote">(.*?)</p>', text, re.DOTALL)
    assert [words(one) for one in shown] == quotes(comparison)
    links = [urlsplit(html.unescape(link)) for link in re.findall(r'<p class="basis"><a href="([^"]*)"', text)]
    passages = [passage.citation for row in comparison.rows for cell in row.cells for passage in cell.passages]
    assert [(link.fragment, int(parse_qs(link.query)["start"][0])) for link in links] == [(p.clause_id, p.start) for p in passages]
    assert text.count("未规定</p>") == sum(not cell.passages for row in comparison.rows for cell in row.cells)


def test_shared_words_and_own_words_are_told_apart_by_more_than_colour(client: TestClient, comparison: Comparison) -> None:
    text = client.get(f"/compare?{query('行政复议', *PLACES)}").text
    compared = [p for row in comparison.rows if row.is_compared for cell in row.cells for p in cell.passages]
    own = [segment.text for passage in compared for segment in passage.segments if not segment.shared]
    assert [html.unescape(found) for found in re.findall(r'<b class="own">([^<]*)</b>', text)][1:] == own


def test_the_empty_form_offers_topics_that_lead_to_tables(client: TestClient) -> None:
    text = client.get("/compare").text
    offered = re.findall(r'<li><a class="button" href="([^"]*)">', text)
    assert offered
    for link in offered:
        assert 'class="compared"' in client.get(html.unescape(link)).text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (query("行政复议", "张掖市"), "请至少选两个地区"),
        (query("行政复议", "张掖市", "成都市"), "没有收录成都市的文件"),
        (query("", "张掖市", "赣州市"), "请写明要比较的事项"),
        (query("行政复议", "张掖市", "赣州市", as_of="去年"), "日期请写成"),
        (query("行政复议" * 400, "张掖市", "赣州市"), ""),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_sentence_and_what_was_typed_stays(client: TestClient, asked: str, sentence: str) -> None:
    for path in ("/compare", "/compare/word", "/compare/excel"):
        response = client.get(f"{path}?{asked}")
        assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
        [told] = re.findall(r'<p class="notice" role="alert" id="why">([^<]+)</p>', response.text)
        assert sentence in told
        given = parse_qs(asked)
        assert all(re.search(rf'value="{place}" checked', response.text) for place in given["place"])
        assert f'value="{given.get("topic", [""])[0][:40]}' in response.text


def test_a_matter_that_no_place_rules_is_told_as_such(client: TestClient) -> None:
    assert "张掖市、赣州市的文件都没有规定这一事项。" in client.get(f"/compare?{query('公务员工资', '张掖市', '赣州市')}").text


def test_the_day_asked_for_counts(client: TestClient) -> None:
    text = client.get(f"/compare?{query('行政复议', *PLACES, as_of='2023-01-01')}").text
    assert "按2023年1月1日" in text and "已届满" not in text


def test_personal_data_is_on_no_page_and_in_no_link(client: TestClient) -> None:
    assert "13812345678" not in client.get(f"/compare?{query('我叫张伟，电话13812345678，行政复议', *PLACES)}").text


def test_markup_is_shown_and_never_obeyed(client: TestClient) -> None:
    text = client.get(f"/compare?{query(HOSTILE, *PLACES, HOSTILE)}").text
    assert "<img" not in text and "\u202e" not in text
    assert re.findall(r'(?:src|href)="(?!/|#)', text) == []
    assert not re.search(r"<script(?! src=)|\son\w+=\"|style=", text)


def test_nothing_is_compared_while_answering_is_paused(fazhi: Fazhi, tmp_path) -> None:  # type: ignore[no-untyped-def]
    own = with_its_own_record(fazhi, tmp_path)
    own.switch.pause("文件更新中", "test")
    app = FastAPI()
    app.include_router(comparison_routes(own))
    for path in ("/compare", "/compare/word", "/compare/excel"):
        text = TestClient(app).get(f"{path}?{query('行政复议', *PLACES)}").text
        assert "回答已暂停：文件更新中" in text and 'class="compared"' not in text


def test_the_word_file_holds_what_the_page_shows(client: TestClient, comparison: Comparison) -> None:
    response = client.get(f"/compare/word?{query('行政复议', *PLACES)}")
    assert response.headers["content-type"] == DOCUMENT[1]
    assert quote("比较-行政复议.docx") in response.headers["content-disposition"]
    made = Document(io.BytesIO(response.content))
    [table] = made.tables
    assert made.sections[0].page_width > made.sections[0].page_height
    assert [bare(cell.text) for cell in table.columns[0].cells] == ["事项", *(bare(row.name) for row in comparison.rows)]
    for at, row in enumerate(comparison.rows, start=1):
        for cell, said in zip(table.rows[at].cells[1:], row.cells, strict=True):
            for passage in said.passages:
                assert bare(passage.citation.quote) in bare(cell.text) and bare(passage.citation.address) in bare(cell.text)
            assert said.passages or cell.text == "未规定"
            bold = "".join(run.text for paragraph in cell.paragraphs for run in paragraph.runs if run.bold)
            own = "".join(s.text for p in said.passages for s in p.segments if row.is_compared and not s.shared)
            assert bare(bold) == bare(own)
    heads = " ".join(cell.text for cell in table.rows[0].cells)
    assert all(caveat.text in heads for column in comparison.columns for caveat in column.caveats)


def test_the_excel_file_holds_what_the_page_shows_and_no_formula(client: TestClient, comparison: Comparison) -> None:
    response = client.get(f"/compare/excel?{query('行政复议', *PLACES)}")
    assert response.headers["content-type"] == SHEET[1]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert [cell.value for cell in sheet[1]] == ["事项", *(name for place in PLACES for name in (place, f"{place} 出处"))]
    for at, row in enumerate(comparison.rows, start=2):
        values = [cell.value for cell in sheet[at]]
        assert values[0] == row.name
        for number, said in enumerate(row.cells):
            told = "\n".join(passage.citation.quote for passage in said.passages) or "未规定"
            assert bare(values[1 + 2 * number]) == bare(told)
            assert (values[2 + 2 * number] or "").split("\n") == [p.citation.address for p in said.passages] or not said.passages
        assert all(cell.alignment.wrap_text for cell in sheet[at])
    assert {cell.data_type for sheet in book.worksheets for line in sheet.iter_rows() for cell in line} <= {"s", "inlineStr", "n"}
    told = "\n".join(str(cell.value) for line in book["说明"].iter_rows() for cell in line)
    assert all(caveat.text in told for column in comparison.columns for caveat in column.caveats)
