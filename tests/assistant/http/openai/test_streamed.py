"""An answer in chunks: what they say, joined, is what the completion says."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.http.openai.errors import error_of
from assistant.http.openai.streamed import DONE, chunks, told_error
from assistant.http.openai.telling import Exchange, completion
from assistant.models import Answer
from assistant.streaming import ClaimMade, Event


def read(lines: list[str]) -> list[dict[str, Any]]:
    assert all(line.startswith("data: ") and line.endswith("\n\n") and line.count("\n") == 2 for line in lines)
    assert lines[-1] == DONE
    return [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]


def deltas(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [choice["delta"] for chunk in told for choice in chunk["choices"]]


def content_of(told: list[dict[str, Any]]) -> str:
    return "".join(delta.get("content", "") for delta in deltas(told))


def test_each_claim_is_a_chunk_and_the_rest_comes_with_the_answer(events: list[Event], exchange: Exchange) -> None:
    said = [delta["content"] for delta in deltas(read(list(chunks(events, exchange)))) if "content" in delta]
    assert said[:3] == ["", "2024年底前建成。[1]", " 责任单位：市司法局。[2]"]
    assert said[3].startswith("\n\n[1] ")


def test_the_last_chunk_ends_the_answer_and_holds_what_the_completion_holds(cited: Answer, events: list[Event], exchange: Exchange) -> None:
    whole = completion(cited, exchange).model_dump(mode="json")
    told = read(list(chunks(events, exchange)))
    assert [chunk["choices"][0]["finish_reason"] for chunk in told] == [None] * (len(told) - 1) + ["stop"]
    assert told[-1]["choices"][0]["delta"] == {"annotations": whole["choices"][0]["message"]["annotations"]}
    assert told[-1]["fazhi"] == whole["fazhi"]
    assert {(chunk["id"], chunk["object"], chunk["model"]) for chunk in told} == {("chatcmpl-1", "chat.completion.chunk", "fazhi")}


def test_the_first_chunk_says_who_speaks(events: list[Event], exchange: Exchange) -> None:
    assert deltas(read(list(chunks(events, exchange))))[0] == {"role": "assistant", "content": ""}


def test_nothing_is_waited_for_before_a_claim_is_told(events: list[Event], exchange: Exchange) -> None:
    taken: list[Event] = []
    stream = chunks((taken.append(event) or event for event in events), exchange)
    next(stream)
    assert taken == []
    assert "2024年底前建成" in next(stream)
    assert len(taken) == 2


def test_usage_is_a_chunk_of_its_own_where_it_is_asked_for(cited: Answer, events: list[Event], exchange: Exchange) -> None:
    told = read(list(chunks(events, exchange, with_usage=True)))
    assert told[-1]["choices"] == []
    assert told[-1]["usage"] == completion(cited, exchange).usage.model_dump()
    assert not any("usage" in chunk for chunk in told[:-1])


@given(st.text(max_size=30), st.lists(st.integers(0, 30), max_size=4), st.booleans())
def test_what_the_chunks_say_is_what_the_completion_says(
    cited: Answer, refusal: Answer, exchange: Exchange, text: str, cuts: list[int], with_notes: bool
) -> None:
    answer = (cited if with_notes else refusal).model_copy(update={"answer": text})
    ends = sorted(min(cut, len(text)) for cut in cuts)
    said = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    claims = [ClaimMade(text="话", citations=(), sources=(), said=words) for words in said]
    told = read(list(chunks([*claims, answer], exchange)))
    assert content_of(told) == completion(answer, exchange).choices[0].message.content


def test_an_error_in_the_midst_is_told_in_the_words_fronts_show() -> None:
    told = json.loads(told_error(error_of(502, "向量接口没有响应。")).removeprefix("data: "))
    assert told == {"error": {"message": "向量接口没有响应。", "type": "server_error", "param": None, "code": "502"}}
