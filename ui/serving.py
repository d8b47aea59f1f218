"""How a process serves: with which protocol and limits, and what it loads before the first reader comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import uvicorn
from fastapi import FastAPI

from assistant.bootstrap import Fazhi
from assistant.http.peers import KnownPeer
from assistant.searching import search
from ui.connections import ImpatientH11

_CLOSE_WITHIN = 3  # seconds; pages keep a connection open for as long as they are


def config_of(app: FastAPI | Callable[[], FastAPI], proxies: tuple[str, ...], *, factory: bool = False, **more: Any) -> uvicorn.Config:
    """How uvicorn is to serve: no forwarded header is believed but of these proxies, and nobody is waited for without end."""
    served: Any = partial(_made, app, proxies) if factory else KnownPeer(app, proxies)  # type: ignore[arg-type]
    return uvicorn.Config(
        served,
        factory=factory,
        http=_impatient_protocol(),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # KnownPeer does that, and remembers who spoke
        timeout_graceful_shutdown=_CLOSE_WITHIN,
        **more,
    )


def _made(make: Callable[[], FastAPI], proxies: tuple[str, ...]) -> KnownPeer:
    return KnownPeer(make(), proxies)


def warm(fazhi: Fazhi) -> None:
    """Load model and dictionaries before the first reader waits for them."""
    search(fazhi, "行政复议由谁负责？")


def _impatient_protocol() -> type[asyncio.Protocol]:
    """The fastest protocol there is here, with its limits."""
    try:
        from ui.connections_fast import ImpatientHttpTools
    except ImportError:
        return ImpatientH11
    return ImpatientHttpTools
