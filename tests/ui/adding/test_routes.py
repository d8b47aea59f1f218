"""/add as programs see it: who is let in, what is refused, and that every step does what it says."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.adding.desk import AddingDesk
from assistant.bootstrap import Fazhi

Write = Callable[..., str]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def sent(client: TestClient, name: str, content: str | bytes, **headers: str) -> Any:
    return client.post("/add/files", files={"files": (name, content)}, headers=headers, follow_redirects=False)


def settled(client: TestClient) -> str:
    """The list when nothing is at work any more."""
    for _ in range(600):
        text = client.get("/add/uploads").text
        if "data-at-work" not in text:
            return text
        time.sleep(0.05)
    raise AssertionError(text)


def link(client: TestClient, name: str = "") -> str:
    """The page of an upload that waits."""
    return re.findall(rf'href="(/add/[0-9a-f]{{16}})" aria-label="(?:核对|看结果) {name}', settled(client))[0]


def form_of(html: str) -> dict[str, str]:
    """The fields of facts as they stand on the page."""
    fields = dict(re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"[^>]*>', re.sub(r'<input type="checkbox"[^>]*>|<button[^>]*>', "", html)))
    title = re.search(r'name="title"[^>]*>([^<]*)<', html)
    checked = re.search(r'name="status" value="(\w+)" checked', html)
    assert checked
    return fields | {"status": checked[1]} | ({"title": title[1]} if title else {})


def test_a_file_is_added_step_by_step(client: TestClient, own: Fazhi, plan_text: Write) -> None:
    assert sent(client, "新.txt", plan_text("长春市", "推进政务公开。")).headers["location"] == "/add"
    page = link(client)
    shown = client.get(page).text
    assert 'value="吉林省长春市"' in shown and "编号没有异常" in shown and "（一）" in shown
    answer = client.post(page, data=form_of(shown) | {"do": "confirm"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    settled(client)
    result = client.get(page).text
    assert "现收录3份文件" in result
    [plan_id] = re.findall(r'href="/plans/(changchun[^"]+)"', result)
    assert plan_id in own.index.get().heads


def test_what_is_put_right_is_shown_before_it_is_added(client: TestClient, own: Fazhi, plan_text: Write) -> None:
    sent(client, "新.txt", plan_text("长春市", "推进政务公开。"))
    page = link(client)
    changed = form_of(client.get(page).text) | {"place": "四平市", "title": "四平市的方案", "do": "confirm"}
    answer = client.post(page, data=changed)
    assert "已按更正重新读过" in answer.text and "文件里读出的是" in answer.text and 'value="吉林省四平市"' in answer.text
    assert len(own.store.current().held()) == 2  # type: ignore[union-attr]
    client.post(page, data=form_of(answer.text) | {"do": "confirm"})
    settled(client)
    assert {head.title for head in own.index.get().heads.values() if head.place == "四平市"} == {"四平市的方案"}


def test_what_is_written_wrongly_is_named_and_nothing_is_lost(client: TestClient, plan_text: Write) -> None:
    sent(client, "新.txt", plan_text("长春市", "推进政务公开。"))
    page = link(client)
    answer = client.post(page, data=form_of(client.get(page).text) | {"place": "朝阳区", "title": HOSTILE, "issued_on": "昨天"})
    assert answer.status_code == 422
    assert "不止一处" in answer.text and 'value="吉林省长春市朝阳区"' in answer.text and "应为日期" in answer.text
    assert HOSTILE not in answer.text and "&lt;script&gt;" in answer.text
    chosen = client.post(page, data=form_of(answer.text) | {"issued_on": "", "place_choice": "吉林省长春市朝阳区"})
    assert chosen.status_code == 200 and 'value="吉林省长春市朝阳区"' in chosen.text


def test_bad_files_are_one_sentence_each_and_the_others_are_taken(client: TestClient, plan_text: Write) -> None:
    files = [("files", ("好.txt", plan_text("长春市", "公开。"))), ("files", ("坏.docx", b"PK\x03\x04x")), ("files", ("表.xlsx", b"x"))]
    answer = client.post("/add/files", files=files, headers={"Accept": "application/json"})
    assert len(answer.json()["refused"]) == 1 and "表.xlsx" in answer.json()["refused"][0]
    listed = settled(client)
    assert "坏.docx 已损坏" in listed and "核对 好.txt" in listed
    assert "表.xlsx" in sent(client, "表.xlsx", b"x").text
    assert client.post("/add/files", data={"x": "y"}).status_code == 422


def test_what_is_hostile_in_names_and_documents_is_shown_as_text(client: TestClient) -> None:
    text = f"张掖市方案{HOSTILE}\n一、{HOSTILE}\n（一）\u202e甲{'长' * 500}。\n（四）[链接](http://evil.example)\n{HOSTILE}方案\n"
    sent(client, f"../{HOSTILE.replace('/', '')}\u202e.txt", text)
    for shown in (client.get("/add").text, settled(client), client.get(link(client)).text):
        assert "<script>alert" not in shown and "<img src=x" not in shown and "&lt;script&gt;" in shown


@pytest.fixture
def guarded(own: Fazhi, app: FastAPI) -> dict[str, TestClient]:
    """Clients that bear keys of each scope; from then on a key is needed."""
    keys = {scope: own.keys.add(scope, (scope,))[1] for scope in ("ask", "review", "admin")}
    return {scope: TestClient(app, headers={"X-API-Key": key}, raise_server_exceptions=False) for scope, key in keys.items()}


@pytest.mark.parametrize("scope", ["ask", "review"])
def test_only_the_admin_right_opens_any_of_it(guarded: dict[str, TestClient], scope: str, own: Fazhi, plan_text: Write) -> None:
    plan_id = next(iter(own.index.get().heads))
    sent(guarded["admin"], "新.txt", plan_text("长春市", "公开。"))
    page, client = link(guarded["admin"]), guarded[scope]
    refused = client.get("/add")
    assert (refused.status_code, "没有添加的权限" in refused.text, "添加文件</a>" in refused.text) == (403, True, False)
    for path in ("/add/uploads", "/add/places", page, f"{page}/steps", f"/add/remove/{plan_id}"):
        assert client.get(path).status_code == 403
    for path in (page, f"{page}/discard", f"/add/remove/{plan_id}"):
        assert client.post(path).status_code == 403
    assert sent(client, "新.txt", "x").status_code == 403
    assert sent(client, "新.txt", b" " * 2_000_000).status_code == 413
    assert guarded["admin"].get(page).status_code == 200


def test_only_pages_here_change_anything(client: TestClient, own: Fazhi) -> None:
    plan_id = next(iter(own.index.get().heads))
    for path in ("/add/files", f"/add/remove/{plan_id}", f"/add/{'0' * 16}", f"/add/{'0' * 16}/discard"):
        assert client.post(path, headers={"Origin": "http://evil.example"}).status_code == 403


def test_a_large_file_is_taken_and_one_too_large_is_one_sentence(client: TestClient) -> None:
    assert sent(client, "大.txt", b"\n" * 5_000_000).status_code == 303
    assert "大.txt" in settled(client)
    assert "30 MB" in sent(client, "大.txt", b"\n" * 31_000_000).json()["detail"]
    assert client.post("/add/places", content=b"x" * 2_000_000).status_code == 413


def test_a_copy_of_what_is_held_is_told_before_and_a_new_version_too(client: TestClient, own: Fazhi, plan_text: Write) -> None:
    sent(client, "副本.txt", plan_text("赣州市", "推进政务公开。") + "\n")
    shown = client.get(link(client, "副本")).text
    assert "是同一份文件" in shown and "确认收录" not in shown
    sent(client, "新版.txt", plan_text("赣州市", "推进政务公开和监督。"))
    shown = client.get(link(client, "新版")).text
    assert "看不出哪一份新" in shown and "确认收录" in shown


def test_removing_asks_first_and_says_where_it_went(client: TestClient, own: Fazhi) -> None:
    plan_id = next(head.plan_id for head in own.index.get().heads.values() if head.place == "赣州市")
    asked = client.get(f"/add/remove/{plan_id}").text
    assert "要取出" in asked and "赣州市法治政府建设实施方案" in asked
    assert plan_id in own.index.get().heads
    assert client.post(f"/add/remove/{plan_id}", follow_redirects=False).headers["location"] == "/add"
    assert "赣州.txt 已移到" in settled(client)
    assert plan_id not in own.index.get().heads
    for path in (f"/add/remove/{plan_id}", "/add/remove/nowhere", "/add/nowhere", f"/add/{'0' * 16}"):
        assert client.get(path).status_code == 404


def test_other_documents_of_the_same_file_are_named_before_they_go_too(client: TestClient, own: Fazhi, plan_text: Write) -> None:
    both = [plan_text(place, *("推进政务公开。",) * 9) for place in ("长春市", "四平市")]
    (own.settings.plans / "两份.txt").write_text("==========\n".join(both), encoding="utf-8")
    own.build()
    plan_id = next(head.plan_id for head in own.index.get().heads.values() if head.place == "长春市")
    assert "四平市法治政府建设实施方案" in client.get(f"/add/remove/{plan_id}").text


def test_what_waits_is_there_after_a_restart_and_gone_when_it_is_discarded(client: TestClient, own: Fazhi, plan_text: Write) -> None:
    sent(client, "新.txt", plan_text("长春市", "公开。"))
    page = link(client)
    assert [upload.name for upload in AddingDesk(own).uploads()] == ["新.txt"]
    assert client.post(f"{page}/discard", follow_redirects=False).status_code == 303
    assert client.get(page).status_code == 404 and list((own.settings.data / "waiting").iterdir()) == []


def test_places_are_suggested(client: TestClient) -> None:
    assert client.get("/add/places", params={"words": "张掖"}).json()[0] == "甘肃省张掖市"
    assert set(client.get("/add/places").json()) == {"甘肃省张掖市", "江西省赣州市"}
    assert client.get("/add/places", params={"words": "火星"}).json() == []


def test_documents_held_are_found_by_any_word(client: TestClient) -> None:
    shown = client.get("/add", params={"find": "江西 方案"}).text
    assert "赣州.txt" in shown and "张掖.txt" not in shown
