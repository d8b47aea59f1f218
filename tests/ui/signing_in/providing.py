"""A little provider of OpenID Connect on this machine, honest unless it is told to be otherwise."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

_KEY = RSAKey.generate_key(2048, {"kid": "k1"}, auto_kid=False)
CLIENT, SECRET = "fazhi", "a client's secret"


class FakeProvider:
    """Lets `person` in at once; `twist` changes the claims it signs, `lies` what it says of itself, `key` what it signs with."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {"sub": "s1", "preferred_username": "张三"}
        self.at_its_address: dict[str, Any] = {}
        self.twist: dict[str, Any] = {}
        self.lies: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.tokens: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.public = _KEY
        self.key: Any = self.public
        self._codes: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.get(self)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.post(self, {name: said[0] for name, said in parse_qs(body).items()})

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self._server.server_port}/realms/gov"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Nobody answers any more."""
        self._server.shutdown()
        self._server.server_close()

    def get(self, handler: BaseHTTPRequestHandler) -> None:
        """Its description, its keys, where people sign in, what it knows of them."""
        parsed = urlsplit(handler.path)
        asked = {name: said[0] for name, said in parse_qs(parsed.query).items()}
        self.asked.append((parsed.path.rpartition("/")[2], asked))
        if parsed.path.endswith("/.well-known/openid-configuration"):
            _say(handler, self._described() | self.lies)
        elif parsed.path.endswith("/keys"):
            _say(handler, KeySet([self.public]).as_dict(private=False))
        elif parsed.path.endswith("/userinfo"):
            _say(handler, self.at_its_address)
        elif parsed.path.endswith("/authorize"):
            code = secrets.token_hex(8)
            self._codes[code] = asked
            handler.send_response(302)
            handler.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
            handler.end_headers()
        else:
            handler.send_error(404)

    def post(self, handler: BaseHTTPRequestHandler, given: dict[str, str]) -> None:
        """A code becomes tokens, once, for whoever began with it and proves to be the client."""
        self.asked.append(("token", given))
        begun = self._codes.pop(given.get("code", ""), None)
        proof = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        is_client = handler.headers.get("Authorization") == f"Basic {proof}"
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        if not (begun and is_client and begun["redirect_uri"] == given["redirect_uri"] and begun["code_challenge"] == challenge):
            _say(handler, {"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": begun["nonce"]} | self.person | self.twist
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": "k1"} | self.header
        tokens = {
            "access_token": "t",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": _signed(header, claims, self.key),
        } | self.tokens
        _say(handler, {name: value for name, value in tokens.items() if value is not None})

    def _described(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }


def _signed(header: dict[str, Any], claims: dict[str, Any], key: Any) -> str:
    """With a private key as it should be; bytes are taken for a shared secret, which the library would refuse to do."""
    if not isinstance(key, bytes):
        return jwt.encode(header, claims, key)
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    mac = base64.urlsafe_b64encode(hmac.digest(key, b".".join(parts), "sha256")).rstrip(b"=")
    return b".".join([*parts, mac]).decode()


def _say(handler: BaseHTTPRequestHandler, said: dict[str, Any], status: int = 200) -> None:
    body = json.dumps(said).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
