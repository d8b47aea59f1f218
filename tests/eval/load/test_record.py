"""What callers received, held against what the record holds."""

from __future__ import annotations

import json
from collections.abc import Mapping

from eval.load.asking import Received, digest
from eval.load.record import Kept, compared


def an_answer(number: int) -> dict[str, object]:
    return {"answer_id": f"a{number}", "answer": "甲。"}


def received(number: int, once: str = "", told: Mapping[str, object] | None = None, *, is_card: bool = False) -> Received:
    return Received(
        once=once or f"k{number}", answer_id=f"a{number}", digest=digest(told or an_answer(number)), waited=0.1, is_card=is_card
    )


def kept(number: int, once: str | None = None, card: str = "") -> Kept:
    return Kept(answer_id=f"a{number}", once=f"o{number}" if once is None else once, answer=json.dumps(an_answer(number)), card=card)


def test_what_was_received_and_is_kept_the_same_is_right() -> None:
    found = compared([received(1), received(2)], [kept(1), kept(2)], sent=2)
    assert found.is_right
    assert (found.received, found.recorded, found.unclaimed) == (2, 2, 0)


def test_an_answer_that_the_record_lacks_is_lost() -> None:
    found = compared([received(1), received(2)], [kept(1)])
    assert found.lost == 1
    assert not found.is_right


def test_an_answer_that_the_record_tells_otherwise_is_different() -> None:
    found = compared([received(1, told={"answer_id": "a1", "answer": "乙。"})], [kept(1)])
    assert found.different == 1
    assert not found.is_right


def test_a_card_is_held_against_the_card_that_was_kept() -> None:
    card = {"answer_id": "a1", "say": "丙。"}
    assert compared([received(1, told=card, is_card=True)], [kept(1, card=json.dumps(card))]).is_right
    assert compared([received(1, told=card, is_card=True)], [kept(1, card='{"say": "丁。"}')]).different == 1


def test_two_answers_under_one_key_are_seen_in_the_record_and_by_the_caller() -> None:
    assert compared([received(1)], [kept(1, "o"), kept(2, "o")]).twice == 1
    assert compared([received(1)], [kept(1)], told_otherwise=1).twice == 1
    assert compared([received(1)], [kept(1, ""), kept(2, "")]).twice == 2


def test_more_answers_than_requests_are_answers_twice() -> None:
    found = compared([received(1)], [kept(1), kept(2), kept(3)], sent=2)
    assert found.twice == 1
    assert found.unclaimed == 2


def test_an_answer_that_nobody_received_is_no_fault() -> None:
    found = compared([received(1)], [kept(1), kept(2)], sent=2)
    assert found.is_right
    assert found.unclaimed == 1
