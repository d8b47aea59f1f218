"""Questions with what a right answer must have, one JSON object a line; the fields are told in eval/cases/README.md."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from index.models import Clause, Frozen, Plan

BUNDLED = Path(__file__).parent / "cases"
RESERVE = Path(__file__).parent / "reserve"


class ClauseExpected(Frozen):
    """A clause by the file name of its plan (without ending) and its printed path."""

    plan: str
    path: tuple[str, ...]

    def is_in(self, plan: Plan) -> bool:
        """Whether it is a clause of this plan."""
        return Path(plan.source).stem == self.plan


class Expected(Frozen):
    """What a right answer has: one of the statuses, the places, the clauses cited, the facts said, the caveats."""

    status: tuple[str, ...]
    places: tuple[str, ...] = ()
    clauses: tuple[ClauseExpected, ...] = ()
    all_clauses: bool = False
    facts: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = Field(default=(), alias="not")
    caveats: tuple[str, ...] = ()
    no_caveats: bool | tuple[str, ...] = ()


class Case(Frozen):
    """One question, with the questions before it in its conversation; `of` names the case it rewords.

    `documents` names a folder of documents put beside the bundled ones; `absent` are words of which it is checked that
    no document of the place has them, so that the question is sure to have no answer.
    """

    id: str
    kind: str
    question: str
    place: str | None = None
    as_of: str | None = None
    history: tuple[str, ...] = ()
    of: str | None = None
    documents: str | None = None
    absent: tuple[str, ...] = ()
    expect: Expected


def numbered_clauses(case: Case, plans: Sequence[Plan]) -> list[tuple[Plan, Clause]]:
    """The clauses a case expects, in the order of the plans; unnumbered paragraphs are left out, for several share the empty path."""
    wanted = [clause for clause in case.expect.clauses if clause.path]
    return [(plan, clause) for plan in plans for clause in plan.clauses if any(w.is_in(plan) and w.path == clause.path for w in wanted)]


def read_cases(where: Path = BUNDLED) -> list[Case]:
    """The cases of a file, or of all files of a folder; ids are unique."""
    files = [where] if where.is_file() else sorted(where.glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
    cases = [Case.model_validate_json(line) for line in lines]
    ids = [case.id for case in cases]
    if len(set(ids)) != len(ids):
        raise ValueError("case ids are not unique: " + ", ".join(sorted({i for i in ids if ids.count(i) > 1})))
    return cases
