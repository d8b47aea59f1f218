"""A document is named so that what follows is true when it is heard alone."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.hotline.opening import document, opening
from index.models import Plan
from index.versions import Versions

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("张掖", "张掖市已到期的方案写明，"),
        ("长春方案", "长春市的方案征求意见稿提出，"),
        ("长春报告", "长春市2022年度报告说，"),
    ],
)
def test_the_opening_tells_whose_document_it_is_and_whether_it_counts(name: str, said: str, bundled: dict[str, Plan]) -> None:
    assert opening(bundled[name], Versions(bundled.values()), TODAY) == said


def test_within_its_years_a_plan_is_called_by_its_name_alone(bundled: dict[str, Plan]) -> None:
    assert opening(bundled["张掖"], Versions(bundled.values()), date(2023, 1, 1)) == "张掖市的方案写明，"


def test_a_draft_may_be_told_with_its_years(bundled: dict[str, Plan]) -> None:
    assert document(bundled["长春方案"], Versions(bundled.values()), TODAY, long=True) == "长春市2021到2025年的方案征求意见稿"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"expires_on": "2024-01-01"}, "张掖市已过有效期的方案"),
        ({"effective_on": "2027-01-01"}, "张掖市尚未施行的方案"),
    ],
)
def test_what_is_not_in_force_is_said_to_be_so(given: dict[str, str], said: str, bundled: dict[str, Plan]) -> None:
    plan = bundled["张掖"].model_copy(update=given)
    assert document(plan, Versions([plan]), TODAY) == said


def test_what_was_replaced_is_said_to_be_so(bundled: dict[str, Plan]) -> None:
    old = bundled["张掖"].model_copy(update={"period": None})
    newer = old.model_copy(
        update={
            "plan_id": "newer",
            "issued_on": "2026-01-01",
            "published_on": "2026-01-01",
            "source": "新.txt",
            "sha256": "1",
            "words_digest": "1",
        }
    )
    assert document(old, Versions([old, newer]), TODAY) == "张掖市已被取代的方案"
