"""Two runs side by side, case by case, and what a new baseline would change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.gate import Baseline
from eval.results import Scores, Verdict


def compared(before: Scores, after: Scores) -> Iterator[str]:
    """What flipped, both ways; and which cases only one of them has."""
    old, new = _by_id(before), _by_id(after)
    if before.info.cases_digest != after.info.cases_digest:
        gone, added = len(old.keys() - new.keys()), len(new.keys() - old.keys())
        yield f"两次评测的题目不同：只有前者有 {gone} 题，只有后者有 {added} 题；以下比较两者都有的。"
    if before.info.corpus_digest != after.info.corpus_digest:
        yield "两次评测用的文件不同。"
    both = [case_id for case_id in old if case_id in new]
    worse = [case_id for case_id in both if old[case_id].right and not new[case_id].right]
    better = [case_id for case_id in both if not old[case_id].right and new[case_id].right]
    yield f"全对：{sum(old[c].right for c in both)} → {sum(new[c].right for c in both)}（共 {len(both)} 题）"
    yield f"由对变错 {len(worse)} 题"
    yield from (f"  {case_id}：{_why(new[case_id])}" for case_id in worse)
    yield f"由错变对 {len(better)} 题"
    yield from (f"  {case_id}：原来 {_why(old[case_id])}" for case_id in better)
    otherwise = [c for c in both if not old[c].right and not new[c].right and old[c].failures != new[c].failures]
    yield f"都错但错法不同 {len(otherwise)} 题"
    yield from (f"  {case_id}：{'、'.join(old[case_id].failures)} → {'、'.join(new[case_id].failures)}" for case_id in otherwise)


def blessed(path: Path, scores: Scores) -> Iterator[str]:
    """What accepting this run changes in the baseline."""
    wrong = [verdict for verdict in scores.verdicts if not verdict.right]
    if not path.exists():
        yield f"新的基线：{len(scores.verdicts)} 题，其中 {len(wrong)} 题答错。"
        return
    old = Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    new = {verdict.case_id: verdict.failures for verdict in scores.verdicts}
    worse = sorted(c for c, failures in new.items() if failures and old.failures.get(c) == ())
    better = sorted(c for c, failures in new.items() if not failures and old.failures.get(c))
    yield f"基线由 {old.blessed_at} 换为 {scores.info.created_at}。"
    added, gone = len(new.keys() - old.failures.keys()), len(old.failures.keys() - new.keys())
    yield f"题目：{len(old.failures)} → {len(new)}（新增 {added}，去掉 {gone}）"
    yield f"不再要求答对：{'、'.join(worse) or '无'}"
    yield f"从此要求答对：{'、'.join(better) or '无'}"
    fresh = sorted(c for c, failures in new.items() if failures and c not in old.failures)
    yield f"新题中答错的：{'、'.join(fresh) or '无'}"
    otherwise = sorted(c for c, failures in new.items() if failures and old.failures.get(c) and set(failures) - set(old.failures[c]))
    yield f"原来就错、现在错得更多的：{'、'.join(otherwise) or '无'}"
    if old.embedding != scores.info.settings.get("embedding", ""):
        yield "向量模型与原来不同。"
    for row in scores.figures.search:
        yield f"检索 {row.method} 的 recall@10：{old.recall_10.get(row.method, 0):.3f} → {row.recall_10:.3f}"
    if old.corpus_digest != scores.info.corpus_digest:
        yield "文件与原来不同。"


def _by_id(scores: Scores) -> dict[str, Verdict]:
    return {verdict.case_id: verdict for verdict in scores.verdicts}


def _why(verdict: Verdict) -> str:
    return "；".join(f"{name}（{detail}）" for name, detail in zip(verdict.failures, verdict.detail, strict=True))
