"""Several documents in one file are told apart; a notice with its plan and a plan with its annexes are one."""

from __future__ import annotations

import pytest

from index.clauses import plans_from_text
from index.corrections import Corrections
from index.errors import NotAPlan
from index.models import Mark, Period, Plan
from index.several import documents

BODY = "一、总体要求\n（一）坚持领导。\n（二）坚持为民。\n二、主要任务\n（一）完善制度。\n（二）加强监督。\n"
NOTICE = "张掖市人民政府关于印发《张掖市法治方案》的通知\n张政发〔2022〕3号\n各县区：\n现印发给你们。\n张掖市人民政府\n2022年1月1日\n"


def beginnings(text: str) -> list[str]:
    return [text[span.start : span.end].split("\n", 1)[0] for span in documents(text)]


def read_all(text: str, corrections: Corrections | None = None, marks: tuple[Mark, ...] = ()) -> tuple[Plan, ...]:
    return plans_from_text(text, "汇编.txt", "0" * 64, corrections or Corrections(), form="docx", marks=marks, notes=("注意。",))


@pytest.mark.parametrize(
    "text",
    [
        f"张掖市法治方案\n{BODY}",
        f"{NOTICE}张掖市法治方案\n{BODY}",
        f"{NOTICE}一、提高认识。\n二、抓好落实。\n附件\n张掖市法治方案\n{BODY}",
        f"{NOTICE}一、提高认识。\n二、抓好落实。\n张掖市法治方案\n{BODY}",
        f"张掖市法治方案\n{BODY}附件1\n张掖市任务分工方案\n{BODY}附件2\n张掖市重点清单\n{BODY}",
        f"张掖市法治方案\n{BODY}附件：1.张掖市任务清单\n\n2022年1月1日\n\n张掖市任务清单\n{BODY}",
        f"张掖市法治方案\n目录\n一、总体要求\n二、主要任务\n{BODY}",
        f"张掖市法治方案\n{BODY}制定任务分工方案\n{BODY}",
        f"张掖市法治方案\n{BODY}张掖市法治方案\n三、保障措施\n（一）加强领导。\n",
    ],
)
def test_what_belongs_together_is_one_document(text: str) -> None:
    assert len(documents(text)) == 1


def test_a_plan_after_a_plan_is_a_document_of_its_own() -> None:
    text = f"张掖市法治方案\n{BODY}赣州市人民政府文件\n赣府发〔2022〕1号\n赣州市法治方案\n{BODY}"
    assert beginnings(text) == ["张掖市法治方案", "赣州市人民政府文件"]
    assert [plan.title for plan in read_all(text)] == ["张掖市法治方案", "赣州市法治方案"]


def test_a_line_that_parts_documents_goes_with_the_one_after_it() -> None:
    text = f"张掖市法治方案\n{BODY}==========\n张掖市普法规划\n{BODY}"
    assert beginnings(text) == ["张掖市法治方案", "=========="]


def test_the_bundled_plans_one_after_the_other_are_five_again(bundled: dict[str, Plan]) -> None:
    text = "\n\n".join(plan.text for plan in bundled.values())
    assert [plan.plan_id for plan in read_all(text)] == [plan.plan_id for plan in bundled.values()]


def test_each_of_the_bundled_plans_is_one(bundled: dict[str, Plan]) -> None:
    assert [len(documents(plan.text)) for plan in bundled.values()] == [1] * len(bundled)


def test_every_document_knows_the_form_and_the_pages_of_its_file() -> None:
    first = f"张掖市法治方案\n{BODY}"
    text = f"{first}赣州市法治方案\n{BODY}"
    marks = (Mark(start=0, page=1), Mark(start=len(first) - 5, page=2), Mark(start=len(first) + 20, page=3))
    one, two = read_all(text, marks=marks)
    assert [(mark.start, mark.page) for mark in one.marks] == [(0, 1), (len(first) - 5, 2)]
    assert [(mark.start, mark.page) for mark in two.marks] == [(0, 2), (20, 3)]
    assert (two.form, two.notes) == ("docx", ("注意。",))


def test_what_is_said_of_one_document_is_not_taken_for_several() -> None:
    text = f"张掖市法治方案\n{BODY}赣州市法治方案\n{BODY}"
    with pytest.raises(NotAPlan, match=r"2 份文件.*“期限”"):
        read_all(text, Corrections(period=Period.model_validate({"from": 2021, "to": 2025})))
