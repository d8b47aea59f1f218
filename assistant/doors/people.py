"""People who sign in with a password: it is kept as an argon2 digest, and whoever is removed is out within seconds."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.doors.errors import BadPerson
from assistant.doors.models import SCOPES, Caller, Person, Scope, implied
from assistant.doors.names import name_of
from assistant.doors.recalled import Recalled
from assistant.record.database import Database
from assistant.record.moments import written
from assistant.record.tables import PEOPLE

SHORTEST, LONGEST = 10, 200  # characters of a password
_FRESH, _STALE = 2.0, 60.0  # seconds: somebody removed is out within the first; without a database those inside stay for the second


class People:
    """The people of a database; several servers on it have the same."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._database = database
        self._now = now
        self._hasher = hasher or PasswordHasher()
        self._rows: Recalled[Row[tuple[object, ...]] | None] = Recalled(_FRESH, _STALE, clock)

    def add(self, name: str, password: str, scopes: tuple[Scope, ...] = ("ask",), *, again: bool = False) -> Person:
        """Let somebody sign in; `again` brings back one who was removed. Raises BadPerson."""
        name = name_of(name)
        known = self._row(name)
        if known is not None and known.removed_at is None:
            raise BadPerson(f"已经有 {name} 了；改口令用 fazhi people password {name}。")
        if known is not None and not again:
            raise BadPerson(f"{name} 曾被移除，原来的问答还在：是同一个人就加 --again 恢复，是另一个人请换一个名字。")
        row = {
            "password": self._digest(name, password),
            "scopes": ",".join(sorted(set(scopes), key=SCOPES.index)),
            "created_at": written(self._now()),
            "removed_at": None,
        }
        try:
            with self._database.begin() as connection:
                if known is None:
                    connection.execute(insert(PEOPLE).values(name=name, **row))
                else:
                    connection.execute(update(PEOPLE).where(PEOPLE.c.name == name).values(row))
        except IntegrityError as error:
            raise BadPerson(f"已经有 {name} 了。") from error
        self._rows.forget()
        return self._found(name)

    def list(self) -> tuple[Person, ...]:
        """Everybody who was ever added, in that order."""
        with self._database.begin() as connection:
            return tuple(_person(row) for row in connection.execute(select(PEOPLE).order_by(PEOPLE.c.number)))

    def anybody(self) -> bool:
        """Whether there is somebody who can sign in."""
        return any(person.removed_at is None for person in self.list())

    def remove(self, name: str) -> Person:
        """Let somebody in no more, here and on every other server; raises BadPerson."""
        name = self._found(name_of(name)).name
        with self._database.begin() as connection:
            connection.execute(
                update(PEOPLE).where(PEOPLE.c.name == name, PEOPLE.c.removed_at.is_(None)).values(removed_at=written(self._now()))
            )
        self._rows.forget()
        return self._found(name)

    def change_password(self, name: str, password: str) -> Person:
        """Give somebody another password; wherever they are signed in, they are out. Raises BadPerson."""
        found = self._found(name_of(name))
        if found.removed_at is not None:
            raise BadPerson(f"{found.name} 已被移除；恢复用 fazhi people add {found.name} --again。")
        digest = self._digest(found.name, password)
        with self._database.begin() as connection:
            connection.execute(update(PEOPLE).where(PEOPLE.c.name == found.name).values(password=digest))
        self._rows.forget()
        return self._found(found.name)

    def mark(self, name: str, password: str) -> str:
        """What a session of somebody is bound to, empty where name and password do not go together.

        It takes as long for a name nobody has as for a wrong password.
        """
        nobody = self._nobody  # made at the first try, whoever that is
        try:
            row = self._row(name_of(name))
        except BadPerson:
            row = None
        try:
            self._hasher.verify(str(row.password) if row else nobody, _typed(password))
        except VerificationError:
            return ""
        return _mark(str(row.password)) if row and row.removed_at is None else ""

    def who(self, name: str, mark: str) -> Caller | None:
        """Somebody whose session is bound to this mark; None once they were removed or given another password."""
        row = self._rows.get(name, lambda: self._row(name))
        if row is None or row.removed_at is not None or _mark(str(row.password)) != mark:
            return None
        person = _person(row)
        return Caller(name=person.name, person=person.name, scopes=implied(person.scopes))

    @cached_property
    def _nobody(self) -> str:
        """The digest that wrong names are tried against."""
        return self._hasher.hash("nobody")

    def _digest(self, name: str, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise BadPerson(f"口令至少 {SHORTEST} 个字符，最多 {LONGEST} 个。")
        if password.casefold().strip() == name.casefold():
            raise BadPerson("口令不能就是名字。")
        return self._hasher.hash(_typed(password))

    def _found(self, name: str) -> Person:
        if (row := self._row(name)) is None:
            raise BadPerson(f"没有 {name} 这个人，请用 fazhi people list 查看。")
        return _person(row)

    def _row(self, name: str) -> Row[tuple[object, ...]] | None:
        with self._database.begin() as connection:
            return connection.execute(select(PEOPLE).where(PEOPLE.c.name == name)).first()


def _typed(password: str) -> str:
    """The same characters are the same password, however a keyboard composes them."""
    return unicodedata.normalize("NFC", password)[: LONGEST + 1].encode("utf-8", "replace").decode()


def _mark(digest: str) -> str:
    return hashlib.sha256(digest.encode()).hexdigest()[:32]


def _person(row: Row[tuple[object, ...]]) -> Person:
    return Person(
        name=row.name,
        scopes=tuple(scope for scope in SCOPES if scope in row.scopes.split(",")),
        created_at=row.created_at,
        removed_at=row.removed_at,
    )
