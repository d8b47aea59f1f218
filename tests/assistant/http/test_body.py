"""A body that comes too slowly is not waited for."""

from __future__ import annotations

import anyio
import pytest
from starlette.exceptions import HTTPException
from starlette.types import Message

from assistant.http.admission import limited


def test_a_body_that_does_not_end_in_time_is_refused_and_a_listener_afterwards_is_not() -> None:
    async def never() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def complete() -> Message:
        return {"type": "http.request", "body": b"x", "more_body": False}

    async def tried() -> None:
        with pytest.raises(HTTPException) as told:
            await limited(never, within=0.01)()
        assert (told.value.status_code, told.value.headers) == (408, {"Connection": "close"})
        receive = limited(complete, within=0.05)
        await receive()
        await anyio.sleep(0.06)
        assert (await receive())["type"] == "http.request"  # whoever waits for the caller to go away waits as long as it takes

    anyio.run(tried)
