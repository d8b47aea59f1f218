"""The public benchmark, on three articles and two questions."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from eval import statutes
from eval.statutes import measured, read

ARTICLES = {
    1: "行政复议机关应当自受理申请之日起六十日内作出行政复议决定。",
    2: "用人单位自用工之日起即与劳动者建立劳动关系。",
    3: "机动车在道路上发生故障，需要停车排除故障时，驾驶人应当立即开启危险报警闪光灯。",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stard"
    made.mkdir()
    with gzip.open(made / "statutes.jsonl.gz", "wt", encoding="utf-8") as lines:
        for number, text in ARTICLES.items():
            lines.write(json.dumps({"id": number, "name": f"某法第{number}条", "text": text, "small": number < 3}) + "\n")
    questions = [("行政复议多少日内作出决定", [1]), ("什么时候建立劳动关系", [2])]
    lines = [json.dumps({"question": question, "relevant": relevant}) for question, relevant in questions]
    (made / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


def test_articles_and_questions_are_read_whole_or_only_the_small_part(folder: Path) -> None:
    articles, questions = read(folder, small=False)
    assert [article.id for article in articles] == [1, 2, 3]
    assert [question.relevant for question in questions] == [(1,), (2,)]
    assert [article.id for article in read(folder, small=True)[0]] == [1, 2]


@pytest.mark.parametrize(("part", "articles"), [(True, 2), (False, 3)], ids=["small", "all"])
def test_every_method_is_measured_and_fusion_is_good_enough(part: bool, articles: int, small: Fazhi, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    lines, passed = measured(small, folder, small=part, progress=lambda done, total: told.append((done, total)))
    assert passed
    assert [line.split()[0] for line in lines[:3]] == ["keyword", "vectors", "fused"]
    assert all("R@10 1.000" in line for line in lines[1:3])
    assert lines[3].startswith(f"{articles} 条法条，2 个问题")
    assert told[-1] == (articles, articles)


def test_vectors_made_once_are_kept(small: Fazhi, folder: Path) -> None:
    measured(small, folder, small=True, progress=lambda done, total: None)
    embedded = small.embedding.embedded  # type: ignore[attr-defined]
    del embedded[:]
    measured(small, folder, small=False, progress=lambda done, total: None)
    assert [text[:5] for text in embedded] == ["某法第3条"]


def test_fusion_that_is_not_good_enough_does_not_pass(small: Fazhi, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statutes, "LEAST_MRR", 1.1)
    assert not measured(small, folder, small=True, progress=lambda done, total: None)[1]


def test_fusion_below_the_best_single_method_does_not_pass(small: Fazhi, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statutes, "fuse", lambda *rankings: [])
    monkeypatch.setattr(statutes, "LEAST_RECALL_10", 0)
    monkeypatch.setattr(statutes, "LEAST_MRR", 0)
    assert not measured(small, folder, small=True, progress=lambda done, total: None)[1]
