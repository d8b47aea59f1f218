"""What a browser keeps for us: signed, so that nobody changes it, and good for a while only."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from itsdangerous import BadData, URLSafeSerializer
from pydantic import ValidationError

from index.models import Frozen

_LONGEST = 4096  # characters: what a browser keeps at most
Content = TypeVar("Content", bound=Frozen)


class Session(Frozen):
    """Who signed in, in which way, and what takes it back: a session is over when its mark is no longer theirs."""

    way: str
    name: str
    mark: str


class _Sealed(Frozen):
    until: int
    number: str
    content: str


class Seal(Generic[Content]):
    """Seals contents of one kind; every sealing is different, and all servers that share the secret can read it."""

    def __init__(self, kind: type[Content], secret: Callable[[], bytes], seconds: int, now: Callable[[], float] = time.time) -> None:
        self._kind = kind
        self._secret = secret
        self._seconds = seconds
        self._now = now

    def close(self, content: Content) -> str:
        """The content as a text that may stand in a cookie."""
        until = int(self._now()) + self._seconds
        sealed = _Sealed(until=until, number=secrets.token_urlsafe(9), content=content.model_dump_json())
        text = self._signer.dumps(sealed.model_dump())
        return text if isinstance(text, str) else text.decode()

    def open(self, text: str) -> Content | None:
        """The content, None where the text is not ours, was changed, or is too old."""
        if not text or len(text) > _LONGEST:
            return None
        try:
            sealed = _Sealed.model_validate(self._signer.loads(text))
            return self._kind.model_validate_json(sealed.content) if self._now() < sealed.until else None
        except (BadData, ValidationError):
            return None

    @cached_property
    def _signer(self) -> URLSafeSerializer:
        """Each kind of content has a key of its own, so that one never passes for another."""
        strong = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        return URLSafeSerializer(self._secret(), salt=f"fazhi {self._kind.__name__}", signer_kwargs=strong)
