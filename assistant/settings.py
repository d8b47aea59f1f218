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
    plans: Path = Field(default=_HOME / "plans", description="文件所在的目录")
    chroma_url: str = Field(default="", description="Chroma 服务地址；留空则用内嵌的向量库")
    embedding_url: str = Field(default="", description="OpenAI 兼容的向量接口地址；留空则用内置模型")
    embedding_model: str = Field(default="", description="向量接口的模型名")
    embedding_key: str = Field(default="", description="向量接口的密钥", repr=False)
    llm_url: str = Field(default="", description="OpenAI 兼容的大模型接口地址；目前只用于评测时另行打分")
    llm_model: str = Field(default="", description="大模型接口的模型名")
    llm_key: str = Field(default="", description="大模型接口的密钥", repr=False)
    api_keys: str = Field(default="", description="API 密钥，用逗号分隔；监听回环以外的地址时必须设置", repr=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """The API keys, one by one."""
        return tuple(key.strip() for key in self.api_keys.split(",") if key.strip())
