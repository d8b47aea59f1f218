"""What is sent with personal data in it."""

from __future__ import annotations

import json
from random import Random

from eval.load.posting import Person, malformed, said_of, well_formed
from eval.load.tracking import Sought
from eval.privacy.messages import messages

MESSAGE = messages(1, 1)[0]
PERSON = Person(Random(1))


def test_every_request_carries_what_is_looked_for() -> None:
    sought = Sought((*MESSAGE.items, *PERSON.items()))
    for post in (*well_formed(MESSAGE, PERSON, 1), *said_of("a1", MESSAGE, PERSON), *malformed(MESSAGE, PERSON)):
        assert sought.found_in(f"{post.path} {post.body} {post.raw} {post.headers}")


def test_the_message_comes_to_every_address_that_takes_words() -> None:
    posts = [*well_formed(MESSAGE, PERSON, 1), *said_of("a1", MESSAGE, PERSON)]
    paths = {post.path.partition("?")[0] for post in posts}
    assert paths == {
        *("/v1/answers", "/v1/hotline/cards", "/v1/chat/completions", "/v1/search"),
        *("/v1/answers/a1/feedback", "/v1/answers/a1/review"),
    }
    assert all(json.loads(post.body) for post in posts if post.body)


def test_chats_are_streamed_every_other_time() -> None:
    streams = [
        json.loads(post.body)["stream"]
        for number in (1, 2)
        for post in well_formed(MESSAGE, PERSON, number)
        if post.body and "chat" in post.path
    ]
    assert sorted(streams) == [False, True]


def test_ids_are_somebodys_numbers() -> None:
    numbers = {item.value for item in PERSON.items()}
    assert {PERSON.headers()[name] for name in ("X-Agent-Id", "X-End-User", "X-Request-Id", "Idempotency-Key")} <= numbers
