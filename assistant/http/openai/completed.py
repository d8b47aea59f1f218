"""What a chat front gets back: a chat completion, whole or in chunks, and the one model there is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.http.openai.asked import MODEL
from assistant.models import Answer
from index.models import Frozen

Id = Annotated[str, Field(description="这次返回的编号；答案本身的编号是 fazhi.answer_id", examples=["chatcmpl-3f0c9a4be2d14f7c"])]
Created = Annotated[int, Field(description="作答的时刻（Unix 秒）", examples=[1767225600])]
ModelName = Annotated[str, Field(description="总是 fazhi", examples=[MODEL])]
Index = Annotated[int, Field(description="总是 0：只有一个回答", examples=[0])]


class UrlCitation(Frozen, title="出处的号在 content 里的位置，和它指向的原文"):
    """A marker in the content, `content[start_index:end_index]`, and the reader's page it stands for."""

    start_index: int = Field(description="号在 content 里的起点，按字符从 0 数起", examples=[36])
    end_index: int = Field(description="号在 content 里的终点，不含这个位置上的字", examples=[39])
    title: str = Field(description="出处：文件标题加编号", examples=["张掖市法治政府建设实施方案(2021-2025年) 八(二十九)"])
    url: str = Field(
        description="原文页面，所引的句子高亮",
        examples=["http://127.0.0.1:8000/plans/zhangye-2021-2025-299c33?start=9769&end=9849#cb66808433368d3c"],
    )


class Annotation(Frozen, title="一处出处"):
    """A citation in the form that fronts show."""

    type: Literal["url_citation"] = Field(default="url_citation", description="总是 url_citation", examples=["url_citation"])
    url_citation: UrlCitation = Field(description="位置和原文")


class Usage(Frozen, title="用量；没有词元，数的是字符"):
    """How much was read and said, in characters: where no model need be asked there are no tokens to count."""

    prompt_tokens: int = Field(description="读了多少字符：提问和之前的用户消息", examples=[28])
    completion_tokens: int = Field(description="content 有多少字符", examples=[160])
    total_tokens: int = Field(description="两者之和", examples=[188])


class Said(Frozen, title="回答"):
    """The assistant's message."""

    role: Literal["assistant"] = Field(default="assistant", description="总是 assistant", examples=["assistant"])
    content: str = Field(
        description="答案的文字，随后是各处出处和读者必须知道的事，每件一行",
        examples=["2024年年底前基本建成……工作体系。[1]\n\n[1] 张掖市法治政府建设实施方案(2021-2025年) 八(二十九)\n该方案……已届满。"],
    )
    annotations: tuple[Annotation, ...] = Field(default=(), description="content 里每个出处的号各一项")


class Choice(Frozen, title="一个回答"):
    """The one choice there is."""

    index: Index = 0
    message: Said = Field(description="回答")
    finish_reason: Literal["stop"] = Field(default="stop", description="总是 stop", examples=["stop"])


class ChatCompletion(Frozen, title="OpenAI 格式的回答"):
    """A whole answer."""

    id: Id
    object: Literal["chat.completion"] = Field(default="chat.completion", description="总是 chat.completion", examples=["chat.completion"])
    created: Created
    model: ModelName = MODEL
    choices: tuple[Choice, ...] = Field(description="总是一个回答")
    usage: Usage = Field(description="用量")
    fazhi: Answer = Field(description="完整的答案，与 /v1/answers 的相同（OpenAI 没有的字段）")


class Delta(Frozen, title="回答新增的部分"):
    """What a chunk adds; what it does not add is left out."""

    role: Literal["assistant"] | None = Field(default=None, exclude_if=lambda role: role is None)
    content: str | None = Field(default=None, exclude_if=lambda content: content is None)
    annotations: tuple[Annotation, ...] = Field(default=(), exclude_if=lambda annotations: not annotations)


class ChunkChoice(Frozen, title="一个回答新增的部分"):
    """The one choice there is, as far as it goes on."""

    index: Index = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None


class Chunk(Frozen, title="OpenAI 格式的回答的一块"):
    """A piece of an answer; the last has the annotations and the whole answer, one after it the usage where asked for."""

    id: Id
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: Created
    model: ModelName = MODEL
    choices: tuple[ChunkChoice, ...] = ()
    usage: Usage | None = Field(default=None, exclude_if=lambda usage: usage is None)
    fazhi: Answer | None = Field(default=None, exclude_if=lambda answer: answer is None)


class Model(Frozen, title="一个模型"):
    """A model that can be asked."""

    id: str = Field(description="模型名", examples=[MODEL])
    object: Literal["model"] = Field(default="model", description="总是 model", examples=["model"])
    created: int = Field(default=0, description="没有意义，总是 0", examples=[0])
    owned_by: str = Field(default=MODEL, description="总是 fazhi", examples=[MODEL])


class ModelList(Frozen, title="可以用的模型"):
    """The models that can be asked: one."""

    object: Literal["list"] = Field(default="list", description="总是 list", examples=["list"])
    data: tuple[Model, ...] = Field(default=(Model(id=MODEL),), description="总是一个模型")
