"""The ways people sign in: a header of the gateway they come through, or a session begun on the page."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Literal

from assistant.doors.errors import BadHeader, BadPerson
from assistant.doors.models import SCOPES, Caller
from assistant.doors.names import name_of
from assistant.doors.seal import Seal, Session

Way = Literal["header", "oidc", "users"]


class ByHeader:
    """A gateway says who it is; believed of the gateways named alone, whoever else sends that header."""

    way: Way = "header"

    def __init__(self, header: str, gateways: tuple[str, ...], admins: tuple[str, ...]) -> None:
        self.header = header
        self._gateways = tuple(ipaddress.ip_network(gateway) for gateway in gateways)
        self._admins = admins

    def who(self, peer: str, said: tuple[bytes, ...]) -> Caller | None:
        """Who was named by whoever is at the other end of the connection; raises BadHeader where it is no one name."""
        if not said or not self._is_gateway(peer):
            return None
        if len(said) > 1:
            raise BadHeader(f"请求头 {self.header} 出现了不止一次，不知道是谁；请检查网关的配置。")
        try:
            return named(name_of(said[0].decode("utf-8")), self._admins) if said[0].strip() else None
        except (BadPerson, UnicodeDecodeError) as error:
            raise BadHeader(f"请求头 {self.header} 里不是一个名字；请检查网关的配置。") from error

    def _is_gateway(self, peer: str) -> bool:
        try:
            address = ipaddress.ip_address(peer)
        except ValueError:
            return False
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        return any(address in gateway for gateway in self._gateways)


class BySession:
    """A session says who it is, as long as it is good; `still` finds out whether its mark is."""

    def __init__(self, way: Way, seal: Seal[Session], still: Callable[[str, str], Caller | None]) -> None:
        self.way = way
        self._seal = seal
        self._still = still

    def begin(self, name: str, mark: str) -> str:
        """A new session, as its cookie."""
        return self._seal.close(Session(way=self.way, name=name, mark=mark))

    def who(self, cookie: str) -> Caller | None:
        """Whose session this is."""
        session = self._seal.open(cookie)
        return self._still(session.name, session.mark) if session and session.way == self.way else None


SignIn = ByHeader | BySession


def named(name: str, admins: tuple[str, ...]) -> Caller:
    """Somebody whom others know by name: everybody may ask, those named in the settings may do everything."""
    return Caller(name=name, person=name, scopes=SCOPES if name in admins else ("ask",))
