"""The deployer's provider of sign-in (OpenID Connect): people go there and come back with a name that its signature vouches for."""

from __future__ import annotations

import json
from typing import Any

from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from starlette.requests import Request
from starlette.responses import Response

from assistant.doors.errors import BadPerson, Refused
from assistant.doors.logs import logger
from assistant.doors.names import name_of
from assistant.settings import Settings
from index.models import Frozen

LOG = logger("fazhi.signing_in")
_WITHIN = 10.0  # seconds the provider has to answer
_LEEWAY = 60  # seconds clocks may differ
# What anybody can check and only the provider can sign; a list of a provider that names others is cut down to these.
_SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_USED = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


class NotSignedIn(Refused):
    """The provider could not be reached, or what came back from it is not good; the reason stands in the log."""


class Errand(Frozen):
    """What a browser keeps for us while its reader is at the provider: the state, nonce and verifier of this try, and where to go then."""

    kept: str
    wanted: str


class Provider:
    """The provider of the settings, asked for its addresses and keys when somebody first goes there."""

    def __init__(self, settings: Settings) -> None:
        self._name_claim = settings.oidc_name_claim
        self._client_id = settings.oidc_client_id
        scope = "openid profile email" if self._name_claim == "email" else "openid profile"
        self._app: _Application = OAuth().register(
            "provider",
            client_cls=_Application,
            client_id=self._client_id,
            client_secret=settings.oidc_client_secret or None,
            server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": scope, "code_challenge_method": "S256", "timeout": _WITHIN},
        )
        self._app.expected = settings.oidc_issuer

    async def leave(self, request: Request, back: str, wanted: str) -> tuple[Response, Errand]:
        """The way to the provider, and what is needed on coming back; raises NotSignedIn."""
        kept: dict[str, Any] = {}
        request.scope["session"] = kept
        try:
            response = await self._app.authorize_redirect(request, back)
        except Exception as error:  # a provider fails in more ways than its library has names for
            raise _told("连不上统一认证，请稍后再试，或告诉管理员。", error) from error
        return response, Errand(kept=json.dumps(kept), wanted=wanted)

    async def back(self, request: Request, errand: Errand | None) -> str:
        """The name of whoever came back; raises NotSignedIn."""
        if request.query_params.get("error"):
            raise NotSignedIn("统一认证没有同意登录，请再试一次，或告诉管理员。")
        request.scope["session"] = json.loads(errand.kept) if errand else {}
        try:
            issuer = (await self._app.load_server_metadata())["issuer"]
            wanted = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": self._client_id}}
            token = await self._app.authorize_access_token(request, claims_options=wanted, leeway=_LEEWAY)
            claims = await self._claims(token)
        except Exception as error:
            self._app.server_metadata.pop("jwks", None)  # its keys may be others now
            raise _told("登录没有完成，请再试一次；总是不成请告诉管理员。", error) from error
        return self._name(claims)

    async def _claims(self, token: dict[str, Any]) -> dict[str, Any]:
        """What the provider vouches for: in the signed token, or else at its own address, of the same person."""
        claims = dict(token["userinfo"])
        if self._name_claim in claims or not self._app.server_metadata.get("userinfo_endpoint"):
            return claims
        more = await self._app.userinfo(token=token)
        return more if more.get("sub") == claims["sub"] else claims

    def _name(self, claims: dict[str, Any]) -> str:
        said = claims.get(self._name_claim)
        if self._name_claim == "email" and claims.get("email_verified") is False:
            raise NotSignedIn("统一认证里的邮箱还没有验证过，请先在那里验证。")
        try:
            return name_of(said if isinstance(said, str) else "")
        except BadPerson:
            raise NotSignedIn(f"统一认证没有给出登录名（{self._name_claim}），请告诉管理员。") from None


class _Application(StarletteOAuth2App):  # type: ignore[misc]
    """The library's client, which takes a provider only for the one it was told of."""

    expected = ""
    server_metadata: dict[str, Any]

    async def load_server_metadata(self) -> dict[str, Any]:
        """Its addresses; raises ValueError where they are another's."""
        if "_loaded_at" not in self.server_metadata:
            said = await super().load_server_metadata()
            kept = {name: said[name] for name in (*_USED, "_loaded_at") if name in said}
            kept["id_token_signing_alg_values_supported"] = _signatures(said)
            self.client_kwargs["token_endpoint_auth_method"] = self._how_to_prove_itself(said)
            self.server_metadata = {}
            if str(kept.get("issuer", "")).rstrip("/") != self.expected.rstrip("/"):
                raise ValueError(f"the provider calls itself {kept.get('issuer')}")
            self.server_metadata = kept
        return self.server_metadata

    def _how_to_prove_itself(self, said: dict[str, Any]) -> str:
        if not self.client_secret:
            return "none"
        known = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return "client_secret_basic" if "client_secret_basic" in known else "client_secret_post"


def _signatures(said: dict[str, Any]) -> list[str]:
    known = said.get("id_token_signing_alg_values_supported") or ["RS256"]
    return [name for name in _SIGNATURES if name in known]


def _told(sentence: str, error: Exception) -> NotSignedIn:
    LOG.warning("sign-in failed", reason=type(error).__name__, detail=str(error)[:300])
    return NotSignedIn(sentence)
