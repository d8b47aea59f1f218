"""Whether a question is after an older wording: the draft, the version before, that of a year."""

from __future__ import annotations

import re
from typing import Literal

from index.front import DOCUMENT_KINDS
from index.models import Frozen

_DRAFT = r"(?:修订)?(?:征求意见稿|送审稿|讨论稿|审议稿|草案|草稿)"
_ABOUT_IT = r"(?=[)）》]|里|中|上|的?时候|阶段|怎么|如何|是怎|规定|写|说|要求|提出|提到|内容|原文|第|有没有|和|与|跟|同|$|[？?。])"
# 草案 alone is what plans write about (规章草案应当听证): it is a document only behind the name of its kind or in brackets.
_OF_DRAFT = re.compile(
    rf"(?:(?:{DOCUMENT_KINDS})》?[（(]?(?:的)?|[（(]){_DRAFT}{_ABOUT_IT}|(?:^|(?<=[\s，。；：:、]))的?{_DRAFT}{_ABOUT_IT}|(?:这|那|该)(?:份|个|版)?{_DRAFT}"
)
_EARLIER = re.compile(
    r"旧版|老版|旧的?(?:方案|办法|条例|规定|意见|细则|文件|报告)|老(?:方案|办法|条例|规定)|(?:上一|前一|之前的?|以前的?|早先的?|最初的?)(?:个|份)?版本?"
    rf"|原来的?(?:{DOCUMENT_KINDS}|版本|文件)|原先的?(?:{DOCUMENT_KINDS}|版本|文件)|(?:修订|修改|修正|更正|废止)(?:以|之)?前(?:的|是|怎么|如何)"
    rf"|(?:(?<![老陈破])旧的|(?<![年月日底])(?:以前|原来|原先)的)[\u4e00-\u9fff]{{0,10}}?(?:方案|办法|条例|规定|细则|规则)"
    # 条例修订前要评估吗 asks how amending is done, 条例修订前罚多少 what was written before.
    rf"|(?:{DOCUMENT_KINDS})》?(?:的|在)?(?:修订|修改|修正)(?:以|之)?前(?!后|[^，。？?]{{0,4}}(?:要|应|须|必|是否|有没有|听证|征求|评估|论证|公开|清理|审查))"
    r"|(?:修订|修改|修正)前后"
    rf"|(?:已经?|被)(?:废止|取代|失效)的(?:那|旧|{DOCUMENT_KINDS})"
)
_EDITION = re.compile(
    rf"(?P<year>(?:19|20)\d\d)\s?年?的?(?:版(?!权)|(?:那|这)一?版|(?:修订|修正)(?:本|版|的?(?!计划|安排)(?:{DOCUMENT_KINDS})|的那))"
)


class OlderVersion(Frozen):
    """What is asked for: a draft, the versions before the one in force, or (`year` given) the version of that year."""

    wanted: Literal["draft", "earlier", "edition"]
    year: int | None = None


def asks_for_older(question: str) -> OlderVersion | None:
    """The older wording a question names (征求意见稿, 旧版, 修订前, 2016年版), None where it asks for what is in force."""
    edition = _EDITION.search(question)
    if edition:
        return OlderVersion(wanted="edition", year=int(edition["year"]))
    if _OF_DRAFT.search(question):
        return OlderVersion(wanted="draft")
    return OlderVersion(wanted="earlier") if _EARLIER.search(question) else None
