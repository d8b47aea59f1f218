"""The bodies that issued or passed a document, as a line names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.dates import without_dates
from index.models import Span
from index.passage import DONE, tells_passage, unbroken

_ISSUER = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fff]{2,20}?"
    r"(?:人民政府办公厅|人民政府办公室|人民政府|委员会办公室|委员会|委办公室|领导小组办公室|领导小组|"
    r"司法局|司法厅|市委|省委|县委|区委|州委|人民代表大会常务委员会)"
    r"(?!员会|全面依法|[\u4e00-\u9fff]{0,8}(?:委员会|领导小组))"  # 区委全面依法治区委员会办公室 is one issuer
)
_TITLED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
# In a note, what stands between two bodies.
_BETWEEN = re.compile(rf"第[一二三四五六七八九十百\d]+次(?:全体)?会议|{DONE}|经(?!开|贸|济(?:技术|开发|和|贸|信|体|社))")


class NamedIssuer(Span):
    """A body and where it is named; `name` without the breaks of its line."""

    name: str


def issuers_in(words: str) -> Iterator[NamedIssuer]:
    """The bodies named, in order; a day before a name is no part of it, and in a note of passage no title names one."""
    note = tells_passage(words)
    joined, at = unbroken(words) if note else (words, range(len(words)))
    for match in _ISSUER.finditer(without_dates(_without_titles(joined) if note else joined)):
        yield NamedIssuer(name=match[0], start=at[match.start()], end=at[match.end() - 1] + 1)


def _without_titles(note: str) -> str:
    """What is no body's name blotted out: titles, and the words between two bodies."""
    for pattern in (_TITLED, _BETWEEN):
        note = pattern.sub(lambda match: "|" * len(match[0]), note)
    return note
