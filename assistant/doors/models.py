"""What the doors hand around: a caller and what it may do, a key and a person as they are listed, and whether answering is paused."""

from __future__ import annotations

from typing import Literal, get_args

from index.models import Frozen

Scope = Literal["ask", "review", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


class Caller(Frozen):
    """Who bears a key: its name, its id (empty without a key), and every scope it has; `person` is who signed in instead of bearing one."""

    name: str = ""
    key_id: str = ""
    person: str = ""
    scopes: tuple[Scope, ...] = ()

    @property
    def identity(self) -> str:
        """What tells one caller from every other: the key's id or the person's name, empty for anyone."""
        return self.key_id or (f"person:{self.person}" if self.person else "")

    def may(self, scope: Scope) -> bool:
        """Whether this is within the caller's scopes."""
        return scope in self.scopes


ANYONE = Caller(scopes=SCOPES)  # nothing is guarded: only this machine can call
NOBODY = Caller()  # at addresses that are open to all


class Key(Frozen):
    """A key without its secret; times are ISO 8601 in UTC, `expires_at` None for one that lasts."""

    key_id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: str
    expires_at: str | None = None
    revoked_at: str | None = None
    state: Literal["usable", "expired", "revoked"] = "usable"


class Person(Frozen):
    """Somebody who signs in with a password; times are ISO 8601 in UTC, `removed_at` None for one who may come in."""

    name: str
    scopes: tuple[Scope, ...]
    created_at: str
    removed_at: str | None = None


class Pause(Frozen):
    """The latest thing said about answering: paused or not, why, by whom, since when."""

    paused: bool = False
    why: str = ""
    by: str = ""
    created_at: str = ""


def implied(scopes: tuple[Scope, ...]) -> tuple[Scope, ...]:
    """All scopes that come with these: admin includes review, which includes ask."""
    highest = max((SCOPES.index(scope) for scope in scopes), default=-1)
    return SCOPES[: highest + 1]
