"""What must hold at two servers of one installation, whichever of their processes is asked."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from eval.load.servers import Installation, Server, key_id
from index.models import Frozen

PER_KEY, PER_USER = 40, 15  # requests a minute that the installation allows
_WITHIN = 8.0  # seconds in which what was said at one server must hold at all
_AT_ONCE = 12
_PLAINLY: dict[str, Any] = {"timeout": 30, "trust_env": False, "verify": False}  # http: no certificates need be read
_PLACE = "张掖市"
_QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？"
_FOLLOW_UP = "由谁负责？"
_MODELS = "/v1/models"  # an address that costs nothing, to count requests with


class Check(Frozen):
    """One thing that must hold at both servers, and what was seen."""

    name: str
    passed: bool
    seen: str


class Two:
    """Two servers of one installation; each check has a key of its own, so that limits of one do not meet another."""

    def __init__(self, installation: Installation, servers: Sequence[Server]) -> None:
        self.installation = installation
        self.addresses = [server.address for server in servers]

    def get(self, at: int, path: str, key: str, **headers: str) -> httpx.Response:
        """Ask one of the servers."""
        return httpx.get(self.addresses[at] + path, headers=_headers(key, headers), **_PLAINLY)

    def post(self, at: int, path: str, key: str, body: dict[str, Any], **headers: str) -> httpx.Response:
        """Tell one of the servers."""
        return httpx.post(self.addresses[at] + path, json=body, headers=_headers(key, headers), **_PLAINLY)

    def ask(self, at: int, key: str, question: str, session_id: str | None = None, once: str = "") -> httpx.Response:
        """A question."""
        body = {"question": question} | ({"session_id": session_id} if session_id else {})
        return self.post(at, "/v1/answers", key, body, **({"Idempotency_Key": once} if once else {}))


def rate_of_a_key(two: Two) -> Check:
    """Requests of one key at both servers count together."""
    key = two.installation.key("限次")
    came = Counter(two.get(number % 2, _MODELS, key).status_code for number in range(PER_KEY + 10))
    return Check(name="limit of a key", passed=came == {200: PER_KEY, 429: 10}, seen=_told(came))


def rate_of_a_user(two: Two) -> Check:
    """Requests for one end user at both servers count together; another end user is not in the way."""
    key = two.installation.key("最终用户")
    came = Counter(two.get(number % 2, _MODELS, key, X_End_User="0417").status_code for number in range(PER_USER + 5))
    other = two.get(0, _MODELS, key, X_End_User="0418").status_code
    passed = came == {200: PER_USER, 429: 5} and other == 200
    return Check(name="limit of an end user", passed=passed, seen=f"{_told(came)}, another {other}")


def conversation(two: Two) -> Check:
    """A conversation begun at one goes on at the other."""
    key = two.installation.key("对话")
    two.ask(0, key, _QUESTION, session_id="call-1")
    answer = two.ask(1, key, _FOLLOW_UP, session_id="call-1").json()
    places = sorted({citation["place"] for citation in answer["citations"]})
    passed = answer["status"] == "answered" and places == [_PLACE]
    return Check(name="conversation", passed=passed, seen=f"{answer['status']}, {places}, {answer['standalone_question']}")


def approval(two: Two) -> Check:
    """A wording corrected at one is used at the other, and no more once it is rejected there."""
    key, reviewer = two.installation.key("问"), two.installation.key("审", "review")
    first = two.ask(0, key, _QUESTION).json()
    wording = first["claims"][0]["text"]
    review = two.post(0, f"/v1/answers/{first['answer_id']}/review", reviewer, {"verdict": "correct", "wording": wording})
    again = two.ask(1, key, _QUESTION).json()
    two.post(1, f"/v1/answers/{first['answer_id']}/review", reviewer, {"verdict": "reject"})
    afterwards = two.ask(0, key, _QUESTION).json()
    passed = review.status_code == 200 and bool(again["approved"]) and wording in again["answer"] and not afterwards["approved"]
    return Check(
        name="approved wording", passed=passed, seen=f"review {review.status_code}, then {again['approved']}, then {afterwards['approved']}"
    )


def record(two: Two) -> Check:
    """An answer given by one is read back at the other, the same."""
    key = two.installation.key("记录")
    told = two.ask(0, key, _QUESTION).json()
    read = two.get(1, f"/v1/answers/{told['answer_id']}", key)
    same = read.status_code == 200 and all(read.json()[name] == told[name] for name in told)
    return Check(name="answer read back", passed=same, seen=str(read.status_code))


def idempotency(two: Two) -> Check:
    """A request sent to both has one answer, sent one after the other or at the same time."""
    key = two.installation.key("重发")
    first, second = (two.ask(at, key, _QUESTION, once="one") for at in (0, 1))
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        at_once = list(threads.map(lambda number: two.ask(number % 2, key, _QUESTION, once="two"), range(_AT_ONCE)))
    other = two.ask(1, key, _FOLLOW_UP, once="one").status_code
    ids = {reply.json().get("answer_id") for reply in at_once}
    passed = first.json()["answer_id"] == second.json()["answer_id"] and len(ids) == 1 and None not in ids and other == 422
    seen = f"replayed {second.headers.get('Idempotent-Replayed')}, {len(ids)} answers to {_AT_ONCE} at once, another question {other}"
    return Check(name="Idempotency-Key", passed=passed, seen=seen)


def revocation(two: Two) -> Check:
    """A key revoked by the command stops at both within seconds."""
    key = two.installation.key("撤销")
    before = _everywhere(two, lambda at: two.get(at, _MODELS, key).status_code)
    two.installation.run("keys", "revoke", key_id(key))
    seconds = _until(lambda: _everywhere(two, lambda at: two.get(at, _MODELS, key).status_code) == {401})
    return Check(name="revoked key", passed=before == {200} and seconds is not None, seen=f"{before} before, 401 at both after {seconds} s")


def pausing(two: Two) -> Check:
    """`fazhi pause` stops both within seconds, with the reason; `fazhi resume` starts both."""
    why = "演练"

    def asked(at: int) -> tuple[int, bool]:
        reply = two.ask(at, two.installation.key("暂停"), _QUESTION)  # as often as need be
        return reply.status_code, why in reply.text

    two.installation.run("pause", "--why", why)
    stopped = _until(lambda: _everywhere(two, asked) == {(503, True)})
    two.installation.run("resume")
    going = _until(lambda: _everywhere(two, lambda at: asked(at)[0]) == {200})
    passed = stopped is not None and going is not None
    return Check(name="pause and resume", passed=passed, seen=f"stopped after {stopped} s, going after {going} s")


CHECKS: tuple[Callable[[Two], Check], ...] = (
    rate_of_a_key,
    rate_of_a_user,
    conversation,
    approval,
    record,
    idempotency,
    revocation,
    pausing,
)


def _everywhere(two: Two, asked: Callable[[int], Any]) -> set[Any]:
    """What both servers say, asked a few times each, so that each of their processes is."""
    return {asked(number % 2) for number in range(6)}


def _until(holds: Callable[[], bool]) -> float | None:
    """After how many seconds something holds, None where it does not in time."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < _WITHIN:
        if holds():
            return round(passed, 1)
        time.sleep(0.2)
    return None


def _headers(key: str, more: dict[str, str]) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"} | {name.replace("_", "-"): value for name, value in more.items()}


def _told(came: Counter[int]) -> str:
    return ", ".join(f"{count} x {status}" for status, count in sorted(came.items()))
