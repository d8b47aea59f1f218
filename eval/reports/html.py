"""The report as one page that opens from disk: no network, nothing loaded, all texts escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.gate import FALSE, NEVER_KINDS
from eval.names import name_of, status_name
from eval.reports import charts, words
from eval.reports.failures import Failure
from eval.reports.tables import losses, overall_first, past_runs, search
from eval.results import Judgement, Scores

_HERE = Path(__file__).parent


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"name": name_of, "status": status_name, "share": words.share_of, "interval": words.interval, "moment": words.moment}
    return made


def html(scores: Scores, judgement: Judgement | None, failures: Sequence[Failure], past: Sequence[Scores]) -> str:
    """The whole page; scripts but its own are forbidden by a policy in it, and so is loading anything."""
    style, script = (_HERE.joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    figures, runs = scores.figures, charts.runs_of(scores, past)
    counted = {share.name for share in figures.measures}
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}",
            scores=scores,
            judgement=judgement,
            outcome=words.outcome(judgement),
            changes=words.changes(judgement) if judgement else (),
            failures=failures,
            anchors={failure.case_id: f"case-{number}" for number, failure in enumerate(failures, start=1)},
            never=(*FALSE, *NEVER_KINDS),
            overall=next((share for share in figures.kinds if share.name == "all"), None),
            kinds=charts.bars(overall_first(figures.kinds), floors=True),
            points=charts.bars(figures.points),
            measures=charts.bars(figures.measures),
            reserve_kinds=charts.bars(overall_first(share for share in figures.reserve if share.name not in counted)),
            reserve_measures=charts.bars([share for share in figures.reserve if share.name in counted]),
            search=search(figures.search),
            losses=losses(figures.losses),
            lines=charts.lines(runs),
            runs=past_runs(runs),
            histogram=charts.histogram(scores),
        )
    )
    return words.printable(page)


def _hash(text: str) -> str:
    """How a policy names an inlined style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
