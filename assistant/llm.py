"""The language model behind an OpenAI-compatible endpoint, where one is configured; llama-index's types of it stay here."""

from __future__ import annotations

from llama_index.core.llms import LLM
from llama_index.llms.openai_like import OpenAILike

from assistant.settings import Settings

CONTEXT = 8192
TIMEOUT = 60.0  # seconds


def language_model(settings: Settings) -> LLM | None:
    """The configured model, None where no endpoint is set."""
    if not settings.llm_url:
        return None
    return OpenAILike(
        model=settings.llm_model or "default",
        api_base=settings.llm_url,
        api_key=settings.llm_key or "none",
        is_chat_model=True,
        context_window=CONTEXT,
        timeout=TIMEOUT,
        max_retries=1,
        temperature=0.0,
    )
