"""Two versions of a document: every word of both is accounted for, and only versions are laid beside each other."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.models import Plan
from index.search import Index
from ui.documents.changes import changes_between, changes_link
from ui.documents.reader import reader_routes
from ui.templating import markup
from ui.visitors import Visitor


@pytest.fixture
def client(held: Index) -> TestClient:
    app = FastAPI()
    app.include_router(reader_routes(SimpleNamespace(index=SimpleNamespace(get=lambda: held))))  # type: ignore[arg-type]
    return TestClient(app)


def of_file(index: Index, source: str) -> Plan:
    return next(plan for plan in index.plans.values() if plan.source == f"张掖市养犬管理条例-{source}.txt")


def test_a_changed_clause_shows_what_was_deleted_and_inserted_among_what_stayed(held: Index) -> None:
    old, new = of_file(held, "旧"), of_file(held, "新")
    found = changes_between(old, new)
    second = next(change for change in found.changes if change.address == "第一章第二条")
    assert second.kind == "改动" and second.href.startswith(f"/plans/{new.plan_id}#")
    assert "".join(words.text for words in second.words if words.became != "inserted") == "养犬应当登记。登记每只收费五百元。"
    assert "".join(words.text for words in second.words if words.became != "deleted") == "养犬应当登记。登记免费。"
    assert all("为了规范养犬行为" not in words.text for change in found.changes for words in change.words)  # it stayed
    assert found.summary == "改动 3 条，其余 4 条文字相同。"


def test_an_added_and_a_removed_clause_are_told_whole(read) -> None:  # type: ignore[no-untyped-def]
    text = "张掖市法治政府建设实施方案\n\n一、主要任务\n（一）甲项工作抓好落实。\n（二）乙项工作按时完成。\n"
    old, new = read(text), read(text.replace("（二）乙项工作按时完成。", "（二）丙类事务另行规定，由市司法局牵头负责。"))
    became = {words.became for change in changes_between(old, new).changes for words in change.words}
    assert became == {"deleted", "inserted"}
    assert changes_between(old, old).changes == () and changes_between(old, old).summary.endswith("条文字相同。")


def test_the_page_of_a_document_leads_there_in_the_order_of_the_versions(client: TestClient, held: Index) -> None:
    old, middle, new = (of_file(held, name).plan_id for name in ("旧", "中", "新"))
    page = client.get(f"/plans/{middle}").text
    assert changes_link(new_id=new, old_id=middle) in page and changes_link(new_id=middle, old_id=old) in page
    assert "登记" in client.get(changes_link(new_id=new, old_id=old)).text


def test_what_are_no_versions_of_one_document_are_not_laid_beside_each_other(client: TestClient, held: Index) -> None:
    plan, other = of_file(held, "旧").plan_id, next(plan for plan in held.plans if plan.startswith("fuyuan"))
    for old, new in ((plan, other), (plan, plan), (plan, "none"), ("none", plan)):
        assert client.get(changes_link(new_id=new, old_id=old)).status_code == 404


def test_markup_in_two_versions_is_shown_and_never_obeyed(read) -> None:  # type: ignore[no-untyped-def]
    hostile = "<img src=x onerror=alert(1)>"
    old, new = (read(f"张掖市方案{hostile}\n\n一、{hostile}任务\n（一）{words}{hostile}。\n") for words in ("甲", "乙"))
    text = markup("changes.html", visitor=Visitor(owner=""), active="", found=changes_between(old, new))
    assert "<img" not in text and "&lt;img" in text
    assert not re.search(r"<script(?! src=)|style=", text)
