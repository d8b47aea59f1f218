"""A reader's conversations are listed with the answers they show, and are nobody else's to see or change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from assistant.record.conversations import Conversations
from assistant.record.database import Database
from assistant.record.models import Asker, Considered
from assistant.record.moments import written
from assistant.record.records import Records
from assistant.record.retention import forget


@pytest.fixture
def conversations(database: Database) -> Conversations:
    """By a clock that goes on by a second whenever it is looked at; what is done here may all be done within a millisecond."""
    begun, looks = datetime.now(UTC), count()
    return Conversations(database, now=lambda: written(begun + timedelta(seconds=next(looks))))


def test_the_one_used_last_comes_first_and_keeps_its_name(conversations: Conversations) -> None:
    conversations.show("a", "me", ["1"], "第一个")
    conversations.show("b", "me", ["2"], "第二个")
    conversations.show("a", "me", ["1", "3"], "别的名字")
    [first, second] = conversations.of("me")
    assert (first.session_id, first.name, first.answer_ids) == ("a", "第一个", ("1", "3"))
    assert (second.session_id, second.answer_ids) == ("b", ("2",))


def test_nobody_sees_or_changes_anothers(conversations: Conversations) -> None:
    conversations.show("a", "me", ["1"], "我的")
    conversations.show("a", "you", ["2"], "你的")
    assert not conversations.rename("a", "you", "你的")
    assert not conversations.forget("a", "you")
    assert conversations.of("you") == () and conversations.get("a", "you") is None
    [mine] = conversations.of("me")
    assert (mine.name, mine.answer_ids) == ("我的", ("1",))


def test_nobody_has_no_conversations(conversations: Conversations) -> None:
    conversations.show("a", "", ["1"], "谁的")
    assert conversations.of("") == () and conversations.get("a", "") is None


@pytest.mark.parametrize(
    ("name", "is_taken", "called"), [("  期限\n问题 ", True, "期限 问题"), ("   ", False, "原名"), ("长" * 200, True, "长" * 80)]
)
def test_a_name_is_one_short_line(conversations: Conversations, name: str, is_taken: bool, called: str) -> None:
    conversations.show("a", "me", [], "原名")
    assert conversations.rename("a", "me", name) is is_taken
    assert conversations.of("me")[0].name == called


def test_a_forgotten_conversation_is_off_the_list_and_its_answers_stay(
    conversations: Conversations, records: Records, considered: Callable[..., Considered]
) -> None:
    records.keep(considered("1"), Asker())
    conversations.show("a", "me", ["1"], "我的")
    assert conversations.forget("a", "me")
    assert conversations.of("me") == ()
    assert records.answer("1") is not None


def test_answers_are_given_in_the_order_asked_for(records: Records, considered: Callable[..., Considered]) -> None:
    for answer_id in ("1", "2", "3"):
        records.keep(considered(answer_id), Asker())
    assert [answer.answer_id for answer in records.answers(["3", "gone", "1"])] == ["3", "1"]
    assert records.answers([]) == ()


def test_conversations_go_with_their_answers_when_they_are_too_old(conversations: Conversations, database: Database) -> None:
    conversations.show("a", "me", ["1"], "我的")
    forget(database, 30)
    assert len(conversations.of("me")) == 1
    forget(database, 30, datetime.now(UTC) + timedelta(days=31))
    assert conversations.of("me") == ()
