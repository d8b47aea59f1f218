"""llama-index as its own starter example uses it, to be measured beside fazhi: the same documents and embedding, its sentence
splitter, the five nearest passages, no place lock; the answer is the nearest passage. It gets the benefit of the doubt
where it cites: every clause its passage touches counts as cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import NodeWithScore, TextNode

from assistant.models import Answer, Ask, Claim
from assistant.writing import cite
from index.embedding import Embedding
from index.models import Clause, Plan

TOP = 5


class _SameEmbedding(BaseEmbedding):
    """fazhi's embedding under llama-index's interface."""

    embedding: Any

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in self.embedding.query(query)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(x) for x in self.embedding.passages([text])[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class Starter:
    """Answers by the nearest passage."""

    def __init__(self, plans: Sequence[Plan], embedding: Embedding) -> None:
        self._plans = {plan.plan_id: plan for plan in plans}
        self._embedding = embedding

    @cached_property
    def _retriever(self) -> BaseRetriever:
        documents = [Document(text=plan.text, metadata={"plan_id": plan.plan_id}) for plan in self._plans.values()]
        same = _SameEmbedding(embedding=self._embedding)
        index = VectorStoreIndex.from_documents(documents, transformations=[SentenceSplitter()], embed_model=same)
        return index.as_retriever(similarity_top_k=TOP)

    def passages(self, question: str) -> list[tuple[Plan, int, int]]:
        """The nearest passages: plan, start, end."""
        return [self._span(found) for found in self._retriever.retrieve(question)]

    def clauses(self, question: str) -> list[str]:
        """Ids of the clauses that the passages touch, nearest passage first."""
        return list(
            dict.fromkeys(clause.clause_id for plan, start, end in self.passages(question) for clause in _touched(plan, start, end))
        )

    def answer(self, ask: Ask) -> Answer:
        """The nearest passage, with every clause it touches as its citation."""
        plan, start, end = self.passages(ask.question)[0]
        clauses = _touched(plan, start, end)
        citations = tuple(
            cite(number, plan, clause, max(start, clause.start), min(end, clause.end)) for number, clause in enumerate(clauses, start=1)
        )
        text = plan.text[start:end]
        markers = tuple(citation.marker for citation in citations)
        return Answer(
            answer_id="starter",
            question=ask.question,
            standalone_question=ask.question,
            status="answered",
            trust="verbatim",
            answer=text + "".join(f"[{marker}]" for marker in markers),
            claims=(Claim(text=text, citations=markers),),
            citations=citations,
            places=(plan.place,),
            as_of=ask.as_of or "",
            created_at="",
        )

    def _span(self, found: NodeWithScore) -> tuple[Plan, int, int]:
        node = found.node
        assert isinstance(node, TextNode)
        plan = self._plans[node.metadata["plan_id"]]
        start = node.start_char_idx or 0
        return plan, start, node.end_char_idx or start + len(node.text)


def _touched(plan: Plan, start: int, end: int) -> list[Clause]:
    return [clause for clause in plan.citable if clause.start < end and clause.end > start]
