"""A service that reads a question beside each text found for it, and puts the texts in order.

Two ways of asking are spoken: {"query", "documents", "top_n"} → {"results": [{"index", "relevance_score"}]} (Jina, Cohere,
vLLM, Xinference) and {"query", "texts"} → [{"index", "score"}] (text-embeddings-inference).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any, Protocol

import httpx

from index.endpoint import EndpointFailed, Service, http_client
from index.errors import RerankError

_SECONDS = 3.0  # for one order, its second try included
_ADVICE = "重排接口没有应答，请检查 FAZHI_RERANK_URL 指向的服务。"


class Reranker(Protocol):
    """Puts texts in order; `model` names what does."""

    model: str

    def order(self, question: str, texts: Sequence[str]) -> tuple[int, ...]:
        """The positions of all texts, best first; raises RerankError."""
        ...


class EndpointReranker:
    """A rerank endpoint; which of the two ways it wants to be asked shows at the first answer."""

    def __init__(self, url: str, model: str, key: str) -> None:
        self.model = model or "default"
        self._name = model
        self._key = key
        self._client, address = http_client(url, _SECONDS)
        self._address = _rerank_address(address)
        self._service = Service(_SECONDS)
        self._way = "documents"

    def order(self, question: str, texts: Sequence[str]) -> tuple[int, ...]:
        """The positions of all texts, best first; raises RerankError."""
        try:
            return self._service.call(lambda: self._asked(question, texts))
        except EndpointFailed as failed:
            reason = failed.reason
        raise RerankError(_ADVICE, reason)

    def _asked(self, question: str, texts: Sequence[str]) -> tuple[int, ...]:
        bodies: dict[str, dict[str, Any]] = {
            "documents": {"model": self._name, "query": question, "documents": list(texts), "top_n": len(texts)},
            "texts": {"query": question, "texts": list(texts)},
        }
        for way in sorted(bodies, key=lambda way: way != self._way):  # the way that was answered last comes first
            try:
                found = _order(self._reply(bodies[way]), len(texts))
            except EndpointFailed as failed:
                if failed.reason != "refused":
                    raise
                continue
            self._way = way
            return found
        raise EndpointFailed("refused")

    def _reply(self, body: dict[str, Any]) -> Any:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        return json.loads(self._client.post(self._address, json=body, headers=headers).content)


def _rerank_address(address: str) -> str:
    """The address with /rerank at the end of its path, given so or not."""
    url = httpx.URL(address)
    path = url.path.rstrip("/")
    return str(url.copy_with(path=path if path.endswith("/rerank") else f"{path}/rerank"))


def _order(reply: Any, count: int) -> tuple[int, ...]:
    """The positions of a reply by falling score, then those it left out; of equal scores the one found first stays first."""
    scores: dict[int, float] = {}
    for result in reply["results"] if isinstance(reply, dict) else reply:
        position = result["index"]
        score = result["relevance_score"] if "relevance_score" in result else result["score"]
        if not _is_number(position, int) or not _is_number(score, int | float):
            raise EndpointFailed("unreadable")
        if not 0 <= position < count or position in scores or not math.isfinite(score):
            raise EndpointFailed("unreadable")
        scores[position] = score
    if not scores:
        raise EndpointFailed("unreadable")
    ranked = sorted(scores, key=lambda position: (-scores[position], position))
    return (*ranked, *(position for position in range(count) if position not in scores))


def _is_number(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)
