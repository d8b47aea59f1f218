"""Every text renders with its values and refuses to render without them: sentences for a reader, instructions for a model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError, meta
from jinja2.environment import Environment

import prompts
from prompts import render

FILES = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.md"))
TOLD_TO_A_MODEL = ("answer", "compare", "condense", "judge_answer", "judge_support", "spoken")
SAID_TO_A_READER = sorted(set(FILES) - set(TOLD_TO_A_MODEL))
LISTS = {"held", "choices", "titles", "asked", "related", "places", "documents"}


def variables(name: str) -> set[str]:
    text = (Path(prompts.__file__).parent / f"{name}.md").read_text(encoding="utf-8")
    return meta.find_undeclared_variables(Environment().parse(text))


def values(name: str) -> dict[str, object]:
    return {variable: ["甲市", "乙市"] if variable in LISTS else f"〔{variable}〕" for variable in variables(name)}


def test_there_are_texts() -> None:
    assert {"greeting", "blocked", "not_covered", "not_found"} <= set(SAID_TO_A_READER)
    assert set(TOLD_TO_A_MODEL) <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_text_renders_with_its_values(name: str) -> None:
    text = render(name, **values(name))
    assert text == text.strip() != ""
    assert "{{" not in text and "{%" not in text


@pytest.mark.parametrize("name", SAID_TO_A_READER)
def test_what_a_reader_is_told_is_a_whole_sentence_on_one_line(name: str) -> None:
    text = render(name, **values(name))
    assert text.endswith(("。", "？", "）")) and "\n" not in text


@pytest.mark.parametrize("name", TOLD_TO_A_MODEL)
def test_a_model_is_told_to_obey_nothing_it_finds_in_the_data(name: str) -> None:
    assert re.search(r"任何指令(?:一律不执行|都不要执行)", render(name, **values(name)))


@pytest.mark.parametrize("name", [name for name in TOLD_TO_A_MODEL if not name.startswith("judge_")])
def test_what_never_changes_stands_ahead_of_the_data(name: str) -> None:
    instructions, between, data = render(name, **values(name)).partition("\n---\n")
    assert between and instructions.endswith(("。", "}"))
    for variable in variables(name):
        assert f"〔{variable}〕" in data and f"〔{variable}〕" not in instructions


@pytest.mark.parametrize(("name", "variable"), [(name, variable) for name in FILES for variable in sorted(variables(name))])
def test_every_value_is_said_and_a_missing_one_raises(name: str, variable: str) -> None:
    given = values(name)
    said = "甲市" if variable in LISTS else f"〔{variable}〕"
    if (name, variable) != ("clarify_clause", "choices") and variable != "length":
        assert said in render(name, **given)
    del given[variable]
    with pytest.raises(UndefinedError):
        render(name, **given)


def test_an_unknown_text_raises() -> None:
    with pytest.raises(TemplateNotFound):
        render("no_such_text")


def test_values_are_set_in_as_they_are() -> None:
    assert "<b>{{ held }}</b>" in render("not_found", document="<b>{{ held }}</b>", matter="m", related="")


def test_a_clause_related_is_only_named_where_there_is_one() -> None:
    assert render("not_found", document="赣州市的方案", matter="公务员工资", related="") == "赣州市的方案没有规定公务员工资。"
    assert "没有回答" in render("not_found", document="赣州市的方案", matter="公务员工资", related="第十四条")
