"""Words deleted and inserted: applied to the old they give the new, and the other way round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.edits import Edit, edits, evened, same_words

_TEXT = st.text(alphabet="市司法局应当每年向社会公开。，；（）()— \n１1", max_size=60)


def _edits(old: str, new: str) -> tuple[Edit, ...]:
    return edits(old, evened(old, 0, len(old)), new, evened(new, 0, len(new)))


def _applied(text: str, made: tuple[Edit, ...]) -> str:
    for edit in reversed(made):
        text = text[: edit.old.start] + edit.inserted + text[edit.old.end :]
    return text


def _shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(edit.deleted, edit.inserted) for edit in _edits(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("由市司法局负责。", "由市公安局负责。", [("司法局", "公安局")]),
        ("每年组织一次评查。", "每年组织评查。", [("一次", "")]),
        ("到2022年底前完成。", "到2022年6月底前完成。", [("", "6月")]),
        ("坚持党的领导。推进改革。", "坚持党的领导。", [("推进改革。", "")]),
        ("加强监督。", "加强监督。定期通报。", [("", "定期通报。")]),
        ("建立健全制度。", "健全制度。", [("建立", "")]),
        ("甲乙丙丁戊己庚辛。", "子丑寅卯辰巳午未。", [("甲乙丙丁戊己庚辛。", "子丑寅卯辰巳午未。")]),
    ],
)
def test_edits_are_whole_words(old: str, new: str, shown: list[tuple[str, str]]) -> None:
    assert [("".join(gone), "".join(come)) for gone, come in _shown(old, new)] == shown


@pytest.mark.parametrize(
    ("one", "other"), [("（2021—2025年）", "(2021－2025年)"), ("第 一\n条", "第一条"), ("“好”，", '"好",'), ("１２", "12")]
)
def test_white_space_width_and_dashes_are_no_edits(one: str, other: str) -> None:
    assert same_words(one, other)
    assert _edits(one, other) == ()


def test_what_a_limit_adds_is_an_edit() -> None:
    assert not same_words("应当公开", "原则上应当公开")


@given(_TEXT, _TEXT)
def test_the_edits_turn_the_old_words_into_the_new(old: str, new: str) -> None:
    made = _edits(old, new)
    assert same_words(_applied(old, made), new)
    assert all(old[edit.old.start : edit.old.end] == edit.deleted for edit in made)
    assert all(new[edit.new.start : edit.new.end] == edit.inserted for edit in made)
    assert all(edit.deleted or edit.inserted for edit in made)
    assert [edit.old.start for edit in made] == sorted(edit.old.start for edit in made)


@given(_TEXT, _TEXT)
def test_exchanging_old_and_new_exchanges_deleted_and_inserted(old: str, new: str) -> None:
    assert [(edit.new, edit.old) for edit in _edits(new, old)] == [(edit.old, edit.new) for edit in _edits(old, new)]


@given(_TEXT)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert _edits(text, text) == ()
