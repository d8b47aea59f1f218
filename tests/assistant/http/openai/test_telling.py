"""An answer as a chat completion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.http.openai.telling import Exchange, annotations_of, completion, content_of
from assistant.models import Answer, Caveat

PAGE = "http://127.0.0.1:8000/plans/zhangye-1"


def test_citations_and_caveats_follow_the_answer_after_a_blank_line(cited: Answer) -> None:
    assert content_of(cited) == (
        "2024年底前建成。[1] 责任单位：市司法局。[2]\n\n[1] 张掖市方案 八(二十九)\n[2] 张掖市方案 八(二十九)\n该方案的实施期限已届满。"
    )


def test_an_answer_that_claims_nothing_is_told_as_it_is(refusal: Answer, exchange: Exchange) -> None:
    [choice] = completion(refusal, exchange).choices
    assert (choice.message.content, choice.message.annotations, choice.finish_reason) == (refusal.answer, (), "stop")


def test_a_caveat_is_told_once(cited: Answer) -> None:
    twice = cited.model_copy(update={"caveats": (*cited.caveats, Caveat(code="expired", text=cited.caveats[0].text))})
    assert content_of(twice) == content_of(cited)


def test_every_marker_leads_to_the_words_cited(cited: Answer, exchange: Exchange) -> None:
    [choice] = completion(cited, exchange).choices
    said = [annotation.url_citation for annotation in choice.message.annotations]
    assert [choice.message.content[one.start_index : one.end_index] for one in said] == ["[1]", "[2]", "[1]", "[2]"]
    assert [one.url for one in said[:2]] == [f"{PAGE}?start=10&end=19#c1", f"{PAGE}?start=30&end=40#c1"]
    assert {one.title for one in said} == {"张掖市方案 八(二十九)"}


@given(st.lists(st.sampled_from(["[1]", "[2]", "[3]", "[12]", "[", "]", "文", "1"]), max_size=30))
def test_only_markers_of_citations_are_annotated(cited: Answer, pieces: list[str]) -> None:
    content = "".join(pieces)
    found = [annotation.url_citation for annotation in annotations_of(cited, content, "http://x")]
    assert [content[one.start_index : one.end_index] for one in found] == [p for p in _markers(content) if p in ("[1]", "[2]")]


def _markers(content: str) -> list[str]:
    at, found = 0, []
    while (at := content.find("[", at)) >= 0:
        end = content.find("]", at)
        if end > at and content[at + 1 : end].isdecimal():
            found.append(content[at : end + 1])
        at += 1
    return found


def test_the_completion_holds_the_whole_answer_and_counts_characters(cited: Answer, exchange: Exchange) -> None:
    told = completion(cited, exchange)
    assert told.fazhi == cited
    assert (told.usage.prompt_tokens, told.usage.completion_tokens) == (12, len(content_of(cited)))
    assert told.usage.total_tokens == told.usage.prompt_tokens + told.usage.completion_tokens
