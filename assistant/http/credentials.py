"""What a request says of itself in its headers: the key it bears, the agent and the end user it is for, its id."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
import uuid
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.doors.errors import BadHeader
from assistant.privacy import without_personal_data

LONGEST_ID = 200  # characters
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def request_id(headers: Headers) -> str:
    """The id given with a request where it is a sane one and nobody's number, else a new one."""
    given = headers.get("x-request-id", "")
    return given if _SANE_ID.fullmatch(given) and not without_personal_data(given).counts else uuid.uuid4().hex


def key_given(headers: Headers) -> str:
    """The key of X-API-Key, of Bearer, or the password of Basic (what a browser can send); empty where there is none."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return value.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")


def person(headers: Headers, name: str) -> str:
    """An id of X-Agent-Id or X-End-User, percent-encoded or in UTF-8; raises BadHeader where it is too long."""
    said = _CONTROL.sub(" ", unquote_to_bytes(headers.get(name, "").encode("latin-1")).decode("utf-8", "replace")).strip()
    if len(said) > LONGEST_ID:
        raise BadHeader(f"请求头 {name} 太长，最多 {LONGEST_ID} 个字。")
    return said


def network(scope: Scope) -> str:
    """Where a request comes from: the address, of IPv6 the /64 that one subscriber has."""
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def is_near(host: str) -> bool:
    """Whether a request is for this machine by an address or a short name.

    Where no key is needed, a site elsewhere could let its own name point here and read along; it needs a name with a dot.
    """
    name = host.rpartition(":")[0] if re.search(r":\d+$", host) else host
    if "." not in name.rstrip(".") or name.rstrip(".").endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def is_own_site(headers: Headers) -> bool:
    """Whether a request comes from a page of this very address, or from no page at all.

    Browsers say so themselves, and nobody's script can say otherwise; over plain HTTP some only name the page's origin.
    """
    site, origin = headers.get("sec-fetch-site", ""), headers.get("origin", "")
    if site == "same-origin":
        return True
    return site in ("", "none") and (not origin or origin.partition("://")[2] == headers.get("host", ""))
