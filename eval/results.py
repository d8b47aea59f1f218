"""What an evaluation hands around and saves: what was asked, what was said to it, and how right that was.

A run is a folder: `run.json` (RunInfo), `answers.jsonl` (one Asked a line), `scores.json` (Scores) and the reports.
"""

from __future__ import annotations

from assistant.models import Answer
from eval.cases import Case
from index.models import Frozen


class RunInfo(Frozen):
    """What answered: enough to say whether two runs may be compared. Digests are SHA-256."""

    name: str
    system: str
    created_at: str
    as_of: str
    versions: dict[str, str]
    settings: dict[str, str]
    corpus_digest: str
    cases_digest: str
    reserve_digest: str = ""


class Asked(Frozen):
    """A case, and the answer it got in so many seconds; `error` where answering raised instead."""

    case: Case
    answer: Answer | None
    seconds: float
    error: str = ""


class Verdict(Frozen):
    """How right one answer is; `failures` names the points that are wrong, the counts are explained in eval/score.py."""

    case_id: str
    kind: str
    failures: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    of: str | None = None
    refusal_expected: bool = False
    refused: bool = False
    foreign: int = 0
    citations: int = 0
    citations_needed: int = 0
    claims: int = 0
    supported: int = 0
    facts: int = 0
    facts_found: int = 0
    clauses: int = 0
    clauses_cited: int = 0
    seconds: float = 0.0

    @property
    def right(self) -> bool:
        """Right in every point."""
        return not self.failures


class Ranked(Frozen):
    """Where the first clause expected stands, by one search method: figures of one case."""

    case_id: str
    method: str
    recall_1: float
    recall_5: float
    recall_10: float
    reciprocal_rank: float
    ndcg_10: float


class Share(Frozen):
    """How many of how many, with the 95 % Wilson score interval (Wilson 1927)."""

    name: str
    right: int
    total: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0 where there is nothing to count."""
        return self.right / self.total if self.total else 0.0


class SearchRow(Frozen):
    """Means of one search method over all cases that expect a clause."""

    method: str
    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float
    ndcg_10: float
    cases: int


class Loss(Frozen):
    """Rewordings against the cases they reword: how many of each are right."""

    kind: str
    reworded_right: int
    original_right: int
    pairs: int


class Figures(Frozen):
    """The figures of a run, as its reports show them."""

    kinds: tuple[Share, ...]
    points: tuple[Share, ...]
    measures: tuple[Share, ...]
    search: tuple[SearchRow, ...]
    losses: tuple[Loss, ...]
    reserve: tuple[Share, ...]
    seconds_p50: float
    seconds_p95: float


class Scores(Frozen):
    """The scores of a run: a verdict for each case, and the figures over them."""

    info: RunInfo
    verdicts: tuple[Verdict, ...]
    figures: Figures


class Problem(Frozen):
    """What forbids a release: a short name of the point, a sentence, and the cases it is about."""

    code: str
    sentence: str
    cases: tuple[str, ...] = ()


class Judgement(Frozen):
    """What the gate says: nothing forbids, or these problems do; what got better is told too."""

    problems: tuple[Problem, ...]
    worse: tuple[str, ...] = ()
    better: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the release may go on."""
        return not self.problems
