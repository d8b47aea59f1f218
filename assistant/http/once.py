"""Who asks, for the record; and the same request sent twice under one Idempotency-Key is answered once."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Header, Request, Response
from pydantic import BaseModel

from assistant.bootstrap import Fazhi
from assistant.http.callers import agent_of, caller_of
from assistant.record.models import Asker, Door
from assistant.record.records import Kept

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="重发同一个请求时带上同一个值，就只回答一次、只记一次；由调用方自定，每个新问题换一个",
        examples=["7f9c2ba4-e88f-45d6-9d6c-0a5d8f1c2b3e"],
    ),
]
REPLAYED = "Idempotent-Replayed"


def asker_of(fazhi: Fazhi, request: Request, door: Door, asked: BaseModel, key: str | None = None) -> Asker:
    """Who asks; what they asked under an Idempotency-Key is kept as digests only."""
    caller, secret = caller_of(request), fazhi.records.secret if key else b""
    return Asker(
        door=door,
        key=caller.name,
        agent=agent_of(request),
        request_id=request.scope.get("fazhi.request_id", ""),
        once=_digest(secret, f"{caller.identity}\0{key}") if key else "",
        request_digest=_digest(secret, f"{door}\0{asked.model_dump_json()}") if key else "",
    )


def kept_before(fazhi: Fazhi, asker: Asker, response: Response) -> Kept | None:
    """What was answered under the same Idempotency-Key; raises KeyUsedOtherwise where something else was asked under it."""
    kept = fazhi.records.kept_once(asker.once)
    if kept is None:
        return None
    same = kept.for_request(asker)
    response.headers[REPLAYED] = "true"
    return same


def _digest(secret: bytes, said: str) -> str:
    return hmac.new(secret, said.encode("utf-8", "replace"), "sha256").hexdigest()
