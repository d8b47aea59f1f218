"""Logs: one JSON object a line on standard error, with the request's id, and never with personal data."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from assistant.privacy import cleaned_deep

_OWN = ("time", "level", "logger", "request_id")
_LONG_NUMBER = 1_000_000


def logger(name: str) -> FilteringBoundLogger:
    """A logger that takes fields beside the event; until `configure` is called only warnings are told, as bare words.

    It goes through the standard library, so that a command's standard output never gets a line of it.
    """
    made = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.render_to_log_kwargs,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return made  # type: ignore[no-any-return]


def configure(stream: TextIO | None = None) -> None:
    """Let everything that is logged in this process come out as JSON; only a server does."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=_common(), processors=_last()))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("fazhi").setLevel(logging.INFO)
    logging.captureWarnings(True)


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    ]


def _last() -> list[Processor]:
    return [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        _without_personal_data,
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
    ]


def _without_personal_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Whatever is said, exceptions and tracebacks included; what this program wrote itself stays as it is."""
    apart = {key: event.pop(key) for key in _OWN if key in event}
    return {**apart, **{_clean(key): value if _is_harmless(value) else _clean(value) for key, value in event.items()}}


def _is_harmless(value: object) -> bool:
    """A truth, a time taken or a small number; a long number may be somebody's."""
    return value is None or isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < _LONG_NUMBER)


def _clean(value: object) -> str:
    return str(cleaned_deep(str(value)))
