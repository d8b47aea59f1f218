"""The files that documents were read from, kept as they came."""

from __future__ import annotations

from pathlib import Path

from assistant.bootstrap import Fazhi


def original_of(fazhi: Fazhi, plan_id: str) -> Path | None:
    """The file of a document held; None where there is no such document, or its file is not on this machine."""
    head = fazhi.index.get().heads.get(plan_id)
    if head is None:
        return None
    folder = fazhi.settings.plans.resolve()
    file = (folder / head.source).resolve()
    return file if file.is_file() and file.is_relative_to(folder) else None
