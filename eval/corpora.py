"""What the cases are asked of: the documents held, and beside them, for some cases, a folder of documents meant to mislead."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from assistant.bootstrap import Fazhi
from assistant.record.database import Database
from eval.cases import Case
from eval.results import Asked
from eval.run import Progress, generate
from index.build import plan_files
from index.corrections import CORRECTIONS_SUFFIX
from index.documents import read_documents
from index.errors import FazhiError
from index.models import Plan

_HERE = Path(__file__).parent


def beside(fazhi: Fazhi, folder: str, where: Path) -> Fazhi:
    """The assistant over the documents held and those of a folder of eval/; vectors already made are not made again."""
    plans = where / "plans"
    plans.mkdir(parents=True, exist_ok=True)
    for path in (*plan_files(fazhi.settings.plans), *plan_files(_HERE / folder)):
        for each in (path, path.with_suffix(CORRECTIONS_SUFFIX)):
            if each.exists():
                shutil.copyfile(each, plans / each.name)
    kept = fazhi.settings.index_folder / "vectors.sqlite"
    (where / "index").mkdir(exist_ok=True)
    if kept.exists():
        shutil.copyfile(kept, where / "index" / kept.name)
    other = Fazhi(fazhi.settings.model_copy(update={"plans": plans, "data": where, "index": None}))
    other.__dict__["embedding"] = fazhi.embedding  # one model in memory serves both
    report = other.build()
    if report.failures:
        raise FazhiError(f"{folder} 里有文件读不出来：{report.failures[0]}")
    return other


def apart(fazhi: Fazhi, where: Path) -> Fazhi:
    """The same assistant with records of its own: questions of an evaluation are nobody's questions."""
    other = Fazhi(fazhi.settings)
    other.__dict__.update(embedding=fazhi.embedding, index=fazhi.index, database=Database(where))
    return other


def plans_beside(folder: str) -> tuple[Plan, ...]:
    """The plans of a folder of eval/, read."""
    return tuple(plan for path in plan_files(_HERE / folder) for plan in read_documents(path, path.name))


def answer_all(fazhi: Fazhi, cases: Sequence[Case], where: Path, progress: Progress = lambda done, total: None) -> list[Asked]:
    """Answers of all cases in their order."""
    systems = {folder: beside(fazhi, folder, where / folder) for folder in sorted({case.documents for case in cases if case.documents})}
    systems[""] = apart(fazhi, where)
    asked: list[Asked] = []
    for case in cases:
        asked += generate(systems[case.documents or ""].chat, [case])
        progress(len(asked), len(cases))
    return asked
