"""Paragraphs become one text, and no character of it is other than meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.forms.paragraphs import Paragraph, characters, laid_out, one_line
from index.models import Mark


def test_radicals_that_fonts_give_for_characters_become_the_characters() -> None:
    assert characters("⼈⺠政府⾏政⼀⻔⼾") == "人民政府行政一门户"


@given(st.text())
def test_a_line_is_one_line_whatever_it_is_made_of(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1 and len(characters(text)) == len(text)


@given(st.lists(st.tuples(st.text().map(one_line), st.integers(1, 3))))
def test_marks_ascend_and_stand_at_the_beginning_of_their_lines(said: list[tuple[str, int]]) -> None:
    text, marks = laid_out([Paragraph(text=words, marks=(Mark(start=0, page=page),)) for words, page in said])
    starts = [mark.start for mark in marks]
    assert starts == sorted(set(starts)) and all(at < len(text) and (at == 0 or text[at - 1] == "\n") for at in starts)
    assert [line for line in text.splitlines() if line] == [words for words, _ in said if words]
