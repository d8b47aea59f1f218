"""How documents are called: by a question, and in what the program says of them itself."""

from __future__ import annotations

from collections.abc import Sequence

from index.models import Period, PlanHead
from index.ordering import REPORT, dated_on
from index.titles import evened_title

DRAFT = "征求意见稿"
_SHORTEST_TITLE = 6  # characters: what is shorter may be meant otherwise


def called_in(text: str, heads: Sequence[PlanHead]) -> list[PlanHead]:
    """Documents that a text names by title or number; of titles that stand in one another, the longest."""
    words = evened_title(text)
    evened = ((head, evened_title(head.title)) for head in heads)
    titled = {head.plan_id: title for head, title in evened if len(title) >= _SHORTEST_TITLE and title in words}
    longest = {title for title in titled.values() if not any(title != other and title in other for other in titled.values())}
    return [head for head in heads if titled.get(head.plan_id) in longest or (head.document_number or "\0") in text]


def named(head: PlanHead, cited: Sequence[PlanHead]) -> str:
    """How a cited document is called in a caveat: 该方案 where it is the only one, by title where place and kind do not tell it."""
    if len(cited) == 1:
        return f"该{head.label}"
    alike = [other for other in cited if (other.place, other.label) == (head.place, head.label)]
    if len(alike) == 1:
        return f"{head.place}{head.label}"
    same = [other for other in alike if evened_title(other.title) == evened_title(head.title)]
    return f"《{head.title}》" if len(same) == 1 else f"《{head.title}》的{edition_words(head)}"


def edition_words(head: PlanHead) -> str:
    """Which of several documents of one title it is."""
    if head.status == "draft":
        return DRAFT
    return f"{(dated_on(head) or '')[:4]}年版" if dated_on(head) else "未写明日期的一份"


def round_words(head: PlanHead) -> str:
    """Which round of a document it is: 2021—2025年方案, 2022年度报告."""
    return of_years_words(head.period, head) if head.period else head.label


def of_years_words(period: Period, like: PlanHead) -> str:
    """A document of these years, of the kind of another."""
    if period.from_year != period.to_year:
        return f"{period.from_year}—{period.to_year}年{like.label}"
    return f"{period.from_year}年{'度' if like.label == REPORT else ''}{like.label}"


def said_day(day: str) -> str:
    """An ISO date as a sentence says it."""
    year, month, last = day.split("-")
    return f"{year}年{int(month)}月{int(last)}日"
