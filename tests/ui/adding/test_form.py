"""The form of facts: what is changed in it becomes a correction, what is not is left to the file, what is wrong is named."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.datastructures import FormData

from index.corrections import NONE_SAID, Corrections
from ui.adding.form import Filled, Given, corrections_in, given_in

PRINTED = Given(place="甘肃省张掖市", title="方案", kind="实施方案", from_year="2021", to_year="2025", issued_on="2021-01-02")


def said(is_one: bool = True, before: Corrections = NONE_SAID, shown: Given = PRINTED, **changed: Any) -> Any:
    form = Filled(given=shown.model_copy(update=changed), shown=shown, printed=PRINTED)
    return corrections_in(form, is_one=is_one, before=before)


def test_nothing_changed_is_no_correction() -> None:
    assert said() == (NONE_SAID, ())


def test_everything_changed_is_said() -> None:
    told, problems = said(
        place="赣州市",
        title="规划",
        from_year="2022",
        to_year="",
        status="draft",
        document_number="张发〔2021〕9号",
        issued_on="2022-01-02",
        headings=("指导思想",),
    )
    assert problems == () and told.place is not None and told.period is not None
    assert (told.place.name, told.title, told.kind, told.status) == ("赣州市", "规划", None, "draft")
    assert (told.period.from_year, told.period.to_year, told.issued_on, told.headings) == (2022, 2022, "2022-01-02", ("指导思想",))


def test_what_was_said_before_stays_until_it_is_touched() -> None:
    before = Corrections(title="规划", repeals=("旧方案",))
    shown = PRINTED.model_copy(update={"title": "规划", "kind": "规划", "from_year": "", "to_year": ""})  # both follow from the title
    assert said(before=before, shown=shown) == (before, ())
    told, _ = said(before=before, shown=shown, from_year="2021", to_year="2025")
    assert told.title == "规划" and told.kind is None and told.period is not None


def test_an_emptied_field_is_left_to_the_file_and_so_is_one_that_says_the_same() -> None:
    before = Corrections(title="规划", document_number="张发〔2021〕9号")
    shown = PRINTED.model_copy(update={"title": "规划", "document_number": "张发〔2021〕9号"})
    assert said(before=before, shown=shown, title="", document_number="") == (NONE_SAID, ())
    assert said(before=before, shown=shown, title="方案", document_number="") == (NONE_SAID, ())


def test_of_a_file_of_several_documents_only_what_holds_for_all_is_said() -> None:
    told, _ = said(is_one=False, title="规划", status="draft")
    assert told == Corrections(status="draft")


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("place", {"place": "火星"}),
        ("place", {"place": "朝阳区"}),
        ("issued_on", {"issued_on": "2021年"}),
        ("expires_on", {"expires_on": "2021-02-30"}),
        ("period", {"from_year": "2025", "to_year": "2021"}),
        ("period", {"from_year": "²"}),
        ("period", {"from_year": "99999"}),
    ],
)
def test_what_is_wrong_is_named_at_its_field(field: str, changed: dict[str, str]) -> None:
    _, [problem] = said(**changed)
    assert problem.field == field and problem.sentence.endswith("。")
    assert bool(problem.choices) == (changed == {"place": "朝阳区"})


def test_a_place_nobody_told_must_be_written() -> None:
    unknown = PRINTED.model_copy(update={"place": ""})
    _, [problem] = corrections_in(Filled(given=unknown, shown=unknown, printed=unknown), is_one=True, before=NONE_SAID)
    assert problem.field == "place"


def test_what_is_sent_is_cleaned_and_a_choice_goes_before_what_was_typed() -> None:
    sent = FormData(
        [
            ("place", "朝阳区"),
            ("place_choice", "吉林省长春市朝阳区"),
            ("title", " 方\x00案\u202e\n二 "),
            ("status", "other"),
            ("headings", "指导思想"),
            ("more_headings", "指导思想\r\n 基本原则 \r\n"),
            ("not_headings", "3.5万人"),
        ]
    )
    given = given_in(sent)
    assert (given.place, given.title, given.status) == ("吉林省长春市朝阳区", "方案 二", "issued")
    assert (given.headings, given.not_headings) == (("指导思想", "基本原则"), ("3.5万人",))
