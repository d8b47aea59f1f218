"""Ids that callers choose themselves may be somebody's telephone number: then another word stands for them."""

from __future__ import annotations

import hmac

from assistant.privacy.replacing import without_personal_data


def pseudonym(value: str, secret: bytes) -> str:
    """An id as it may be kept: itself, or "p-" and 24 hex digits (HMAC-SHA256) where it holds personal data.

    The same value and secret always give the same word; without the secret nobody finds out by trying all numbers.
    """
    if not without_personal_data(value).counts:
        return value
    return "p-" + hmac.new(secret, value.encode("utf-8", "replace"), "sha256").hexdigest()[:24]
