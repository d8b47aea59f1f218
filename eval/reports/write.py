"""All reports of a run, written into its folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.reports.failures import Failure
from eval.reports.html import html
from eval.reports.junit import junit
from eval.reports.markdown import markdown
from eval.results import Judgement, Scores
from index.models import Frozen


class Report(Frozen):
    """A run's scores and what the gate says of them, for machines."""

    scores: Scores
    judgement: Judgement | None


def write_reports(folder: Path, scores: Scores, judgement: Judgement | None, failures: Sequence[Failure], past: Sequence[Scores]) -> None:
    """Write report.html, report.md, report.xml (JUnit) and report.json."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "report.html": html(scores, judgement, failures, past),
        "report.md": markdown(scores, judgement, failures),
        "report.xml": junit(scores),
        "report.json": Report(scores=scores, judgement=judgement).model_dump_json(indent=1) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
