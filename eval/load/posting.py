"""What people write about themselves, sent to every address that takes words, and in every wrong way that is easily come by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from random import Random
from urllib.parse import quote

import httpx
from pydantic import Field

from eval.privacy import values
from eval.privacy.messages import Item, Message
from index.models import Frozen

_CHAT, _SEARCH = "/v1/chat/completions", "/v1/search"


class Post(Frozen):
    """A request as it is sent; a body that is no JSON is given as `raw`."""

    method: str = "POST"
    path: str
    body: str | None = None
    raw: str | None = None
    headers: dict[str, str] = Field(default_factory=dict)


class Person:
    """Who sends a message: ids that are a telephone number and an identity card, as systems of the hotline are wont to use."""

    def __init__(self, chance: Random) -> None:
        self.phone, self.other_phone, self.card = values.mobile(chance), values.mobile(chance), values.id_card(chance)
        self.email = values.email(chance)

    def items(self) -> tuple[Item, ...]:
        """What is personal in the ids."""
        numbers = (Item("phone", self.phone), Item("phone", self.other_phone), Item("id_card", self.card))
        return (*numbers, Item("email", self.email))

    def headers(self) -> dict[str, str]:
        """The agent, the end user, the key of repetition and the request are all called by them."""
        ids = {"X-Agent-Id": self.phone, "X-End-User": self.card, "X-Request-Id": self.other_phone}
        return ids | {"Idempotency-Key": self.phone, "User-Agent": f"hotline/{self.phone}", "Referer": f"http://hotline/{self.email}"}


def well_formed(message: Message, person: Person, number: int) -> Iterator[Post]:
    """The message at every address that takes a question."""
    text, ids = message.text, person.headers()
    address = next((item.value for item in message.items if item.kind == "address"), None)
    yield _json("/v1/answers", {"question": text, "session_id": person.phone}, ids)
    yield _json("/v1/hotline/cards", {"question": text, "caller_place": address, "session_id": f"来电{person.phone}"}, _but_once(ids))
    turns = [{"role": "user", "content": text}, {"role": "assistant", "content": text}, {"role": "user", "content": f"那赣州呢？{text}"}]
    yield _json(_CHAT, {"messages": turns, "user": person.phone, "model": person.phone, "stream": bool(number % 2)}, _but_once(ids))
    yield Post(method="GET", path=f"{_SEARCH}?q={quote(text[:300])}", headers=ids)
    yield _json("/v1/answers", {"question": text, "place": person.phone, "stream": True}, _but_once(ids))


def said_of(answer_id: str, message: Message, person: Person) -> Iterator[Post]:
    """The message as what people say of an answer."""
    ids = _but_once(person.headers())
    yield _json(f"/v1/answers/{answer_id}/feedback", {"helpful": False, "comment": message.text[:500]}, ids)
    yield _json(f"/v1/answers/{answer_id}/review", {"verdict": "reject", "reason": message.text[:500]}, ids)
    correction = {"verdict": "correct", "wording": message.text[:500], "clause_ids": [person.phone], "reason": message.text[:500]}
    yield _json(f"/v1/answers/{answer_id}/review", correction, ids)


def malformed(message: Message, person: Person) -> Iterator[Post]:
    """The message where it does not belong: names of fields, values of other kinds, addresses, what is no JSON."""
    text, ids = message.text, _but_once(person.headers())
    yield _json("/v1/answers", {text[:60]: text, "question": {"text": text}}, ids)
    yield _json("/v1/answers", {"question": text, "as_of": person.card, person.phone: 1}, ids)
    yield _json("/v1/hotline/cards", {"question": [person.phone], person.card: text}, ids)
    yield _json(_CHAT, {"messages": [{"role": text[:40], "content": text}], person.phone: text}, ids)
    yield Post(path="/v1/answers", raw=f'{{"question": "{text}" {person.phone}', headers=ids)
    yield Post(path=f"/v1/answers/{person.phone}/review", raw=f'{{"verdict": "{person.card}"}}', headers=ids)
    for path in (f"/v1/answers/{person.phone}", f"/v1/plans/{person.card}", f"/v1/clauses/{quote(text[:80])}", f"/{person.card}"):
        yield Post(method="GET", path=path, headers=ids)
    yield Post(method="GET", path=f"{_SEARCH}?q=x&{person.phone}={quote(text[:80])}&limit={person.card}", headers=ids)
    yield Post(method="PUT", path=f"/v1/answers/{person.phone}?{quote(text[:80])}", headers=ids)
    yield Post(method="GET", path="/v1/plans", headers={**ids, "Authorization": f"Bearer {person.card}"})
    yield Post(path="/v1/answers", raw="{}", headers={**ids, "Content-Type": f"text/{person.phone}"})


def send(client: httpx.Client, post: Post) -> httpx.Response:
    """One request, its answer read to the end."""
    kind = {"Content-Type": "application/json"} if post.method == "POST" else {}
    content = post.body if post.body is not None else post.raw
    return client.request(post.method, post.path, content=content.encode() if content else None, headers={**kind, **post.headers})


def _json(path: str, body: Mapping[str, object], headers: dict[str, str]) -> Post:
    return Post(path=path, body=json.dumps(body, ensure_ascii=False), headers=headers)


def _but_once(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name != "Idempotency-Key"}
