"""How pages call what an answer is and how far it can be trusted."""

from __future__ import annotations

from assistant.models import Status, Trust

STATUS: dict[Status, str] = {
    "answered": "已答",
    "partial": "只答出一部分",
    "not_found": "文件没有规定",
    "not_covered": "没有收录该地区的文件",
    "needs_clarification": "请补充说明",
    "out_of_scope": "不在可回答的范围",
    "greeting": "问候",
    "blocked": "不能这样回答",
}
TRUST: dict[Trust, str] = {"verbatim": "原文", "verified": "已核对", "none": "无依据"}
TRUST_MEANS: dict[Trust, str] = {
    "verbatim": "每句话逐字摘自所引条款的原文",
    "verified": "由大模型组织语言，每句话都对照所引条款核对过",
    "none": "这里没有引用条款，也没有说哪份文件规定了什么",
}
