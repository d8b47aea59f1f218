"""What callers ask."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, pairwise

from eval.cases import Case
from eval.load.questions import ANSWERS, CARDS, askings


def test_both_addresses_are_asked_in_turn_and_no_key_is_used_twice(a_case: Callable[..., Case]) -> None:
    made = list(islice(askings(1, [a_case("deadline-1"), a_case("deadline-2")]), 40))
    assert {one.path for one in made} == {ANSWERS, CARDS}
    assert all(one.path != other.path for one, other in pairwise(made))
    assert len({one.once for one in made}) == 40


def test_questions_of_a_conversation_come_in_order_within_a_session_of_their_own(a_case: Callable[..., Case]) -> None:
    made = list(islice(askings(1, [a_case("follow_up-1", "那由谁负责？", history=["什么时候建成？"])]), 4))
    assert [one.question for one in made] == ["什么时候建成？", "那由谁负责？"] * 2
    assert made[0].session_id == made[1].session_id != made[2].session_id == made[3].session_id
    assert made[0].body()["session_id"] == made[0].session_id


def test_callers_ask_in_different_orders_and_every_case_comes(a_case: Callable[..., Case]) -> None:
    cases = [a_case(f"deadline-{number}", f"问{number}？") for number in range(20)]
    first, second = ([one.question for one in islice(askings(seed, cases), 20)] for seed in (1, 2))
    assert first != second
    assert sorted(first) == sorted(second)
