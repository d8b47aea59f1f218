"""What a web page leaves around a document: navigation, font buttons, editors' lines, the dateline."""

from __future__ import annotations

import re

_MARKS = re.compile(
    r"(当前|您的?|现在)?(所在)?位置\s*[:：]|首页\s*[>＞»/]|【?\s*字[体号]\s*[:：]|背景色|大\s+中\s+小|"
    r"(责任)?编\s*辑\s*[:：]|(责编|校对|审核|作者|撰稿)\s*[:：]|扫一扫|浏览(次数|量)|点击(数|量|次数)|访问量|版权所有|"
    r"网站标识码|ICP备|公网安备|(主办|承办|技术支持)(单位)?\s*[:：]|^上一[篇条]|^下一[篇条]|^分享(到|至)?\s*[:：]?|"
    r"^[【\[]?\s*(打印|关闭|收藏|返回)(本页|此页|页面|窗口|顶部)?\s*[】\]]?(\s|[【\[]|$)|^来源\s*[:：]|"
    r"^[-—–－]+\s*\d{1,4}\s*[-—–－]+$|^第\s*\d{1,4}\s*页(\s*[，,/]?\s*共\s*\d{1,4}\s*页)?$"
)
# What readers of a page wrote below a document is not the document's word, however it ends.
_COMMENTS = re.compile(r"^(网友|网民|读者|用户|游客)?\s*(留言|评论|跟帖|回复)(区|板)?\s*([（(]\s?\d+\s?[)）])?\s*[:：]|^<!--.*-->$")
_DATELINE = re.compile(r"(发布|发文|成文|更新|公开)?\s*(时间|日期)\s*[:：]\s*\d{4}\s*[-年/.]\s*\d{1,2}")
_LONGEST = 80
BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]")


def is_dateline(line: str) -> bool:
    """A page's line that says when it was put online."""
    return len(line) <= _LONGEST and bool(_DATELINE.search(line)) and not line.rstrip().endswith("。")


def is_furniture(line: str) -> bool:
    """A line that belongs to the page and not to the document."""
    words = BOOKMARK.sub("", line).strip()
    if _COMMENTS.search(words):
        return True
    if line.strip() and not words:
        return True
    if not words or len(words) > _LONGEST or words.endswith(("。", "；")):
        return False
    return not any(char.isalnum() for char in words) or bool(_MARKS.search(words))
