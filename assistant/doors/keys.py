"""Keys of the interface: made here, shown once, kept as a digest, and good until they expire or are revoked."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Row, insert, select, update

from assistant.doors.errors import UnknownKey
from assistant.doors.models import SCOPES, Caller, Key, Scope, implied
from assistant.doors.recalled import Recalled
from assistant.record.database import Database
from assistant.record.moments import written
from assistant.record.tables import KEYS

_FRESH, _STALE = 2.0, 60.0  # seconds: a revoked key is refused within the first; without a database known ones live for the second
NotGood = Literal["wrong", "expired", "revoked"]


class Keys:
    """The keys of a database and those fixed by the settings; several servers on one database hold the same."""

    def __init__(
        self,
        database: Database,
        fixed: tuple[str, ...] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._fixed = fixed
        self._now = now
        self._rows: Recalled[Row[tuple[object, ...]] | None] = Recalled(_FRESH, _STALE, clock)
        self._any: Recalled[bool] = Recalled(_FRESH, 0, clock)
        self._guarded = bool(fixed)

    def add(self, name: str, scopes: tuple[Scope, ...] = ("ask",), days: float | None = 365) -> tuple[Key, str]:
        """A new key and its text, which cannot be shown again; `days` until it expires, None for never."""
        key_id, now = secrets.token_hex(6), self._now()
        text = f"fz_{key_id}_{secrets.token_urlsafe(32)}"
        row = {
            "key_id": key_id,
            "name": name,
            "digest": _digest(text),
            "scopes": ",".join(sorted(set(scopes), key=SCOPES.index)),
            "created_at": written(now),
            "expires_at": written(now + timedelta(days=days)) if days is not None else None,
        }
        with self._database.begin() as connection:
            connection.execute(insert(KEYS).values(row))
        self._forget()
        return self._found(key_id), text

    def list(self) -> tuple[Key, ...]:
        """All keys ever made in this database, oldest first."""
        with self._database.begin() as connection:
            return tuple(self._key(row) for row in connection.execute(select(KEYS).order_by(KEYS.c.number)))

    def revoke(self, key_id: str) -> Key:
        """Let a key open nothing any more; raises UnknownKey."""
        self._found(key_id)
        with self._database.begin() as connection:
            connection.execute(
                update(KEYS).where(KEYS.c.key_id == key_id, KEYS.c.revoked_at.is_(None)).values(revoked_at=written(self._now()))
            )
        self._forget()
        return self._found(key_id)

    def rotate(self, key_id: str, grace_days: float = 0) -> tuple[Key, str]:
        """A new key with the name, scopes and lifetime of another, which expires after so many days; raises UnknownKey."""
        old = self._found(key_id)
        if old.state != "usable":
            raise UnknownKey(f"密钥 {key_id} 已经过期或撤销，不能轮换，请用 fazhi keys add 另发一把。")
        days = None
        if old.expires_at:
            days = (_read(old.expires_at) - _read(old.created_at)) / timedelta(days=1)
        end = written(self._now() + timedelta(days=grace_days))
        made = self.add(old.name, old.scopes, days)
        with self._database.begin() as connection:
            connection.execute(update(KEYS).where(KEYS.c.key_id == key_id).values(expires_at=min(end, old.expires_at or end)))
        self._forget()
        return made

    def who(self, text: str) -> Caller | NotGood:
        """Who bears a key, or why it is no good; only its bearer learns that it expired or was revoked. Raises RecordUnavailable."""
        if (place := _position(text, self._fixed)) is not None:
            return Caller(name=f"环境变量{place + 1}", key_id=f"env-{place + 1}", scopes=SCOPES)
        if not (key_id := _key_id(text)):
            return "wrong"
        row = self._rows.get(key_id, lambda: self._row(key_id))
        if row is None or not hmac.compare_digest(str(row.digest), _digest(text)):
            return "wrong"
        key = self._key(row)
        return Caller(name=key.name, key_id=key.key_id, scopes=implied(key.scopes)) if key.state == "usable" else key.state

    def guarded(self) -> bool:
        """Whether a key is needed: one was set or made at some time. What was guarded once is never open again."""
        if not self._guarded:
            self._guarded = self._any.get("any", self._has_any)
        return self._guarded

    def usable(self) -> bool:
        """Whether there is a key that opens something today."""
        return bool(self._fixed) or any(key.state == "usable" for key in self.list())

    def _found(self, key_id: str) -> Key:
        if (row := self._row(key_id)) is None:
            raise UnknownKey(f"没有编号为 {key_id} 的密钥，请用 fazhi keys list 查看。")
        return self._key(row)

    def _row(self, key_id: str) -> Row[tuple[object, ...]] | None:
        with self._database.begin() as connection:
            return connection.execute(select(KEYS).where(KEYS.c.key_id == key_id)).first()

    def _has_any(self) -> bool:
        with self._database.begin() as connection:
            return connection.execute(select(KEYS.c.number).limit(1)).first() is not None

    def _key(self, row: Row[tuple[object, ...]]) -> Key:
        expired = row.expires_at is not None and row.expires_at <= written(self._now())
        return Key(
            key_id=row.key_id,
            name=row.name,
            scopes=tuple(scope for scope in SCOPES if scope in row.scopes.split(",")),
            created_at=row.created_at,
            expires_at=row.expires_at,
            revoked_at=row.revoked_at,
            state="revoked" if row.revoked_at else "expired" if expired else "usable",
        )

    def _forget(self) -> None:
        self._rows.forget()
        self._any.forget()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _key_id(text: str) -> str:
    head, _, rest = text.partition("_")
    key_id, mark, secret = rest.partition("_")
    return key_id if head == "fz" and mark and secret and len(key_id) == 12 and key_id.isalnum() and key_id.isascii() else ""


def _position(given: str, keys: tuple[str, ...]) -> int | None:
    """Which of the keys it is; all of them are compared, in constant time."""
    matches = [hmac.compare_digest(given.encode("utf-8", "replace"), key.encode("utf-8", "replace")) for key in keys]
    return matches.index(True) if any(matches) else None


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text)
