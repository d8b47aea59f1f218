"""What `fazhi diff` prints, read as the person at the terminal does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from index.difference import difference
from index.models import Plan
from ui.terminal_difference import show_difference

Read = Callable[..., Plan]
_TITLE = "张掖市养犬管理办法"
_OLD = f"""{_TITLE}（征求意见稿）

第一条 为了规范养犬，制定本办法。
第二条 养犬人应当为犬只办理登记，登记证每年查验一次，查验不收费。
第三条 禁止遗弃犬只。
第四条 市公安局负责捕捉狂犬。
第五条 犬只伤人的，养犬人应当立即将伤者送医，并先行支付医疗费用。
"""
_NEW = f"""{_TITLE}

第一条 为了规范养犬，制定本办法。
第二条 本市实行养犬责任制度，物业服务企业应当协助。
第三条 养犬人应当为犬只办理登记，登记证每两年查验一次，查验不收费。
第四条 禁止遗弃犬只。
第五条 市公安局负责捕捉狂犬。
"""


def _shown(old: Plan, new: Plan, capsys: pytest.CaptureFixture[str]) -> list[str]:
    show_difference(difference(old, new), old)
    return capsys.readouterr().out.splitlines()


def test_only_what_differs_is_shown_in_the_order_of_the_new(read: Read, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _shown(read(_OLD, "稿.txt"), read(_NEW, "办法.txt"), capsys)
    assert lines == [
        "旧：张掖市养犬管理办法（征求意见稿，稿.txt）",
        "新：张掖市养犬管理办法（正式印发，办法.txt）",
        "改动2条，新增1条，删去1条，只改编号2条，其余1条相同。",
        "  状态：征求意见稿 → 正式印发",
        "",
        "【改动】标题",
        "    张掖市养犬管理办法[-（征求意见稿）-]",
        "",
        "【新增】第二条",
        "    本市实行养犬责任制度，物业服务企业应当协助。",
        "",
        "【改动】第二条 → 第三条",
        "    养犬人应当为犬只办理登记，登记证每{+两+}年查验一次，查验不收费。",
        "",
        "【只改编号】文字相同",
        "    第三条至第四条 → 第四条至第五条（2条）",
        "",
        "【删去】第五条",
        "    犬只伤人的，养犬人应当立即将伤者送医，并先行支付医疗费用。",
    ]


def test_the_same_document_takes_three_lines(read: Read, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _shown(read(_OLD), read(_OLD.replace("\n", "\n\n")), capsys)
    assert len(lines) == 3
    assert lines[2] == "6条文字全部相同。"


def test_a_long_clause_shows_the_sentence_that_changed(bundled: dict[str, Plan], read: Read, capsys: pytest.CaptureFixture[str]) -> None:
    old = bundled["长春方案"]
    lines = _shown(old, read(old.text.replace("除有法定依据外，严禁", "除有法定依据或者经批准外，严禁")), capsys)
    shown = "".join(line.strip() for line in lines)
    assert "……除有法定依据{+或者经批准+}外，严禁采取要求特定区域或者行业、领域的市场主体普遍停产停业的措施。……" in shown
    assert "全面梳理、规范和精简执法事项" not in shown


def test_lines_keep_to_eighty_columns(bundled: dict[str, Plan], capsys: pytest.CaptureFixture[str]) -> None:
    assert all(cell_len(line) <= 80 for line in _shown(bundled["长春方案"], bundled["张掖"], capsys))


def test_a_document_cannot_write_the_marks_itself(read: Read, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _shown(read(_OLD), read(_OLD.replace("禁止遗弃犬只", "禁止⿲遗弃⿳犬只")), capsys)
    assert "    禁止{+□+}遗弃{+□+}犬只。" in lines
