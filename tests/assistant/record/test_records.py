"""Answers are kept, a session finds its own last turn, and a request sent twice is kept once."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert

from assistant.record.models import Asker, Considered, Feedback
from assistant.record.records import Records
from assistant.record.tables import ANSWERS
from assistant.understand.conversation import Turn

Make = Callable[..., Considered]
NOBODY = Asker()


def a_turn(matter: str) -> Turn:
    return Turn(places=("张掖市",), matter=matter, question=matter)


def test_an_answer_is_read_back_as_it_was(records: Records, considered: Make) -> None:
    kept = considered("a", answer="“枫桥经验”\n[1]")
    assert records.keep(kept, NOBODY) == kept.answer
    assert records.answer("a") == kept.answer


@pytest.mark.parametrize("answer_id", ["b", "", "a' OR '1'='1", "%"])
def test_an_unknown_id_is_none(records: Records, considered: Make, answer_id: str) -> None:
    records.keep(considered("a"), NOBODY)
    assert records.answer(answer_id) is None
    assert records.record(answer_id) is None
    assert records.question_key(answer_id) == ""


def test_the_last_turn_of_a_session_is_its_own_latest(records: Records, considered: Make) -> None:
    for answer_id, session, matter in (("1", "mine", "first"), ("2", "mine", "second"), ("3", "other", "foreign"), ("4", None, "nobody's")):
        records.keep(considered(answer_id, session_id=session, turn=a_turn(matter)), NOBODY)
    assert records.last_turn("mine") == a_turn("second")
    assert records.last_turn("other") == a_turn("foreign")
    assert records.last_turn("new") is None


def test_an_answer_without_a_turn_leaves_the_one_before_it(records: Records, considered: Make) -> None:
    records.keep(considered("1", session_id="mine", turn=a_turn("first")), NOBODY)
    records.keep(considered("2", session_id="mine"), NOBODY)
    assert records.last_turn("mine") == a_turn("first")


def test_a_session_belongs_to_the_key_it_was_begun_with(records: Records, considered: Make) -> None:
    records.keep(considered("1", session_id="1", turn=a_turn("甲's")), Asker(key="甲"))
    assert records.last_turn("1", "甲") == a_turn("甲's")
    assert records.last_turn("1", "乙") is None
    assert records.last_turn("1") is None


def test_what_a_former_version_wrote_is_read_though_it_has_a_field_there_is_no_more(records: Records, considered: Make) -> None:
    kept = considered("a").answer
    row = json.dumps({"formerly": {"x": 1}} | json.loads(kept.model_dump_json()))
    with records.database.begin() as connection:
        connection.execute(insert(ANSWERS).values(answer_id="a", created_at=kept.created_at, answer=row))
    assert records.answer("a") == kept
    assert records.record("a") is not None


def test_who_asked_and_what_was_said_of_it_is_in_the_record(records: Records, considered: Make) -> None:
    asker = Asker(door="card", key="热线大厅", agent="0417", request_id="r1")
    records.keep(considered("a"), asker)
    said = [Feedback(answer_id="a", helpful=helpful, created_at=f"2026-01-0{day}") for day, helpful in ((1, True), (2, False))]
    for feedback in said:
        records.add_feedback(feedback)
    kept = records.record("a")
    assert kept is not None
    assert kept.asked_by == asker
    assert kept.feedback == tuple(said)
    assert kept.versions == considered("a").beside.versions


def test_what_was_said_of_some_answers_is_read_in_its_order_and_of_no_others(records: Records, considered: Make) -> None:
    said = [
        Feedback(answer_id=answer_id, helpful=False, reason=reason, created_at="2026-01-01")
        for answer_id, reason in (("b", "outdated"), ("c", None), ("a", "other"), ("b", None))
    ]
    for feedback in said:
        records.add_feedback(feedback)
    assert records.said_of(["a", "b"]) == (said[0], said[2], said[3])
    assert records.said_of([]) == ()


def test_the_places_of_some_answers_are_told_without_those_of_others(records: Records, considered: Make) -> None:
    for answer_id, places in (("a", ("张掖市", "赣州市")), ("b", ("张掖市",)), ("c", ()), ("d", ("抚远市",))):
        records.keep(considered(answer_id, places=places), NOBODY)
    assert records.places_of(["a", "b", "c", "none"]) == {"张掖市", "赣州市"}
    assert records.places_of([]) == frozenset()


def test_the_same_answer_kept_twice_is_kept_once(records: Records, considered: Make) -> None:
    for _ in range(2):
        records.keep(considered("a"), NOBODY)
    assert records.record("a") is not None


def test_of_requests_under_one_key_at_the_same_time_one_is_kept_and_given_to_all(records: Records, considered: Make) -> None:
    asker = Asker(once="digest", request_digest="what")
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda number: records.keep(considered(str(number)), asker).answer_id, range(8)))
    assert len(set(given)) == 1
    kept = records.kept_once("digest")
    assert kept is not None
    assert (kept.answer.answer_id, kept.request_digest) == (given[0], "what")
    assert [records.answer(str(number)) is not None for number in range(8)].count(True) == 1
    assert records.kept_once("") is None


def test_the_secret_of_an_installation_stays(records: Records) -> None:
    assert len(records.secret) == 32
    assert Records(records.database).secret == records.secret
