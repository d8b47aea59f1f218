"""The search room on a public benchmark: lay questions against articles of Chinese law (STARD, Su et al. 2024).

The articles go through the same pieces as clauses do: words for BM25, the same embedding, the same fusion. Vectors are
kept in the data folder, for embedding takes a while.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

from assistant.bootstrap import Fazhi
from eval.retrieval import figures, means, told
from eval.run import Progress
from index.keywords import KeywordIndex
from index.models import Frozen, Piece, Spot
from index.search import Ranking, fuse
from index.vector_cache import VectorCache
from index.words import cut_for_search
from index.workers import embedding_many

DEPTH = 100
LEAST_RECALL_10, LEAST_MRR = 0.66, 0.57


class Article(Frozen):
    """An article of law."""

    id: int
    name: str
    text: str
    small: bool


class Question(Frozen):
    """A lay question with the articles that answer it."""

    question: str
    relevant: tuple[int, ...]


def measured(fazhi: Fazhi, folder: Path, *, small: bool, progress: Progress) -> tuple[list[str], bool]:
    """A line for each method, and whether fusion is good enough and not below the best single method."""
    articles, questions = read(folder, small=small)
    pieces = [_piece(article) for article in articles]
    vectors = _vectors(fazhi, [f"{article.name}。{article.text}" for article in articles], progress)
    keywords, every = KeywordIndex.of(pieces), np.ones(len(pieces), dtype=bool)
    rows = []
    for number, question in enumerate(questions):
        by_word = _spots(pieces, keywords.best(tuple(cut_for_search(question.question)), every, DEPTH))
        by_vector = _spots(pieces, _nearest(vectors, fazhi.embedding.query(question.question)))
        rankings = {"keyword": by_word, "vectors": by_vector, "fused": fuse(by_word, by_vector)}
        wanted = {str(one) for one in question.relevant}
        for method, ranking in rankings.items():
            rows.append(figures(str(number), method, [spot.clause_id for spot, _ in ranking], wanted))
    table = means(rows)
    fused = next(row for row in table if row.method == "fused")
    best = max(row.recall_10 for row in table if row.method != "fused")
    lines = [told(row) for row in table]
    lines.append(
        f"{len(articles)} 条法条，{len(questions)} 个问题；要求 R@10 {LEAST_RECALL_10}、MRR {LEAST_MRR}，合并不低于最好的单一方法。"
    )
    return lines, fused.recall_10 >= max(best, LEAST_RECALL_10) and fused.mrr >= LEAST_MRR


def read(folder: Path, *, small: bool) -> tuple[list[Article], list[Question]]:
    """The articles (only those marked small, where asked) and the questions."""
    with gzip.open(folder / "statutes.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [Article.model_validate(json.loads(line)) for line in lines]
    questions = [Question.model_validate_json(line) for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    return [article for article in articles if article.small or not small], questions


def _vectors(fazhi: Fazhi, texts: list[str], progress: Progress) -> np.ndarray:
    done = 0

    def made(more: int) -> None:
        nonlocal done
        done += more
        progress(done, len(texts))

    with embedding_many(fazhi.embedding) as embed:
        return VectorCache(_cache_file(fazhi)).passages(fazhi.embedding.model, texts, embed, made)


def _cache_file(fazhi: Fazhi) -> Path:
    folder = fazhi.settings.data / "evaluations"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "statutes.sqlite"


def _piece(article: Article) -> Piece:
    return Piece(
        plan_id="law", clause_id=str(article.id), place="", start=0, end=len(article.text), context=article.name, words=article.text
    )


def _spots(pieces: list[Piece], ranking: list[tuple[int, float]]) -> Ranking:
    return [(Spot(pieces[i].plan_id, pieces[i].clause_id, pieces[i].start, pieces[i].end), score) for i, score in ranking]


def _nearest(vectors: np.ndarray, query: np.ndarray) -> list[tuple[int, float]]:
    scores = vectors @ query
    best = np.argpartition(-scores, min(DEPTH, len(scores) - 1))[:DEPTH]
    return sorted(((int(i), float(scores[i])) for i in best), key=lambda pair: -pair[1])
