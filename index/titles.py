"""Titles evened out: how two printed titles are told to be of the same document."""

from __future__ import annotations

import re
import unicodedata

_SENT_BY = re.compile(r"关于(?:印发|发布|公布|下发)《(?P<inner>.+)》的(?:通知|公告|通告|函)$")
_ASKED_ABOUT = re.compile(r"(?:征求|征集)(?:对)?《(?P<inner>.+)》(?:的)?(?:修改)?(?:意见|建议)(?:建议)?的(?:通知|公告|通告|启事|函)$")
# 试行 and 暂行 stay: a trial document is another document than the one that follows it.
_DRAFT = r"(?:公开)?征求意见稿?|送审稿|报批稿|讨论稿|审议稿|审查稿|修订稿|修改稿|初稿|草案|草稿"
_EDITION = r"\d{4}年?(?:第?[一二三四五六七八九十\d]+次)?(?:修订|修正|修改|版)版?本?|修订版?本?|修正版?本?|修改版|更正版?|新版"
_MARK = re.compile(rf"[(〔\[【][^()〔〕\[\]【】]*?(?:{_DRAFT}|{_EDITION})[^()〔〕\[\]【】]*[)〕\]】]|(?:修订|修改|修正)?(?:{_DRAFT})+$")
_YEARS = re.compile(r"(\d{4})年?[-—–―‒−~至到]+(\d{4})年?")


def evened_title(title: str) -> str:
    """A title without marks of drafts and editions, brackets, white space, punctuation; of a notice, what it sends."""
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", title))
    for pattern in (_SENT_BY, _ASKED_ABOUT):
        sent = pattern.search(words)
        words = sent["inner"] if sent else words
    words = _YEARS.sub(r"\1至\2", _unmarked(words))
    return "".join(char for char in words if char.isalnum())


def _unmarked(words: str) -> str:
    while (shorter := _MARK.sub("", words)) != words:
        words = shorter
    return words
