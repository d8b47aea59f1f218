"""Files that were read once: kept on disk by what was read, so that only new and changed files are read again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from index.corrections import CORRECTIONS_SUFFIX
from index.disk import replace
from index.errors import UnreadableFile
from index.models import READER_VERSION, Frozen, Plan, PlanHead
from index.pieces import pieces_of


class PlanFile(Frozen):
    """A file of the plans folder; `key` changes when its bytes, its name, its corrections or the reader do."""

    path: Path
    source: str
    key: str


class FileRead(Frozen):
    """What a file holds: its documents without their text and how many pieces each has, or why it cannot be read."""

    source: str
    key: str
    heads: tuple[PlanHead, ...] = ()
    pieces: tuple[int, ...] = ()
    failure: str = ""


class Held(Frozen):
    """A document that is held: which of the documents of which reading, under the id it has among the others."""

    head: PlanHead
    key: str
    ordinal: int
    pieces: int


class Readings:
    """Readings in a folder; each is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = folder / "seen.json"

    def survey(self, files: Iterable[tuple[Path, str]]) -> tuple[tuple[PlanFile, ...], tuple[FileRead, ...]]:
        """Files with their keys, and those that cannot be opened; bytes are read again only where size or time changed."""
        before, seen = self._load_seen(), {}
        found, failures = [], []
        for path, source in files:
            if not _is_sound(source):
                shown = os.fsencode(source).decode("utf-8", "replace")
                failures.append(FileRead(source=shown, key="", failure=f"{shown} 的文件名有乱码，已跳过，请给它改个名字。"))
                continue
            try:
                stamp = _stamp(path)
                known = before.get(source)
                sha256 = known[1] if known and known[0] == stamp else hashlib.sha256(path.read_bytes()).hexdigest()
                beside = path.with_suffix(CORRECTIONS_SUFFIX)
                corrected = beside.read_bytes() if beside.is_file() else b""
            except OSError:
                sentence = f"{source} 无法打开，已跳过，请检查有没有这个文件、能不能读。"
                failures.append(FileRead(source=source, key="", failure=sentence))
                continue
            seen[source] = (stamp, sha256)
            key = hashlib.sha256(f"{READER_VERSION}|{source}|{sha256}|".encode() + corrected).hexdigest()[:32]
            found.append(PlanFile(path=path, source=source, key=key))
        self._folder.mkdir(parents=True, exist_ok=True)
        replace(self._seen, json.dumps(seen, ensure_ascii=False))
        return tuple(found), tuple(failures)

    def _load_seen(self) -> dict[str, tuple[list[int], str]]:
        try:
            return {source: (stamp, sha256) for source, (stamp, sha256) in json.loads(self._seen.read_text(encoding="utf-8")).items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}  # everything is looked at again

    def get(self, key: str) -> FileRead | None:
        """What was read under this key, None where nothing was."""
        try:
            return FileRead.model_validate_json((self._of(key) / "file.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def put(self, file: PlanFile, plans: tuple[Plan, ...]) -> FileRead:
        """Keep the documents of a file."""
        read = FileRead(
            source=file.source, key=file.key, heads=tuple(plan.head for plan in plans), pieces=tuple(len(pieces_of(plan)) for plan in plans)
        )
        folder = self._of(file.key)
        folder.mkdir(parents=True, exist_ok=True)
        for ordinal, plan in enumerate(plans):
            replace(folder / f"{ordinal}.json", plan.model_dump_json(by_alias=True))
        replace(folder / "file.json", read.model_dump_json(by_alias=True))
        return read

    def fail(self, file: PlanFile, sentence: str) -> FileRead:
        """Say why a file cannot be read; it is tried again next time, for what is missing on this machine may be there then."""
        return FileRead(source=file.source, key=file.key, failure=sentence)

    def plan(self, held: Held) -> Plan:
        """The document itself, under the id it is held by; raises UnreadableFile where its reading is gone."""
        try:
            plan = Plan.model_validate_json((self._of(held.key) / f"{held.ordinal}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UnreadableFile(f"{held.head.source} 的读取结果不见了或损坏，请运行 fazhi index --rebuild。") from error
        return plan if plan.plan_id == held.head.plan_id else renamed(plan, held.head.plan_id)

    def prune(self, keys: Iterable[str]) -> None:
        """Throw away the readings of files that are no longer held."""
        kept = set(keys)
        for folder in self._folder.glob("*/*"):
            if folder.is_dir() and folder.name not in kept:
                (folder / "file.json").unlink(missing_ok=True)  # first: what is half thrown away is none
                shutil.rmtree(folder, ignore_errors=True)

    def _of(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _stamp(path: Path) -> list[int]:
    """Changes whenever a file may have; a copy may keep the time of the words, never the time of the change."""
    status = os.stat(path)
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _is_sound(name: str) -> bool:
    """Whether a name is text: one of another encoding (GBK) is not, and could be written nowhere."""
    try:
        return bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def renamed(plan: Plan, plan_id: str) -> Plan:
    """The same document under another id, its clauses' ids told apart from those of the document that has the first."""
    suffix = plan_id.removeprefix(plan.plan_id)
    clauses = tuple(clause.model_copy(update={"plan_id": plan_id, "clause_id": f"{clause.clause_id}{suffix}"}) for clause in plan.clauses)
    return plan.model_copy(update={"plan_id": plan_id, "clauses": clauses})
