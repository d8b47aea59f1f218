"""How the interface's description tells of refusals: every one is a problem of RFC 9457."""

from __future__ import annotations

from typing import Any

from assistant.http.problems import MEDIA_TYPE, TITLES, Problem

Responses = dict[int | str, dict[str, Any]]  # what FastAPI takes as `responses`


def problems(*statuses: int) -> Responses:
    """These statuses, as a route's `responses`."""
    schema = Problem.model_json_schema()
    content = {MEDIA_TYPE: {"schema": _whole(schema, schema.pop("$defs", {}))}}
    return {status: {"description": TITLES[status], "content": content} for status in statuses}


def _whole(schema: Any, parts: dict[str, Any]) -> Any:
    """A schema with its parts where they are used: FastAPI does not carry them to where they would be found."""
    if isinstance(schema, list):
        return [_whole(one, parts) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _whole(parts[schema["$ref"].rpartition("/")[2]], parts)
    return {name: _whole(value, parts) for name, value in schema.items()}
