"""我的问答: one's own conversations are listed, found, read, named and forgotten; another's are as if there were none."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml.html import fromstring
from sqlalchemy import insert

from assistant.bootstrap import Fazhi
from assistant.links import quote_link
from assistant.models import Answer
from assistant.record.tables import ANSWERS, CONVERSATIONS
from tests.ui.history.conftest import BROWSER, Tell, owner_of, reader
from ui.copying import answer_with_basis

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
HOSTILE = "<img src=x onerror=alert(1)> <script>alert(2)</script> [a](javascript:b) \u202e反过来 \"'&"


@pytest.fixture
def in_shanghai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server's clock stands in China."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def words_of(page: str) -> str:
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main is not None
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", main[0])))


def marked(page: str) -> set[str]:
    return {html.unescape(found) for found in re.findall(r"<mark>(.*?)</mark>", page)}


def show(fazhi: Fazhi, session_id: str, answer: Answer, *, owner: str = "", created_at: str = "") -> None:
    """Put an answer as it is into the record and into a conversation."""
    at = created_at or answer.created_at
    row = {"answer_id": answer.answer_id, "session_id": session_id, "created_at": at, "answer": answer.model_dump_json()}
    row["places"] = "、".join(answer.places)
    with fazhi.database.begin() as connection:
        connection.execute(insert(ANSWERS).values(row))
    fazhi.conversations.show(session_id, owner or owner_of(BROWSER), [answer.answer_id], "一次对话")


def test_without_a_question_asked_the_list_says_so(client: TestClient) -> None:
    assert "还没有问过" in words_of(client.get("/history").text)


def test_each_answer_is_copied_with_its_basis(client: TestClient, tell: Tell) -> None:
    told = tell("a", QUESTION, "由谁负责？")
    buttons = fromstring(client.get("/history/a").text).xpath("//article//button[@data-copy]")
    assert [button.get("data-copy") for button in buttons] == [answer_with_basis(answer) for answer in told]


def test_the_list_tells_of_each_conversation_the_last_used_first(client: TestClient, tell: Tell) -> None:
    tell("one", QUESTION, "那赣州呢？", "天水市的行政调解由谁负责？", "你好", name="工作体系")
    tell("two", "赣州方案里公务员工资怎么规定？")
    page = client.get("/history").text
    assert re.findall(r'<h2><a href="([^"]+)"', page) == ["/history/two", "/history/one"]
    said = words_of(page)
    assert "4 问张掖市、赣州市、天水市" in said and "另外 1 问" in said
    assert "没有收录该地区的文件 没有收录天水市的文件，不能回答。" in said
    assert "文件没有规定 赣州市的方案没有规定公务员工资。" in said


def test_times_are_the_servers_own_in_chinese(client: TestClient, own: Fazhi, tell: Tell, in_shanghai: None) -> None:
    answer = tell("one", "你好")[0]
    changed = answer.model_copy(update={"answer_id": "b" * 32, "created_at": "2026-11-29T20:05:09.123+00:00"})
    show(own, "two", changed)
    assert "2026年11月30日 04:05" in words_of(client.get("/history/two").text)


def test_a_conversation_is_read_in_full(client: TestClient, tell: Tell) -> None:
    answers = tell("one", QUESTION, "那赣州呢？", "赣州方案里公务员工资怎么规定？", as_of="2026-03-05")
    page = client.get("/history/one").text
    said = words_of(page)
    for answer in answers:
        assert answer.question in said and f'<article id="{answer.answer_id}"' in page
        assert all(caveat.text in said for caveat in answer.caveats)
        for citation in answer.citations:
            link = quote_link(citation.plan_id, citation.clause_id, citation.start, citation.end)
            assert f'href="{html.escape(link)}"' in page
            assert f'href="#{answer.answer_id}-{citation.marker}">[{citation.marker}]</a>' in page
            assert f'id="{answer.answer_id}-{citation.marker}"' in page
            assert re.sub(r"\s+", " ", citation.quote) in said
            assert citation.address.replace(citation.plan_title, f"《{citation.plan_title}》").replace("》 ", "》") in said
    assert "理解为：赣州市行政执法协调监督工作体系" in said
    assert "按 2026年3月5日 判断" in said and "原文（每句话逐字摘自所引条款的原文）" in said
    assert "相近的条款（不是答案）" in said and "市委发〔2022〕7号，2022年3月10日成文" in said
    assert 'href="/?c=one"' in page and 'href="/history/one/word"' in page
    assert "条款已变" not in said and "不再收录" not in said


def test_a_changed_clause_and_a_document_held_no_more_are_told(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer = tell("one", QUESTION)[0]
    first, second = answer.citations[:2]
    cited = (first.model_copy(update={"digest": "0" * 64}), second.model_copy(update={"plan_id": "gone-2020"}))
    show(own, "two", answer.model_copy(update={"answer_id": "b" * 32, "citations": cited}))
    page = client.get("/history/two").text
    assert words_of(page).count("条款已变：") == 1 and words_of(page).count("文件已不再收录：") == 1
    assert f'href="/plans/{first.plan_id}"' in page and "start=" not in page and "/plans/gone" not in page


def test_words_that_moved_within_their_document_are_linked_where_they_stand_now(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer = tell("one", QUESTION)[0]
    citation = answer.citations[0]
    moved = citation.model_copy(update={"start": citation.start - 7, "end": citation.end - 7})
    show(own, "two", answer.model_copy(update={"answer_id": "b" * 32, "citations": (moved,)}))
    link = quote_link(citation.plan_id, citation.clause_id, citation.start, citation.end)
    assert html.escape(link) in client.get("/history/two").text


def test_all_words_have_to_be_found_in_questions_answers_or_quotes(client: TestClient, tell: Tell) -> None:
    tell("one", QUESTION, "赣州方案里公务员工资怎么规定？")
    found = client.get("/history", params={"q": "行政執法 司法局"}).text
    assert "找到 1 问" in words_of(found) and {"行政执法", "司法局"} <= marked(found)
    assert 'href="/history/one#' in found
    assert "找到 1 问" in words_of(client.get("/history", params={"q": "统筹协调、规范保障"}).text)  # in the quoted words alone
    assert "没有找到" in words_of(client.get("/history", params={"q": "行政执法 司法局 工资"}).text)


def test_a_search_is_narrowed_by_place_and_status(client: TestClient, tell: Tell) -> None:
    tell("one", QUESTION, "那赣州呢？", "赣州方案里公务员工资怎么规定？")
    assert "找到 2 问" in words_of(client.get("/history", params={"place": "赣州市"}).text)
    narrowed = client.get("/history", params={"place": "赣州市", "status": "not_found"}).text
    assert "找到 1 问" in words_of(narrowed)
    assert "<option selected>赣州市</option>" in narrowed and '<option value="not_found" selected>' in narrowed
    assert "没有找到" in words_of(client.get("/history", params={"q": "司法局", "status": "not_found"}).text)
    assert "没有找到" in words_of(client.get("/history", params={"place": "广州市"}).text)


def test_a_query_that_is_too_long_is_told_and_kept(client: TestClient, tell: Tell) -> None:
    tell("one", "你好")
    response = client.get("/history", params={"q": "长" * 201})
    assert (response.status_code, "最多200字" in words_of(response.text), "长" * 201 in response.text) == (422, True, True)


@pytest.mark.parametrize("number", ["0", "-1", "99", "²", "x", "1" * 50])
def test_a_page_that_is_none_is_the_nearest(client: TestClient, tell: Tell, number: str) -> None:
    tell("one", "你好")
    assert "1 次对话" in words_of(client.get("/history", params={"page": number}).text)


def test_of_thousands_of_answers_a_page_shows_a_few(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer = tell("first", QUESTION)[0]
    answers = [answer.model_copy(update={"answer_id": f"{number:032d}"}) for number in range(4000)]
    rows = [{"answer_id": one.answer_id, "created_at": one.created_at, "answer": one.model_dump_json()} for one in answers]
    dated = {"owner": owner_of(BROWSER), "created_at": answer.created_at, "changed_at": answer.created_at}
    talks = [
        {"session_id": f"s{n}", "name": f"第{n}次", "answer_ids": json.dumps([f"{i:032d}" for i in range(n * 20, n * 20 + 20)])} | dated
        for n in range(199)
    ]
    with own.database.begin() as connection:
        connection.execute(insert(ANSWERS), rows)
        connection.execute(insert(CONVERSATIONS), talks)
    page = client.get("/history").text
    assert "200 次对话" in words_of(page) and page.count("<li>") < 60
    found = client.get("/history", params={"q": "行政执法", "page": "2"}).text
    assert "找到 3981 问" in words_of(found) and "第 2 页，共 200 页" in words_of(found)
    assert html.unescape(found).count('<a href="/history/s') == 20
    assert "page=3" in found and "q=%E8%A1%8C%E6%94%BF" in found


def test_nobody_reads_changes_or_finds_anothers(own: Fazhi, client: TestClient, tell: Tell) -> None:
    answer = tell("one", QUESTION, name="我的对话")[0]
    other = reader(own, "reader-two")
    feedback = f"/history/one/answers/{answer.answer_id}/feedback"
    unknown = other.get("/history/none")
    for response in (
        other.get("/history/one"),
        other.get("/history/one/word"),
        other.post("/history/one/name", data={"name": "别人的"}),
        other.post("/history/one/forget"),
        other.post(feedback, data={"helpful": "yes"}),
        reader(own, "").get("/history/one"),
    ):
        assert (response.status_code, response.text) == (404, unknown.text)
    for query in ("", "?q=行政", "?place=张掖市"):
        assert "张掖市" not in other.get(f"/history{query}").text.replace('value="张掖市"', "").replace("<option selected>张掖市", "")
    assert "我的对话" in client.get("/history").text
    assert own.records.said_of([answer.answer_id]) == ()


def test_who_cannot_be_told_apart_from_others_sees_nothing(own: Fazhi, tell: Tell) -> None:
    tell("one", QUESTION, browser="")
    assert "还没有问过" in words_of(reader(own, "").get("/history").text)


@pytest.mark.parametrize("session_id", ["%00", "x" * 65, "%0a", "..%2f", "%ff"])
def test_an_id_that_cannot_be_one_is_unknown(client: TestClient, session_id: str) -> None:
    assert client.get(f"/history/{session_id}").status_code == 404


def test_a_conversation_is_renamed_without_personal_data(client: TestClient, tell: Tell) -> None:
    tell("one", "你好")
    client.post("/history/one/name", data={"name": "  张掖\0 执法，电话13812345678 "})
    page = client.get("/history/one").text
    assert "张掖 执法，电话［电话］" in words_of(page) and "13812345678" not in page
    refused = client.post("/history/one/name", data={"name": " "})
    assert (refused.status_code, "名称不能是空的" in words_of(refused.text)) == (422, True)
    assert "张掖 执法" in client.get("/history").text


def test_a_conversation_is_forgotten_only_when_confirmed_here(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer = tell("one", "你好")[0]
    assert client.get("/history/one/forget").status_code == 405
    assert client.post("/history/one/forget", headers={"Origin": "http://elsewhere.example"}).status_code == 403
    assert client.get("/history/one").status_code == 200
    assert "已从这里删除" in words_of(client.post("/history/one/forget").text)
    assert client.get("/history/one").status_code == 404
    assert own.records.answer(answer.answer_id) is not None  # the record keeps it for as long as it keeps answers


def test_an_answer_that_is_kept_no_more_is_missed_and_said_so(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer = tell("one", "你好")[0]
    own.conversations.show("one", owner_of(BROWSER), [answer.answer_id, "f" * 32], "")
    assert "另有 1 问已过保存期限" in words_of(client.get("/history/one").text)
    own.conversations.show("two", owner_of(BROWSER), ["f" * 32], "旧的")
    assert "回答已过保存期限" in words_of(client.get("/history").text)


def test_markup_is_shown_and_never_obeyed(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer = tell("first", QUESTION)[0]
    cited = tuple(one.model_copy(update={"plan_title": HOSTILE, "heading": HOSTILE, "quote": HOSTILE}) for one in answer.citations)
    update = {
        "answer_id": "b" * 32,
        "question": HOSTILE,
        "standalone_question": f"又{HOSTILE}",
        "answer": f"{HOSTILE}[1][99]",
        "places": (HOSTILE,),
    }
    show(own, "two", answer.model_copy(update=update | {"citations": cited, "missing": (HOSTILE,)}))
    own.conversations.rename("two", owner_of(BROWSER), HOSTILE)
    client.post(f"/history/two/answers/{'b' * 32}/feedback", data={"helpful": "no", "comment": HOSTILE})
    for path in ("/history", "/history?q=img", "/history/two", f"/history?place={HOSTILE}"):
        response = client.get(path)
        elements = list(fromstring(response.text).iter("*"))
        assert {one.get("src") for one in elements if one.tag in ("script", "img")} <= {"/ui/site.js", "/ui/history.js"}
        assert not any(name.startswith("on") or name == "style" for one in elements for name in one.attrib)
        assert all(one.get("href", "/").startswith(("/", "#")) for one in elements)
        assert "alert(1)" in response.text and "default-src 'none'" in response.headers["content-security-policy"]
    assert "[99]</a>" not in client.get("/history/two").text
