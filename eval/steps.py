"""The evaluation, step by step: generate → score → report → gate. Each step reads what the one before wrote into the run's folder."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.bootstrap import Fazhi
from eval.cases import Case
from eval.corpora import answer_all, plans_beside
from eval.figures import by_kind, figures, measures
from eval.gate import Baseline, judge_run
from eval.reports.failures import Failure, failures_of
from eval.reports.write import write_reports
from eval.results import Asked, Judgement, RunInfo, Scores, Share
from eval.retrieval import ranked
from eval.run import Progress, cases_digest, corpus_digest, describe, load, save
from eval.score import judge
from index.errors import FazhiError
from index.models import Plan

_SHARES = TypeAdapter(tuple[Share, ...])


class RunNotWhole(FazhiError):
    """The answers of a run are not those its description is of."""


def generate(
    fazhi: Fazhi, cases: Sequence[Case], reserve: Sequence[Case], folder: Path, progress: Progress = lambda done, total: None
) -> None:
    """Answer all cases and save the answers; of the reserve only shares are saved, so that none of its answers is seen."""
    asked = answer_all(fazhi, [*cases, *reserve], folder / "documents", progress)
    shutil.rmtree(folder / "documents", ignore_errors=True)
    save(folder, describe(fazhi, cases, reserve), asked[: len(cases)])
    plans = plans_of(fazhi, reserve)
    verdicts = [judge(one, plans) for one in asked[len(cases) :]]
    shares = (*by_kind(verdicts), *measures(verdicts)) if verdicts else ()
    (folder / "reserve.json").write_bytes(_SHARES.dump_json(shares, indent=1))


def score(fazhi: Fazhi, folder: Path) -> Scores:
    """Judge the saved answers and the search behind them; writes scores.json."""
    info, asked = load(folder)
    if cases_digest([one.case for one in asked]) != info.cases_digest:
        raise RunNotWhole(f"{folder} 里的回答不全或被改过，请重新作答（fazhi eval generate）。")
    if corpus_digest(list(fazhi.index.get().plans.values())) != info.corpus_digest:
        raise RunNotWhole(f"{folder} 是用别的文件作答的，现在收录的文件不能用来判定它。")
    reserve = folder / "reserve.json"
    scores = judged(fazhi, info, asked, _SHARES.validate_json(reserve.read_bytes()) if reserve.exists() else ())
    (folder / "scores.json").write_text(scores.model_dump_json(indent=1), encoding="utf-8")
    return scores


def judged(fazhi: Fazhi, info: RunInfo, asked: Sequence[Asked], reserve: tuple[Share, ...] = ()) -> Scores:
    """The scores of answers: a verdict for each, the search behind them, and the figures over both."""
    plans = plans_of(fazhi, [one.case for one in asked])
    verdicts = [judge(one, plans) for one in asked]
    rankings = [row for one in asked if not one.case.documents for row in ranked(fazhi, one)]
    return Scores(info=info, verdicts=tuple(verdicts), figures=figures(verdicts, rankings, reserve))


def report(fazhi: Fazhi, folder: Path, baseline: Baseline | None) -> Judgement | None:
    """Write the reports of a scored run, with the gate's judgement where there is a baseline to compare with."""
    scores = read_scores(folder)
    judgement = judge_run(scores, baseline) if baseline else None
    write_reports(folder, scores, judgement, failed(fazhi, folder, scores), past_of(folder))
    return judgement


def failed(fazhi: Fazhi, folder: Path, scores: Scores) -> list[Failure]:
    """The failed cases of a saved run, with their clauses from the documents held."""
    _, asked = load(folder)
    return list(failures_of(asked, scores.verdicts, plans_of(fazhi, [one.case for one in asked])))


def plans_of(fazhi: Fazhi, cases: Sequence[Case]) -> list[Plan]:
    """The plans held and those put beside them for some cases."""
    beside = [plan for name in sorted({case.documents for case in cases if case.documents}) for plan in plans_beside(name)]
    return [*fazhi.index.get().plans.values(), *beside]


def read_scores(folder: Path) -> Scores:
    """The scores of a run; raises FileNotFoundError where it was not scored."""
    return Scores.model_validate_json((folder / "scores.json").read_text(encoding="utf-8"))


def past_of(folder: Path) -> list[Scores]:
    """Earlier scored runs beside this one, oldest first."""
    others = sorted(path.parent for path in folder.parent.glob("*/scores.json") if path.parent != folder and path.parent.name < folder.name)
    return [scores for other in others if (scores := _scores_or_nothing(other))]


def _scores_or_nothing(folder: Path) -> Scores | None:
    """A run scored by another version may not be readable; it is then not drawn."""
    try:
        return read_scores(folder)
    except ValidationError:
        return None
