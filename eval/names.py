"""What kinds, points, measures, search methods and statuses are called in Chinese; a name without an entry stands as it is."""

from __future__ import annotations

_NAMES = {
    # kinds of questions
    "all": "全部",
    "citizens_words": "市民口语",
    "clause_lookup": "查条款原文",
    "comparison": "两地比较",
    "complete_list": "列举齐全",
    "deadline": "期限",
    "dialect": "方言",
    "document_facts": "文号日期等",
    "draft_or_ended": "草案或已届满",
    "false_premise": "问法与文件不符",
    "follow_up": "追问",
    "refusal": "该拒答的",
    "greeting": "打招呼",
    "injection": "诱导违规",
    "not_covered": "未收录地区",
    "out_of_scope": "无关问题",
    "plan_and_report": "方案对照报告",
    "responsible_unit": "责任单位",
    "single_fact": "单项事实",
    "topic_absent": "文件没有写",
    "traditional": "繁体字",
    "typos": "错别字",
    "unclear_place": "没说哪个地区",
    "which_places": "哪些地区",
    "wrong_city_trap": "别处才有",
    # points of which each answer is judged
    "status": "答或拒答",
    "place": "地区",
    "leakage": "不引别处",
    "clause": "引对条款",
    "facts": "要点说全",
    "unsaid": "不说错话",
    "caveats": "提示",
    "quotes": "引文是原文",
    "address": "出处编号",
    "marked": "句句有标记",
    "support": "出处支持",
    "error": "不出错",
    # measures
    "claim_faithfulness": "说法有出处支持",
    "citation_precision": "引文用得上",
    "clauses_cited": "该引的引到",
    "key_facts": "要点说到",
    "refused_where_due": "该拒答的拒答",
    "over_refused": "误拒答（越低越好）",
    # search methods
    "keyword": "关键词",
    "vectors": "向量",
    "fused": "两者合并",
    "reranked": "合并后重排",
    # statuses of answers
    "answered": "已回答",
    "partial": "部分回答",
    "not_found": "没有规定",
    "needs_clarification": "反问",
    "blocked": "不办",
}
_STATUSES = {"not_covered": "没有收录", "out_of_scope": "与文件无关", "greeting": "问候"}


def name_of(code: str) -> str:
    """The Chinese name of a kind, point, measure or search method."""
    return _NAMES.get(code, code)


def status_name(code: str) -> str:
    """The Chinese name of a status; some statuses are called as kinds of questions are."""
    return _STATUSES.get(code, _NAMES.get(code, code)) or "没有回答"
