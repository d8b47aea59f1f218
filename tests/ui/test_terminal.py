"""Chinese text on lines of a given width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ui.terminal_output import sound
from ui.terminal_wrap import wrapped

TEXT = st.text(alphabet=st.sampled_from("张掖市法治政府，。；：（）《》“” abc123%[]—\n"), max_size=200)


def test_a_chinese_character_takes_two_cells() -> None:
    assert list(wrapped("张掖市法治政府", 6)) == ["张掖市", "法治政", "府"]


def test_no_line_begins_with_a_stop_or_a_closing_mark() -> None:
    assert list(wrapped("张掖市。法治", 6)) == ["张掖", "市。法", "治"]


def test_numbers_words_and_markers_stay_whole() -> None:
    assert list(wrapped("到2025年[1][2]", 8)) == ["到2025", "年[1][2]"]


def test_each_paragraph_is_on_lines_of_its_own() -> None:
    assert list(wrapped("甲\n\n乙", 80)) == ["甲", "", "乙"]


@given(TEXT, st.integers(min_value=12, max_value=80))
def test_lines_hold_every_word_and_keep_to_the_width(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_made_sound(text: str) -> None:
    sound(text).encode("utf-8")
