"""The verdicts as a test runner's page reads them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from eval.reports.junit import junit
from eval.reports.words import printable
from eval.results import Scores


def test_there_is_a_suite_for_each_kind_and_counts_match(scores: Scores) -> None:
    root = ET.fromstring(junit(scores))
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "time")} == {
        "tests": "4",
        "failures": "2",
        "errors": "1",
        "time": "0.500",
    }
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["deadline", "typos", "greeting"]
    for suite in suites:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors", "")) == len(suite.findall("testcase/error"))


def test_a_failure_says_what_failed(scores: Scores) -> None:
    root = ET.fromstring(junit(scores))
    case = root.find(".//testcase[@name='deadline-2']")
    assert case is not None and case.get("time") == "0.400"
    failure = case.find("failure")
    assert (
        failure is not None and failure.get("message") == "要点说全：facts；出处支持：support" and failure.get("type") == "facts、support"
    )
    assert root.find(".//testcase[@name='deadline-1']/*") is None


def test_hostile_texts_are_well_formed(hostile: tuple[Scores, object, object]) -> None:
    root = ET.fromstring(junit(hostile[0]).encode())
    assert len(root.findall(".//testcase")) == 2
    assert "<script>" in root.findall(".//testcase")[0].get("name", "")


@given(st.text())
def test_whatever_is_printable_is_xml(text: str) -> None:
    element = ET.Element("a", b=printable(text))
    element.text = printable(text)
    ET.fromstring(ET.tostring(element, encoding="unicode").encode())


def test_nothing_evaluated_is_an_empty_list(make_scores: Callable[..., Scores]) -> None:
    root = ET.fromstring(junit(make_scores([])))
    assert root.get("tests") == "0" and len(root) == 0
