"""A table of contents repeats the headings that follow: its lines are found, so that no clause is made twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_TITLE = re.compile(r"^#*\s*目\s*[录次]$")
# Each begins where its run of dots begins, so that a long run is looked at once.
_PAGE = re.compile(r"(?<![.．…·—\-_\s])(?:[.．…·—\-_\s]{2,}|\s)[（(]?\d{1,3}[）)]?$|(?<![.．…·\s])[.．…·\s]+$")
_FEWEST = 3  # lines that make a table of contents where no line says 目录


def contents_lines(lines: Sequence[str], labelled: Sequence[bool]) -> range:
    """Positions of the lines that are a table of contents, an empty range where there is none."""
    plain = [_plain(line) for line in lines]
    start = next((i for i, line in enumerate(lines) if _TITLE.match(line.strip())), None)
    if start is not None:
        return range(start, _end_of_repeated(plain, start + 1, labelled))
    first = next((i for i, is_labelled in enumerate(labelled) if is_labelled), len(lines))
    end = _end_of_repeated(plain, first, labelled)
    return range(first, end) if sum(labelled[first:end]) >= _FEWEST else range(0)


def _end_of_repeated(plain: list[str], start: int, labelled: Sequence[bool]) -> int:
    """Just after the last of the lines from `start` on that each stand once more further down."""
    later = Counter(words for words in plain[start:] if words)
    end, listed = start, 0
    printed: set[str] = set()
    for i in range(start, len(plain)):
        words = plain[i]
        if not words:
            continue
        # Printed a second time, or whole sentences: the text itself begins here.
        if later[words] < 2 or words in printed or words.endswith("。"):
            break
        printed.add(words)
        end, listed = i + 1, listed + labelled[i]
    return end if listed else start


def _plain(line: str) -> str:
    return re.sub(r"[\s#]", "", _PAGE.sub("", line.strip()))
