"""A batch of questions: lines of JSON in, questions or one sentence about each bad line out, in order."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from assistant.models import Ask
from index.errors import UnreadableFile
from ui.terminal_output import sound


class BatchLine(BaseModel):
    """A line of a batch; fields it does not know are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str
    place: str | None = None
    session: str | None = None
    as_of: date | None = None

    @field_validator("question", "place", "session", mode="before")
    @classmethod
    def _sound(cls, value: object) -> object:
        return sound(value) if isinstance(value, str) else value


class BadLine(BaseModel):
    """What is wrong with a line, as a sentence for the person who wrote it."""

    sentence: str


def read_batch(path: Path) -> Iterator[BatchLine | BadLine]:
    """Lines of a file ("-": standard input) in order; empty lines are passed over. Raises UnreadableFile."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"打不开 {path}，请检查文件名和权限。") from error
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return (_line(number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _line(number: int, line: bytes) -> BatchLine | BadLine:
    try:
        return BatchLine.model_validate(json.loads(line.decode("utf-8")))
    except ValidationError as error:
        fields = "、".join(dict.fromkeys(str(part["loc"][0]) if part["loc"] else "整行" for part in error.errors()))
        return BadLine(sentence=f"第{number}行的 {fields} 不对，没有回答；每行应为 {_SHAPE}。")
    except (ValueError, RecursionError):
        return BadLine(sentence=f"第{number}行不是 JSON，没有回答；每行应为 {_SHAPE}。")


_SHAPE = '{"question": "…", "place": "张掖市", "session": "a", "as_of": "2026-01-01"}，后三项可省'


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
