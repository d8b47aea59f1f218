"""A library and a reader for tests over the whole page: plans, a document in two wordings, a hostile one, and what was asked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from assistant.bootstrap import Fazhi
from assistant.models import Ask
from assistant.record.models import Asker
from assistant.settings import Settings
from tests.conftest import PLANS
from tests.ui.documents.conftest import HOSTILE, REGULATION
from tests.ui.history.conftest import BROWSER, owner_of
from ui.visitors import COOKIE

FIFTH = "吉林市法治政府建设实施方案（2021—2025年）\n\n一、主要任务\n（一）加强行政复议。\n"
DUE = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
ASKED = {
    "one": (DUE, "那赣州呢？", "赣州方案里公务员工资怎么规定？", "哪些城市的方案提到“枫桥经验”？"),
    "two": ('<img src="http://192.0.2.1/x" onerror="window.hacked=1"> ![x](http://192.0.2.1/y) \u202e' + "W" * 400,),
}


def with_everything(folder: Path, embedding: object) -> Fazhi:
    """The assistant over such a library, its index built."""
    plans = folder / "plans"
    shutil.copytree(PLANS, plans)
    for name, passed, price in (("旧", "2016年3月1日", "每只收费五百元"), ("新", "2020年6月25日", "免费")):
        (plans / f"张掖市养犬管理条例-{name}.txt").write_text(REGULATION.format(passed=passed, price=price), encoding="utf-8")
    (plans / "吉林市方案.txt").write_text(FIFTH, encoding="utf-8")
    (plans / "抚远市方案.txt").write_text(HOSTILE, encoding="utf-8")
    made = Fazhi(Settings(data=folder / "data", plans=plans, chroma_url="", embedding_url="", api_keys=""))
    made.__dict__["embedding"] = embedding
    made.build()
    return made


def ask_everything(fazhi: Fazhi) -> None:
    """Has the conversations held that the reader's browser sees."""
    for session_id, questions in ASKED.items():
        answers = [fazhi.chat.answer(Ask(question=question, session_id=session_id), asker=Asker(door="page")) for question in questions]
        fazhi.conversations.show(session_id, owner_of(BROWSER), [answer.answer_id for answer in answers], questions[0][:80])


def known(context: Any, address: str) -> Any:
    """The context, made that of the reader who asked."""
    context.add_cookies([{"name": COOKIE, "value": BROWSER, "url": address}])
    return context
