"""Several matters asked about at once (A、B、C 分别由谁负责) become as many questions."""

from __future__ import annotations

import re

_ITEM = r"[\u4e00-\u9fff\s]{4,24}?"
_ENUMERATED = re.compile(
    rf"(?:^|[：:，,])\s*(?P<items>{_ITEM}(?:、{_ITEM})*(?:、|和|与|以及){_ITEM})[，,]?\s*"
    r"(?:(?:这|以上|上述)?[两二三四五六几\d](?:个|项|件|条)?[^，。？\s]{0,4})?(?:分别|各自|各(?=是|在|由|归|有))(?:都)?(?P<asking>[^，。？]{2,16})$"
)
_SHORTEST = 4  # 党委、人大、政府 are parts of one matter, 行政调解、行政裁决 are two
_MOST = 5


def each_of(sentence: str) -> list[str]:
    """One question for each matter of an enumeration, with what is asked of all; the sentence itself where it has none."""
    found = _ENUMERATED.search(sentence)
    if not found:
        return [sentence]
    items = [item.strip() for item in re.split(r"、|和|与|以及", found["items"])]
    if not 2 <= len(items) <= _MOST or any(len(re.sub(r"\s|的", "", item)) < _SHORTEST for item in items):
        return [sentence]
    return [f"{item}{found['asking']}" for item in items]
