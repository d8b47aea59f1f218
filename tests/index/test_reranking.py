"""A reranker's order is taken where it is one; whatever else comes is one RerankError without address or key."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from index import reranking
from index.errors import RerankError
from index.reranking import EndpointReranker

TEXTS = ["甲", "乙", "丙"]
BEST_LAST = [{"index": 2, "relevance_score": 0.9}, {"index": 0, "relevance_score": -1.5}, {"index": 1, "relevance_score": 0.1}]


@pytest.fixture
def speaking(make_service: Callable) -> Callable[[Any], Any]:
    """A service that always says the same JSON."""
    return lambda said: make_service(lambda *_: (200, said if isinstance(said, bytes) else json.dumps(said).encode()))


def reason(reranker: EndpointReranker) -> str:
    with pytest.raises(RerankError, match="FAZHI_RERANK_URL") as failed:
        reranker.order("问", TEXTS)
    return failed.value.reason


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/rerank", "/rerank/"])
def test_texts_come_back_by_falling_score_whether_the_address_ends_in_rerank_or_not(speaking: Callable, ending: str) -> None:
    service = speaking({"results": BEST_LAST})
    assert EndpointReranker(service.url + ending, "m", "k").order("问", TEXTS) == (2, 1, 0)
    [(path, body)] = service.asked
    assert path == ("/v1/rerank" if "v1" in ending else "/rerank")
    assert json.loads(body) == {"model": "m", "query": "问", "documents": TEXTS, "top_n": 3}
    assert service.headers[0]["Authorization"] == "Bearer k"


def test_a_service_that_wants_to_be_asked_for_texts_is_found_out_once(make_service: Callable) -> None:
    def reply(_service, body: str) -> tuple[int, bytes]:
        if "texts" not in json.loads(body):
            return 422, b"missing field `texts`"
        return 200, json.dumps([{"index": 1, "score": 0.8}, {"index": 0, "score": 0.3}, {"index": 2, "score": 0.1}]).encode()

    service = make_service(reply)
    reranker = EndpointReranker(service.url, "", "")
    assert [reranker.order("问", TEXTS) for _ in range(3)] == [(1, 0, 2)] * 3
    assert [sorted(json.loads(body)) for _, body in service.asked[1:]] == [["query", "texts"]] * 3
    assert "Authorization" not in service.headers[0]


def test_what_a_reply_leaves_out_follows_in_the_order_it_had(speaking: Callable) -> None:
    assert EndpointReranker(speaking({"results": BEST_LAST[:1]}).url, "m", "").order("问", TEXTS) == (2, 0, 1)


def test_of_equal_scores_the_first_found_stays_first(speaking: Callable) -> None:
    said = {"results": [{"index": position, "relevance_score": 0.5} for position in (2, 1, 0)]}
    assert EndpointReranker(speaking(said).url, "m", "").order("问", TEXTS) == (0, 1, 2)


@pytest.mark.parametrize(
    "said",
    [
        b"no JSON",
        b"",
        b"[" * 100_000,
        b'{"results": [{"index": 0, "relevance_score": NaN}]}',
        {"results": [{"index": 3, "relevance_score": 1}]},
        {"results": [{"index": -1, "relevance_score": 1}]},
        {"results": [{"index": True, "relevance_score": 1}]},
        {"results": [{"index": 1.0, "relevance_score": 1}]},
        {"results": [{"index": 1, "relevance_score": "0.5"}]},
        {"results": [{"index": 1, "relevance_score": 1}, {"index": 1, "relevance_score": 0}]},
        {"results": [{"relevance_score": 1}]},
        {"results": []},
        {"error": "geheim"},
        [],
        [1, 2],
        7,
        None,
    ],
)
def test_a_reply_that_is_no_order_is_unreadable(speaking: Callable, said: Any) -> None:
    assert reason(EndpointReranker(speaking(said).url, "m", "")) == "unreadable"


@pytest.mark.parametrize(("status", "expected"), [(500, "failed"), (429, "busy"), (401, "refused"), (302, "refused")])
def test_a_service_that_does_not_serve_says_why_in_a_word(make_service: Callable, status: int, expected: str) -> None:
    assert reason(EndpointReranker(make_service(lambda *_: (status, b"{}")).url, "m", "")) == expected


def test_a_slow_service_is_not_waited_for(make_service: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reranking, "_SECONDS", 0.2)
    service = make_service(lambda service, _: (200 + service.over.wait(30), b"{}"))
    assert reason(EndpointReranker(service.url, "m", "")) == "timeout"


@pytest.mark.parametrize("key", ["geheim", "geheim\n", "geheim密"])
@pytest.mark.parametrize("url", ["http://wer:geheim@127.0.0.1:9/v1", "http://geheim", "geheim"])
def test_neither_key_nor_login_is_told_to_anyone(url: str, key: str, caplog: pytest.LogCaptureFixture) -> None:
    reranker = EndpointReranker(url, "m", key)
    with caplog.at_level(logging.DEBUG):
        try:
            reranker.order("问", TEXTS)
        except RerankError as error:
            told = "".join(traceback.format_exception(error)) + repr(error)
    assert "geheim" not in told + repr(reranker)
    assert "wer:geheim" not in caplog.text
    assert "Bearer geheim" not in caplog.text
