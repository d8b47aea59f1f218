"""However many places are named, what is said of them stays short, counts truly and ends."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from assistant.hotline.saying import say
from assistant.models import Answer, Citation, Claim
from assistant.understand.understand import Understood
from index.models import Plan
from index.versions import Versions


def of_many(count: int, like: Plan, *, lead: str) -> tuple[Answer, SimpleNamespace]:
    """An answer that quotes as many places, each by a document of its own."""
    heads = [
        like.head.model_copy(update={"plan_id": f"p{i}", "place": f"双江拉祜族佤族布朗族自治县{i}", "place_code": f"{i:06}"})
        for i in range(count)
    ]
    clause = like.clauses[5]
    citations = [
        Citation(
            marker=i + 1,
            plan_id=head.plan_id,
            plan_title=head.title,
            place=head.place,
            kind=head.kind,
            path=clause.path,
            address="方案",
            clause_id=clause.clause_id,
            heading=clause.heading,
            quote="建立制度，" * 30 + "公布目录。",
            start=0,
            end=155,
            digest="d",
        )
        for i, head in enumerate(heads)
    ]
    claims = [Claim(text=f"{c.place}：{c.quote}", citations=(c.marker,)) for c in citations]
    answer = Answer(
        answer_id="a",
        question="？",
        standalone_question="？",
        status="answered",
        trust="verbatim",
        answer=lead,
        claims=tuple(claims),
        citations=tuple(citations),
        places=tuple(head.place for head in heads),
        as_of="2026-11-22",
        created_at="2026-11-22",
    )
    index = SimpleNamespace(heads={head.plan_id: head for head in heads}, versions=Versions(heads), clauses={clause.clause_id: clause})
    return answer, index


@pytest.mark.parametrize("name", ["张掖", "长春方案"])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 60, 400])
def test_places_that_say_it_are_counted_and_named_as_far_as_they_fit(
    count: int, name: str, bundled: dict[str, Plan], read_question: Callable[[str], Understood]
) -> None:
    answer, index = of_many(count, bundled[name], lead=f"收录的999个地区中，{count}个提到：")
    said = say(answer, read_question("哪些城市提到“枫桥经验”？"), index)  # type: ignore[arg-type]
    assert len(said.text) <= 80
    assert said.text.endswith("。")
    assert "枫桥经验" in said.text
    assert ("只有" if count == 1 else f"有{count}个") in said.text
    assert len(said.basis) == count


@pytest.mark.parametrize("count", [1, 2, 3, 5, 60, 400])
def test_places_compared_are_said_in_as_few_words(count: int, bundled: dict[str, Plan], read_question: Callable[[str], Understood]) -> None:
    answer, index = of_many(count, bundled["张掖"], lead="")
    said = say(answer, read_question("各市的目录怎么公布？"), index)  # type: ignore[arg-type]
    assert 0 < len(said.text) <= 80
    assert said.text.endswith("。")
