"""For schemathesis: no two requests bear the same Idempotency-Key, for the second would rightly be refused.

A key that is no key (empty, too long) stays one.
"""

from __future__ import annotations

import uuid
from typing import Any

import schemathesis

_LONGEST = 200  # characters of a key


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    """Make the key of a request its own."""
    key = case.headers.get("Idempotency-Key") if case.headers else None
    if isinstance(key, str) and 0 < len(key) <= _LONGEST:
        case.headers["Idempotency-Key"] = (key + uuid.uuid4().hex)[-_LONGEST:]
