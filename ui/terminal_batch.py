"""A batch: lines of JSON in, questions or claims (or one sentence about each bad line) out, in order."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from assistant.models import Ask
from index.errors import UnreadableFile
from ui.terminal_output import sound


class _Line(BaseModel):
    """A line of a batch; fields it does not know are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    shape: ClassVar[str]

    @field_validator("*", mode="before")
    @classmethod
    def _sound(cls, value: object) -> object:
        return sound(value) if isinstance(value, str) else value


class BatchLine(_Line):
    """A question."""

    shape: ClassVar[str] = '{"question": "…", "place": "张掖市", "session": "a", "as_of": "2026-01-01"}，后三项可省'

    question: str
    place: str | None = None
    session: str | None = None
    as_of: date | None = None


class ClaimLine(_Line):
    """A claim to be checked against evidence words."""

    shape: ClassVar[str] = '{"claim": "…", "evidence": "…", "place": "张掖市"}，place 可省'

    claim: str
    evidence: str
    place: str | None = None


Line = TypeVar("Line", bound=_Line)


class BadLine(BaseModel):
    """What is wrong with a line, as a sentence for the person who wrote it."""

    sentence: str


def read_batch(path: Path, kind: type[Line]) -> Iterator[Line | BadLine]:
    """Lines of a file ("-": standard input) in order; empty lines are passed over. Raises UnreadableFile."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"打不开 {path}，请检查文件名和权限。") from error
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return (_line(number, line, kind) for number, line in enumerate(lines, start=1) if line.strip())


def _line(number: int, line: bytes, kind: type[Line]) -> Line | BadLine:
    try:
        return kind.model_validate(json.loads(line.decode("utf-8")))
    except ValidationError as error:
        fields = "、".join(dict.fromkeys(str(part["loc"][0]) if part["loc"] else "整行" for part in error.errors()))
        return BadLine(sentence=f"第{number}行的 {fields} 不对，没有处理；每行应为 {kind.shape}。")
    except (ValueError, RecursionError):
        return BadLine(sentence=f"第{number}行不是 JSON，没有处理；每行应为 {kind.shape}。")


class Conversations:
    """Session names of one batch: lines of one session are one conversation, and nothing from an earlier run is in it."""

    def __init__(self) -> None:
        self._run = uuid.uuid4().hex[:8]

    def ask(self, line: BatchLine, place: str | None, as_of: str | None) -> Ask:
        """The question as it is asked; what the line leaves open is taken from the command."""
        return Ask(
            question=line.question,
            place=line.place or place,
            session_id=f"{line.session}@{self._run}" if line.session else None,
            as_of=line.as_of.isoformat() if line.as_of else as_of,
        )
