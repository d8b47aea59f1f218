"""What is said of documents that have newer versions, are not in force yet, have expired, or cannot be told in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.naming import named
from assistant.standing import standing
from index.models import Plan, PlanHead
from index.versions import Versions

TODAY = date(2026, 1, 1)
MakeHead = Callable[..., PlanHead]


@pytest.fixture(scope="module")
def head(read: Callable[..., Plan], plan_text: Callable[..., str]) -> MakeHead:
    """A regulation of 张掖市; its id, its file and the digest of its words are told apart by its first argument."""
    some = read(plan_text("张掖市", "公开。")).head

    def make(name: str, title: str = "张掖市养犬条例", kind: str = "条例", **facts: object) -> PlanHead:
        own = {"plan_id": name, "source": f"{name}.txt", "words_digest": name, "title": title, "kind": kind, "period": None}
        return some.model_copy(update={**own, **facts})

    return make


def said(cited: list[PlanHead], *others: PlanHead, on: date = TODAY) -> dict[str, str]:
    return {caveat.code: caveat.text for caveat in standing(Versions([*cited, *others]), cited, on)}


def test_a_document_in_force_needs_no_word(head: MakeHead) -> None:
    assert said([head("one", effective_on="2020-01-01", expires_on="2026-01-01")]) == {}


def test_a_superseded_version_names_the_newer_and_its_day(head: MakeHead) -> None:
    old, new = head("old", effective_on="2016-01-01"), head("new", effective_on="2023-05-01")
    assert said([old], new) == {"superseded": "该条例已被《张掖市养犬条例》（2023年5月1日）取代。"}
    assert said([new], old) == {}
    assert said([old], new, on=date(2023, 4, 30)) == {}


def test_a_repealed_document_names_what_ended_it(head: MakeHead) -> None:
    old = head("old", "张掖市养犬办法", "办法", effective_on="2016-01-01")
    new = head("new", effective_on="2023-05-01", repeals=("张掖市养犬办法",))
    assert said([old], new) == {"superseded": "该办法已被《张掖市养犬条例》（2023年5月1日）废止。"}


def test_a_document_still_to_come_is_said_to_be(head: MakeHead) -> None:
    assert said([head("one", effective_on="2026-03-01")]) == {"not_yet_in_force": "该条例自2026年3月1日起施行，2026年1月1日时尚未施行。"}
    assert said([head("one", issued_on="2026-03-01")]) == {"not_yet_in_force": "该条例2026年3月1日才印发，2026年1月1日时尚未施行。"}
    assert said([head("one", issued_on="2026-03-01", status="draft")]) == {}


def test_a_document_past_its_last_day_is_said_to_have_expired(head: MakeHead) -> None:
    one = head("one", effective_on="2020-01-01", expires_on="2025-12-31")
    assert said([one]) == {"expired": "该条例的有效期到2025年12月31日为止，已经过期。"}
    assert said([one], on=date(2025, 12, 31)) == {}


def test_versions_nothing_decides_between_are_said_to_be(head: MakeHead) -> None:
    assert said([head("one")], head("other")) == {"undecided_version": "该条例另有同名文件，分不出先后。"}


def test_a_report_is_never_in_force_or_out_of_it(head: MakeHead) -> None:
    reports = [head(name, "张掖市2022年度报告", "年度报告", published_on=day) for name, day in (("a", "2023-01-01"), ("b", "2027-01-01"))]
    assert said(reports) == {}


def test_each_kind_is_said_once_and_names_every_document(head: MakeHead) -> None:
    ended = [head(name, f"张掖市{name}条例", expires_on="2020-12-31") for name in ("养犬", "停车")]
    [caveat] = standing(Versions(ended), ended, TODAY)
    assert caveat.text.count("已经过期") == 2 and caveat.text.count("。") == 1
    assert "《张掖市养犬条例》" in caveat.text and "《张掖市停车条例》" in caveat.text


def test_documents_are_named_so_that_they_can_be_told_apart(head: MakeHead) -> None:
    law, plan = head("law"), head("plan", "张掖市实施方案", "实施方案")
    other, draft = head("other", "张掖市停车条例"), head("draft", "张掖市养犬条例（征求意见稿）", status="draft")
    new = head("new", version_date="2023-05-01")
    assert named(law, [law]) == "该条例"
    assert named(law, [law, plan]) == "张掖市条例"
    assert named(law, [law, other]) == "《张掖市养犬条例》"
    assert named(draft, [draft, new]).endswith("的征求意见稿")
    assert named(new, [draft, new]) == "《张掖市养犬条例》的2023年版"
