"""The sorts of ill will, and which answers each should get: a refusal with the right status, or a closed connection."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import httpx

from eval.load.attempt import Attempt, Target
from eval.load.patience import idle, no_readers, slow_body, slow_headers
from eval.load.peers import peer, request

_LARGE = 5_000_000  # bytes
_EACH = 5  # of those that are the same every time
_GUESSES = 300
_A_WHILE = 3.0  # seconds, in which a normal caller asks often enough to be looked at
_AT_ONCE = 8
_MODELS, _ANSWERS = "/v1/models", "/v1/answers"
_JSON = "Content-Type: application/json"
_HEADERS_WITHIN, _BODY_WITHIN, _READ_WITHIN = 10.0, 15.0, 60.0  # seconds, as docs tell them


def _with_key(header: Callable[[Target], dict[str, str]], path: str = _MODELS) -> Callable[[Target], Counter[str]]:
    def make(target: Target) -> Counter[str]:
        with httpx.Client(base_url=target.address, headers=header(target), timeout=30, trust_env=False) as client:
            return Counter(str(client.get(path).status_code) for _ in range(_EACH))

    return make


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _guess(target: Target) -> Counter[str]:
    """One wrong key after the other."""
    with httpx.Client(base_url=target.address, timeout=30, trust_env=False) as client:
        keys = (f"{target.key[:-4]}{number:04}" for number in range(_GUESSES))
        return Counter(str(client.get(_MODELS, headers=_bearer(key)).status_code) for key in keys)


def _flood(target: Target) -> Counter[str]:
    """As many as are allowed, then so many more."""
    client = httpx.Client(base_url=target.address, headers=_bearer(target.flooding), timeout=60, trust_env=False)
    with client, ThreadPoolExecutor(_AT_ONCE) as threads:
        total = target.limit + target.times_over
        came = Counter(threads.map(lambda _: str(client.get(_MODELS).status_code), range(total)))
    right = came["200"] >= target.limit and came["429"] >= target.times_over * 0.5  # the window moves on meanwhile
    return came if right else came + Counter({"counted wrongly": 1})


def _raw(make: Callable[[Target], Iterable[bytes]]) -> Callable[[Target], Counter[str]]:
    """The same pieces sent again and again for a while, as fast as they are taken."""

    def attempt(target: Target) -> Counter[str]:
        came, until = Counter[str](), time.monotonic() + min(_A_WHILE, target.patience)
        while sum(came.values()) < _EACH or time.monotonic() < until:
            came[_sent(target, make(target))] += 1
        return came

    return attempt


def _sent(target: Target, pieces: Iterable[bytes]) -> str:
    with peer(target.port) as one:
        for piece in pieces:
            if not one.send(piece):
                break
        return one.heard(20)


def _large(target: Target) -> Iterable[bytes]:
    yield request(_ANSWERS, target.key, _JSON, f"Content-Length: {_LARGE}", method="POST")
    yield from (b"x" * 50_000 for _ in range(_LARGE // 50_000))


def _chunked(target: Target) -> Iterable[bytes]:
    yield request(_ANSWERS, target.key, _JSON, "Transfer-Encoding: chunked", method="POST")
    yield from (b"c350\r\n" + b"x" * 50_000 + b"\r\n" for _ in range(_LARGE // 50_000))
    yield b"0\r\n\r\n"


def _many_headers(target: Target) -> Iterable[bytes]:
    yield request(_MODELS, target.key, *(f"X-H{number}: {number}" for number in range(10_000)))


def _long_header(target: Target) -> Iterable[bytes]:
    yield request(_MODELS, target.key, "X-Long: " + "x" * 1_000_000)


def _long_address(target: Target) -> Iterable[bytes]:
    yield request(f"/v1/plans/{'x' * 50_000}", target.key)


def _garbage(target: Target) -> Counter[str]:
    """Bytes without sense, and what is nearly HTTP."""
    chance = Random(1)
    lines = [chance.randbytes(chance.randint(20, 2000)) + b"\r\n\r\n" for _ in range(20)]
    lines += [
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET /v1/models HTTP/1.1\r\nHost 1\r\n\r\n",
    ]
    return Counter(_sent(target, [line]) for line in lines)


def _half_closed(target: Target) -> Counter[str]:
    """Some leave off in the middle of headers or of a body, and wait for an answer."""
    whole = request(_ANSWERS, target.key, _JSON, method="POST", body='{"question": "张掖市行政复议由谁负责？"}'.encode())
    came: Counter[str] = Counter()
    for cut in (10, 60, len(whole) - 20):
        with peer(target.port) as one:
            one.send(whole[:cut])
            one.half_close()
            came[one.heard(20)] += 1
    return came


ATTEMPTS: tuple[Attempt, ...] = (
    Attempt("no key", _with_key(lambda target: {}), ("401",)),
    Attempt("wrong key", _with_key(lambda target: _bearer(f"{target.key[:-4]}0000")), ("401",)),
    Attempt("unreadable key", _with_key(lambda target: {"Authorization": "Basic !!!"}), ("401",)),
    Attempt("expired key", _with_key(lambda target: _bearer(target.expired)), ("401",)),
    Attempt("revoked key", _with_key(lambda target: _bearer(target.revoked)), ("401",)),
    Attempt("out of scope", _with_key(lambda target: _bearer(target.key), "/v1/records"), ("403",)),
    Attempt("300 guessed keys", _guess, ("401", "429")),
    Attempt("above the limit", _flood, ("200", "429")),
    Attempt("body of 5 MB with length", _raw(_large), ("413", "429")),
    Attempt("body of 5 MB in chunks", _raw(_chunked), ("413", "429")),
    Attempt("10,000 header lines", _raw(_many_headers), ("431",)),
    Attempt("header of 1 MB", _raw(_long_header), ("431",)),
    Attempt("address of 50 kB", _raw(_long_address), ("414", "431")),
    Attempt("garbage", _garbage, ("400",)),
    Attempt("half closed", _half_closed, ("closed", "400")),
    Attempt("a byte a second in headers", slow_headers, ("408", "closed"), _HEADERS_WITHIN),
    Attempt("a byte a second in body", slow_body, ("408",), _BODY_WITHIN),
    Attempt("readers that do not read", no_readers, ("closed",), _READ_WITHIN),
    Attempt("200 idle connections", idle, ("closed",), _HEADERS_WITHIN),
)
