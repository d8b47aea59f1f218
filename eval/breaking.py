"""The gate is put to the test: every fault must be caught by it, and by its name."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import Fazhi
from eval.cases import Case
from eval.corpora import answer_all
from eval.faults import FAULTS, Fault, switched_on
from eval.gate import baseline_of, judge_run, read_baseline
from eval.results import Judgement, Problem, Scores
from eval.run import describe
from eval.steps import judged


@dataclass(frozen=True)
class Told:
    """What the gate said to a fault, and what it says without one."""

    fault: Fault
    judgement: Judgement
    sound: Judgement

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that the fault brought."""
        return tuple(problem for problem in self.judgement.problems if problem not in self.sound.problems)

    @property
    def caught(self) -> bool:
        """Whether the gate failed, and for the reason the fault gives it."""
        return bool(set(self.fault.named) & {problem.code for problem in self.problems})

    @property
    def line(self) -> str:
        """One line for a terminal."""
        problems = "；".join(problem.sentence for problem in self.problems if problem.code in self.fault.named)
        others = [problem.code for problem in self.problems if problem.code not in self.fault.named]
        return f"{'拦下' if self.caught else '漏过'} {self.fault.name}：{problems or '没有指名'}" + (
            f"（另有 {'、'.join(others)}）" if others else ""
        )


def break_one_by_one(fazhi: Fazhi, cases: Sequence[Case], baseline: Path | None = None, only: str = "") -> Iterator[Told]:
    """Switch on each fault, answer the cases, and let the gate judge; without a baseline today's answers are it.

    Raises NotComparable where the baseline named is none for these cases.
    """
    today = scored(fazhi, cases)
    known = read_baseline(baseline, today) if baseline else baseline_of(today)
    sound = judge_run(today, known)
    for fault in FAULTS:
        if only in ("", fault.name):
            with switched_on(fault):
                yield Told(fault, judge_run(scored(fazhi, cases), known), sound)


def scored(fazhi: Fazhi, cases: Sequence[Case]) -> Scores:
    """Answer and judge cases without saving anything."""
    with tempfile.TemporaryDirectory() as folder:
        asked = answer_all(fazhi, cases, Path(folder))
    return judged(fazhi, describe(fazhi, cases), asked)
