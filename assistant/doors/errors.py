"""Why someone is not let in; each message is one sentence that says the remedy, `headers` are those of the answer over HTTP."""

from __future__ import annotations

from index.errors import FazhiError

_ASK_AGAIN = 30  # seconds after which a program may look whether a pause is over


class Refused(FazhiError):
    """Not let in; `headers` go with the answer."""

    def __init__(self, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.headers = headers or {}


class NoSuchCaller(Refused):
    """No key was given where one is needed, or one that is wrong, expired or revoked."""


class OutOfScope(Refused):
    """The key is right and does not allow this."""


class TooMany(Refused):
    """More requests than a limit allows."""


class HeadersTooLarge(Refused):
    """More header lines or longer ones than any program needs."""


class UploadTooLarge(Refused):
    """A file larger than any that can be added."""


class BadHeader(Refused):
    """A header of this program's own that cannot be taken as it is."""


class ForeignSite(Refused):
    """The script of a site that is not allowed to call the interface."""


class Paused(Refused):
    """Answering is paused, for the reason given."""

    def __init__(self, why: str) -> None:
        super().__init__(f"回答已暂停：{why.rstrip('。')}；请稍后再问，急事请联系管理员。", {"Retry-After": str(_ASK_AGAIN)})


class UnknownKey(FazhiError):
    """No key has this id, or it can no longer be changed."""


class BadReason(FazhiError):
    """A pause without a reason."""


class BadSignIn(FazhiError):
    """The settings of signing in do not go together."""


class BadPerson(FazhiError):
    """A name or a password that nobody can be given, or a name that nobody has."""


class WrongPassword(Refused):
    """A name and a password that do not go together; which of them is wrong is not said."""
