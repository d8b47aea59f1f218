"""What a chat front sends: messages, of which only what the user said is read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue, field_validator, model_validator
from pydantic.config import JsonDict

from assistant.fields import AS_OF, LIMITED_TO, QUESTION_EXAMPLE
from assistant.http.asked import IsoDate, Text
from index.models import Frozen

MODEL = "fazhi"
LONGEST_QUESTION = 20_000  # characters, as for /v1/answers
MOST_EARLIER = 8  # questions: what a question refers back to lies in the last few
_EXAMPLE = "由谁负责？"


class TextPart(Frozen, extra="ignore", title="用户消息中的一段文字"):
    """A piece of what the user said."""

    type: Literal["text"] = Field(description="总是 text：只能读文字", examples=["text"])
    text: Text = Field(description="文字", examples=[_EXAMPLE])


class UserMessage(Frozen, extra="ignore", title="用户说的一条消息"):
    """What the user said."""

    role: Literal["user"] = Field(description="总是 user", examples=["user"])
    content: Text | tuple[TextPart, ...] = Field(description="文字，或一段一段的文字；不能有图片、声音和文件", examples=[_EXAMPLE])

    @field_validator("content", mode="before")
    @classmethod
    def _of_text(cls, content: object) -> object:
        if isinstance(content, (list, tuple)):
            if any(isinstance(part, dict) and part.get("type") not in (None, "text") for part in content):
                raise ValueError("只能读文字，请去掉图片、声音和文件后再发")
            if all(map(_is_text, content)):
                return content
        elif isinstance(content, str):
            return content
        raise ValueError('应为文字，或由 {"type": "text", "text": "……"} 组成的列表')

    @property
    def words(self) -> str:
        """What the message says."""
        return self.content if isinstance(self.content, str) else "\n".join(part.text for part in self.content)


def _is_text(part: object) -> bool:
    is_given = isinstance(part, dict) and part.get("type") == "text" and isinstance(part.get("text"), str)
    return is_given or isinstance(part, TextPart)


class OtherMessage(Frozen, extra="ignore", title="别人的一条消息；不读，所以写什么都不影响回答"):
    """A message of anybody else, let through unread: nobody can put words into the assistant's mouth."""

    role: Literal["system", "developer", "assistant", "tool", "function"] = Field(description="谁说的", examples=["assistant"])
    content: JsonValue = Field(default=None, description="不读", examples=["您好"])


Message = Annotated[UserMessage | OtherMessage, Field(discriminator="role")]
_ONE_OF_THE_USER: JsonDict = {"contains": {"type": "object", "properties": {"role": {"const": "user"}}, "required": ["role"]}}


class StreamOptions(Frozen, extra="ignore", title="流式返回的选项"):
    """What a stream ends with."""

    include_usage: bool | None = Field(default=False, strict=True, description="true 则在最后多给一块用量", examples=[True])


class ChatRequest(
    Frozen,
    extra="ignore",
    title="OpenAI 格式的提问。这里没有列出的参数（temperature、tools、max_tokens、n……）可以照发，但不起作用：回答只来自文件，不受它们影响",
):
    """A chat completion as OpenAI's clients ask for it."""

    messages: tuple[Message, ...] = Field(
        min_length=1,
        description=f"对话，依先后排列；最后一条用户消息是提问，它之前的最近{MOST_EARLIER}条用户消息用来补全省略的话，其余不读",
        examples=[[{"role": "user", "content": QUESTION_EXAMPLE}]],
        json_schema_extra=_ONE_OF_THE_USER,
    )
    model: Text = Field(default=MODEL, max_length=200, description=f"模型名；只有一个模型，写什么都由 {MODEL} 回答", examples=[MODEL])
    stream: bool | None = Field(default=False, strict=True, description="true 则边核对边返回（text/event-stream）", examples=[False])
    stream_options: StreamOptions | None = Field(default=None, description="流式返回的选项；不用时为空")
    user: Text | None = Field(
        default=None,
        max_length=200,
        description="最终用户的编号；不起作用，要按最终用户限流，请用请求头 X-End-User",
        examples=["agent-017"],
    )
    place: Text | None = Field(default=None, max_length=100, description=f"{LIMITED_TO}（OpenAI 没有的参数）", examples=["张掖市"])
    as_of: IsoDate | None = Field(default=None, description=f"{AS_OF}（OpenAI 没有的参数）", examples=["2026-01-01"])

    @model_validator(mode="after")
    def _asks(self) -> ChatRequest:
        if not self.said:
            raise ValueError("messages 里没有用户的消息（role 为 user）")
        if len(self.said[-1]) > LONGEST_QUESTION:
            raise ValueError(f"提问超过 {LONGEST_QUESTION} 字，请缩短后再发")
        return self

    @property
    def said(self) -> tuple[str, ...]:
        """What the user said, message by message."""
        return tuple(message.words for message in self.messages if isinstance(message, UserMessage))

    @property
    def wants_usage(self) -> bool:
        """Whether a stream is to end with the usage."""
        return bool(self.stream_options and self.stream_options.include_usage)


class Conversation(Frozen):
    """The question asked, and what the user asked before it, oldest first."""

    question: str
    earlier: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Characters read."""
        return sum(map(len, (self.question, *self.earlier)))


def conversation(request: ChatRequest) -> Conversation:
    """What the user said; nobody can put words into the assistant's mouth, so nobody else's messages are read."""
    *earlier, question = request.said
    readable = tuple(words for words in earlier if words.strip() and len(words) <= LONGEST_QUESTION)
    return Conversation(question=question, earlier=readable[-MOST_EARLIER:])
