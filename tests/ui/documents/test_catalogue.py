"""The table of documents: every document once with its facts, by place, and all it can be filtered by."""

from __future__ import annotations

import re
from datetime import date

from assistant.bootstrap import Fazhi
from index.models import PlanHead
from index.places import all_places
from index.versions import Versions
from ui.documents.catalogue import Catalogue, catalogue
from ui.templating import markup
from ui.visitors import Visitor

TODAY = date(2026, 6, 1)


def head(plan_id: str, code: str, **facts: object) -> PlanHead:
    place = all_places()[code]
    usual = {
        "title": f"{place.name}方案",
        "place": place.name,
        "place_code": code,
        "province": place.province,
        "level": "地级",
        "kind": "实施方案",
        "period": None,
        "status": "issued",
        "document_number": None,
        "issued_on": None,
        "published_on": None,
        "issuers": (),
        "based_on": (),
        "source": f"{plan_id}.txt",
        "sha256": plan_id,
        "words_digest": plan_id,
    }
    return PlanHead.model_validate({"plan_id": plan_id, **usual, **facts})


def listed(*heads: PlanHead) -> Catalogue:
    return catalogue(heads, Versions(heads), TODAY)


def shown(found: Catalogue) -> str:
    return markup("catalogue.html", visitor=Visitor(owner=""), active="/plans", catalogue=found)


def test_every_document_is_a_row_with_its_facts(fazhi: Fazhi) -> None:
    index = fazhi.index.get()
    found = catalogue(index.heads.values(), index.versions, TODAY)
    assert len(found.rows) == len(index.heads)
    row = next(row for row in found.rows if row.place == "张掖市")
    assert (row.province, row.kind, row.period, row.state, row.day) == ("甘肃省", "实施方案", "2021—2025年", "期限已届满", "2022-03-10")
    assert "市委发〔2022〕7号" in row.also and "张掖市人民政府" in row.also
    assert row.clauses == index.heads[row.href.removeprefix("/plans/")].clause_count


def test_rows_stand_by_place_and_the_newest_of_a_place_first() -> None:
    found = listed(
        head("g", "620700", issued_on="2020-01-01"), head("b", "110000"), head("h", "620700", issued_on="2022-01-01"), head("x", "620000")
    )
    assert [row.href for row in found.rows] == ["/plans/b", "/plans/x", "/plans/h", "/plans/g"]


def test_places_of_one_name_are_two_choices() -> None:
    found = listed(head("a", "220104"), head("b", "110105"), head("c", "210000"))  # two of them 朝阳区
    assert found.choices.places == (
        ("北京市朝阳区", "朝阳区", "北京市"),
        ("辽宁省", "辽宁省", "辽宁省"),
        ("吉林省朝阳区", "朝阳区", "吉林省"),
    )
    assert found.choices.provinces == ("北京市", "辽宁省", "吉林省")


def test_what_is_missing_is_left_empty_and_no_choice() -> None:
    found = listed(head("a", "620700"), head("b", "620000", period={"from": 2021, "to": 2025}))
    assert [row.period for row in found.rows] == ["2021—2025年", ""]
    assert found.choices.periods == ("2021—2025年",)


def test_markup_in_a_title_is_shown_and_never_obeyed() -> None:
    hostile = "<img src=x onerror=alert(1)>\"'"
    text = shown(listed(head("a", "620700", title=hostile, kind=hostile, document_number=hostile)))
    assert "<img" not in text and text.count("&lt;img") == 4  # title, number, kind and what it is filtered by


def test_two_thousand_documents_are_two_thousand_plain_rows() -> None:
    codes = [place.code for place in all_places().values() if place.level == "city"]
    found = listed(*(head(f"p{i}", codes[i % len(codes)], issued_on=f"20{i % 20:02}-03-01") for i in range(2000)))
    text = shown(found)
    assert text.count('<th scope="row">') == 2000
    assert len(text) < 1_500_000
    assert not re.search(r"<script(?! src=)|\son\w+=|style=", text)
