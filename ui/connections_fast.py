"""The protocol of connections where httptools is installed, which itself takes headers of any size."""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ui.connections import Impatient

_LARGEST_HEADERS = 65_536  # bytes; the gate is stricter with headers that are complete


class ImpatientHttpTools(Impatient, HttpToolsProtocol):  # type: ignore[misc]
    """Counts what arrives while the headers of a request are due."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._headers_due = True
        self._came = 0

    def data_received(self, data: bytes) -> None:
        if self._headers_due:
            self._came += len(data)
        super().data_received(data)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._headers_due, self._came = False, 0

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._headers_due = True

    def _is_too_long(self) -> bool:
        return self._headers_due and self._came > _LARGEST_HEADERS
