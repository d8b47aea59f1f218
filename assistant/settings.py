"""Settings from the environment (FAZHI_…) or a .env file; each is described in the README's table."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_HOME = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What a deployment can set; the defaults work without any."""

    model_config = SettingsConfigDict(env_prefix="FAZHI_", env_file=".env", extra="ignore", frozen=True)

    data: Path = Field(default=_HOME / "data", description="索引和答案记录所在的目录")
    index: Path | None = Field(default=None, description="索引所在的目录，可由几台服务器共用；留空则在 FAZHI_DATA 的 index 里")
    plans: Path = Field(default=_HOME / "plans", description="文件所在的目录")
    chroma_url: str = Field(default="", description="Chroma 服务地址；留空则用内嵌的向量库")
    embedding_url: str = Field(default="", description="OpenAI 兼容的向量接口地址；留空则用内置模型")
    embedding_model: str = Field(default="", description="向量接口的模型名")
    embedding_key: str = Field(default="", description="向量接口的密钥", repr=False)
    rerank_url: str = Field(default="", description="重排接口地址（Jina、Cohere、vLLM 或 TEI 的 /rerank）；留空则不重排")
    rerank_model: str = Field(default="", description="重排接口的模型名")
    rerank_key: str = Field(default="", description="重排接口的密钥", repr=False)
    llm_url: str = Field(default="", description="OpenAI 兼容的大模型接口地址；留空则只用原文回答")
    llm_model: str = Field(default="", description="大模型接口的模型名")
    llm_key: str = Field(default="", description="大模型接口的密钥", repr=False)
    llm_seconds: float = Field(default=20.0, gt=0, description="等大模型写完一个回答最多几秒，到时改用原文")
    llm_at_once: int = Field(default=4, gt=0, description="同时最多几个大模型请求")
    llm_tokens: int = Field(default=600, gt=0, description="大模型一次最多写多少个词元")
    llm_remember: bool = Field(default=False, description="同样的问题和依据不再问大模型，用上次写的")
    api_keys: str = Field(default="", description="API 密钥，用逗号分隔；监听回环以外的地址时必须设置", repr=False)

    @property
    def index_folder(self) -> Path:
        """Where the index is."""
        return self.index or self.data / "index"

    @property
    def keys(self) -> tuple[str, ...]:
        """The API keys, one by one."""
        return tuple(key.strip() for key in self.api_keys.split(",") if key.strip())
