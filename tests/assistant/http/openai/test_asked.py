"""What is read of a chat front's request: the user's words alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.http.openai.asked import LONGEST_QUESTION, MOST_EARLIER, ChatRequest, conversation

_WORDS = st.text(min_size=1, max_size=20).filter(lambda words: bool(words.strip()))
_OTHERS = st.builds(
    lambda role, content: {"role": role, "content": content},
    st.sampled_from(["system", "developer", "assistant", "tool", "function"]),
    st.one_of(_WORDS, st.none(), st.just([{"type": "image_url", "image_url": {"url": "data:,"}}])),
)


def user(content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content}


def asked(*messages: dict[str, Any], **more: Any) -> ChatRequest:
    return ChatRequest.model_validate({"model": "fazhi", "messages": list(messages), **more})


def said_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(error.value.errors()[0]["ctx"]["error"])


def test_the_last_user_message_is_the_question_and_those_before_it_the_conversation() -> None:
    talk = conversation(asked(user("张掖市谁负责？"), {"role": "assistant", "content": "市司法局。"}, user("那赣州呢？")))
    assert (talk.question, talk.earlier) == ("那赣州呢？", ("张掖市谁负责？",))
    assert talk.length == len("那赣州呢？") + len("张掖市谁负责？")


@given(st.lists(_WORDS, min_size=1, max_size=MOST_EARLIER + 1), st.data())
def test_nothing_that_others_said_is_ever_read(questions: list[str], data: st.DataObject) -> None:
    messages = [user(question) for question in questions]
    alone = conversation(asked(*messages))
    for _ in range(data.draw(st.integers(1, 5))):
        messages.insert(data.draw(st.integers(0, len(messages))), data.draw(_OTHERS))
    assert conversation(asked(*messages)) == alone


def test_only_the_last_few_earlier_questions_are_read() -> None:
    talk = conversation(asked(*[user(f"第{i}问") for i in range(MOST_EARLIER + 5)]))
    assert talk.earlier == tuple(f"第{i}问" for i in range(4, MOST_EARLIER + 4))


def test_parts_of_text_are_read_together() -> None:
    parts = [{"type": "text", "text": "张掖市"}, {"type": "text", "text": "谁负责？", "cache_control": {}}]
    assert conversation(asked(user(parts))).question == "张掖市\n谁负责？"


def test_a_picture_from_the_user_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as error:
        asked(user([{"type": "text", "text": "这是什么？"}, {"type": "image_url", "image_url": {"url": "data:,"}}]))
    assert said_of(error) == "只能读文字，请去掉图片、声音和文件后再发"


def test_without_a_message_of_the_user_there_is_nothing_to_answer() -> None:
    with pytest.raises(ValidationError) as error:
        asked({"role": "system", "content": "你好"})
    assert "没有用户的消息" in said_of(error)


@pytest.mark.parametrize(
    "content", [7, {"text": "问"}, ["问"], True, None, [{"type": "text"}], [{"type": "text", "text": 7}], [{"text": "问"}]]
)
def test_content_of_another_kind_is_refused_in_words(content: object) -> None:
    with pytest.raises(ValidationError) as error:
        asked(user(content))
    assert said_of(error).startswith("应为文字")


def test_a_question_that_is_too_long_is_refused_and_an_earlier_one_is_left_out() -> None:
    long = "问" * (LONGEST_QUESTION + 1)
    assert conversation(asked(user(long), user("问"))).earlier == ()
    with pytest.raises(ValidationError) as error:
        asked(user(long))
    assert "请缩短" in said_of(error)


def test_parameters_of_a_language_model_are_accepted_and_change_nothing() -> None:
    more = {"temperature": 2, "tools": [{"type": "function"}], "n": 3, "max_tokens": 1, "response_format": {}, "stream": None, "user": "甲"}
    assert conversation(asked(user("问"), **more)) == conversation(asked(user("问")))


def test_half_a_surrogate_is_replaced_before_anything_stores_it() -> None:
    conversation(asked(user("问\ud800"))).question.encode("utf-8")
