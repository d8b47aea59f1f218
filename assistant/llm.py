"""The language model behind an OpenAI-compatible endpoint, where one is configured; llama-index's types of it stay here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import openai
from llama_index.core.llms import LLM, ChatMessage
from llama_index.llms.openai_like import OpenAILike

from assistant.generation.model import ModelError, Prompt
from assistant.settings import Settings

CONTEXT = 8192
CLAIMS = {
    "type": "object",
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"evidence": {"type": "array", "items": {"type": "integer"}}, "text": {"type": "string"}},
                "required": ["evidence", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["claims"],
    "additionalProperties": False,
}
_AS_CLAIMS = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": CLAIMS}}


class EndpointModel:
    """Any OpenAI-compatible chat endpoint, through llama-index; claims are asked for by JSON schema where it takes one."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.llm_model or "default"
        self._settings = settings
        self._trusted = httpx.create_ssl_context()  # made once: reading the certificates takes longer than a call
        self._takes_schema = True

    def stream(self, prompt: Prompt) -> Call:
        """The words of the model piece by piece; raises ModelError. Closing the call hangs up, from whatever thread."""
        client = httpx.Client(timeout=self._settings.llm_seconds, verify=self._trusted)
        return Call(self._words(prompt, client), client)

    def _words(self, prompt: Prompt, client: httpx.Client) -> Iterator[str]:
        llm = language_model(self._settings, client)
        try:
            if not (prompt.structured and self._takes_schema):
                yield from _said(llm, prompt, max_tokens=self._settings.llm_tokens)
                return
            try:
                yield from _said(llm, prompt, max_tokens=self._settings.llm_tokens, response_format=_AS_CLAIMS)
            except (openai.BadRequestError, openai.UnprocessableEntityError):
                for piece in _said(llm, prompt, max_tokens=self._settings.llm_tokens):
                    self._takes_schema = False  # it was the schema, not the rest of the prompt, that was refused
                    yield piece
        except Exception as error:  # the client raises whatever its transport raises
            raise ModelError(_reason(error)) from None
        finally:
            client.close()


class Call(Iterator[str]):
    """One call of the endpoint; a connection of its own, so that it can be cut."""

    def __init__(self, words: Iterator[str], client: httpx.Client) -> None:
        self._words = words
        self._client = client

    def __next__(self) -> str:
        return next(self._words)

    def close(self) -> None:
        """Cut the connection."""
        self._client.close()


def _said(llm: LLM, prompt: Prompt, **more: Any) -> Iterator[str]:
    messages = [ChatMessage(role="system", content=prompt.instructions), ChatMessage(role="user", content=prompt.given)]
    for part in llm.stream_chat(messages, **more):
        yield part.delta or ""


def _reason(error: Exception) -> str:
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return "timeout"
    if isinstance(error, openai.RateLimitError):
        return "busy"
    if isinstance(error, openai.APIStatusError):
        return "failed" if error.status_code >= 500 else "refused"
    return "unreachable" if isinstance(error, openai.APIConnectionError | httpx.TransportError) else "unreadable"


def language_model(settings: Settings, client: httpx.Client | None = None) -> LLM:
    """The model behind the configured endpoint, as llama-index has it."""
    return OpenAILike(
        model=settings.llm_model or "default",
        api_base=settings.llm_url,
        api_key=settings.llm_key or "none",
        is_chat_model=True,
        context_window=CONTEXT,
        timeout=settings.llm_seconds,
        max_retries=0,
        temperature=0.0,
        http_client=client,  # type: ignore[call-arg]
    )
