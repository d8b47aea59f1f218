"""A name and a password become a session: slowly for everybody, and not for long for whoever guesses."""

from __future__ import annotations

import hashlib
import unicodedata

from assistant.doors.errors import TooMany, WrongPassword
from assistant.doors.limiting import RateLimits
from assistant.doors.people import People
from assistant.doors.ways import BySession


class Entering:
    """Where people are let in by password; `where` is the address they come from."""

    def __init__(self, people: People, limits: RateLimits, sessions: BySession) -> None:
        self._people = people
        self._limits = limits
        self._sessions = sessions

    def enter(self, name: str, password: str, where: str) -> str:
        """A new session; raises WrongPassword, or TooMany where an address or a name was wrong too often."""
        name = unicodedata.normalize("NFC", name).strip()
        tried = (("from", where), ("as", _hidden(name)))
        for what in tried:
            counted = self._limits.look("wrong_password", *what)
            if not counted.allowed:
                raise TooMany(f"试错的次数太多，请在 {counted.reset} 秒后再试。", counted.headers())
        mark = self._people.mark(name, password)
        if not mark:
            for what in tried:
                self._limits.hit("wrong_password", *what)
            raise WrongPassword("用户名或口令不对，请核对后再试。")
        return self._sessions.begin(name, mark)


def _hidden(name: str) -> str:
    """What is typed for a name may be a password: it stands nowhere."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:24]
