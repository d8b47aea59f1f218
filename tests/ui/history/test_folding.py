"""Words looked for: width, case, script and spaces make no difference; what was hit is marked in the words as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.history.folding import around, folded, stretches, words_of


def hits(text: str, query: str) -> list[str]:
    return [stretch.text for stretch in stretches(text, words_of(query)) if stretch.hit]


@pytest.mark.parametrize(
    ("text", "query", "hit"),
    [
        ("市政府行政复议", "行政復議", ["行政复议"]),
        ("行政復議體制", "行政复议 体制", ["行政復議體制"]),
        ("2024 年年底前", "２０２４年", ["2024 年"]),
        ("用ＰＤＦ导出pdf", "Pdf", ["ＰＤＦ", "pdf"]),
        ("行政\u200b调解和行政\n调解", "行政调解", ["行政\u200b调解", "行政\n调解"]),
        ("面积3㎡", "3m2", ["3㎡"]),
        ("行政调解", "仲裁", []),
        ("行政调解", " \u3000\u200b ", []),
    ],
)
def test_a_word_is_found_however_it_is_written(text: str, query: str, hit: list[str]) -> None:
    assert hits(text, query) == hit


@given(st.text(), st.text(min_size=1))
def test_stretches_joined_are_the_text_and_every_occurrence_is_hit(text: str, query: str) -> None:
    words = words_of(query)
    made = stretches(f"{text}{query}", words)
    assert "".join(stretch.text for stretch in made) == f"{text}{query}"
    rest = [folded(stretch.text) for stretch in made if not stretch.hit]
    assert not any(word in piece for word in words for piece in rest)


def test_of_a_long_text_what_is_around_the_first_hit_is_shown() -> None:
    text = "前" * 500 + "行政调解" + "后" * 500
    shown = around(text, words_of("调解"))
    assert [stretch.text for stretch in shown if stretch.hit] == ["调解"]
    assert shown[0].text == shown[-1].text == "……"
    assert len("".join(stretch.text for stretch in shown)) < 160
    assert "".join(stretch.text for stretch in around("短 句", ())) == "短 句"
