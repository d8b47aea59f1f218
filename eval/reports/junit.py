"""The verdicts as JUnit XML: a suite for each kind, a test for each case."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from eval.names import name_of
from eval.reports.words import printable
from eval.results import Scores, Verdict

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def junit(scores: Scores) -> str:
    """Well-formed whatever the texts contain; an answer that raised is an error, any other wrong one a failure."""
    root = ET.Element("testsuites", {"name": printable(scores.info.name)} | _counts(scores.verdicts))
    for kind in dict.fromkeys(verdict.kind for verdict in scores.verdicts):
        group = [verdict for verdict in scores.verdicts if verdict.kind == kind]
        attributes = {"name": printable(kind), "timestamp": printable(scores.info.created_at)}
        suite = ET.SubElement(root, "testsuite", attributes | _counts(group))
        for verdict in group:
            _case(suite, verdict)
    ET.indent(root)
    return _DECLARATION + ET.tostring(root, encoding="unicode") + "\n"


def _counts(verdicts: Sequence[Verdict]) -> dict[str, str]:
    errors = sum("error" in verdict.failures for verdict in verdicts)
    return {
        "tests": str(len(verdicts)),
        "failures": str(sum(not verdict.right for verdict in verdicts) - errors),
        "errors": str(errors),
        "time": f"{sum(verdict.seconds for verdict in verdicts):.3f}",
    }


def _case(suite: ET.Element, verdict: Verdict) -> None:
    attributes = {"classname": printable(verdict.kind), "name": printable(verdict.case_id), "time": f"{verdict.seconds:.3f}"}
    case = ET.SubElement(suite, "testcase", attributes)
    if verdict.right:
        return
    tag = "error" if "error" in verdict.failures else "failure"
    message = "；".join(f"{name_of(point)}：{detail}" for point, detail in _pairs(verdict))
    ET.SubElement(case, tag, type=printable("、".join(verdict.failures)), message=printable(message))


def _pairs(verdict: Verdict) -> list[tuple[str, str]]:
    return list(zip(verdict.failures, (*verdict.detail, *[""] * len(verdict.failures)), strict=False))
