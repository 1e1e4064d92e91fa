"""Asking the directory of an organisation who somebody is (OpenID Connect Core 1.0, with PKCE, RFC 7636).

Only what the organisation signed for us, for this browser and for this moment is believed. Nothing here reads
or writes the database: it waits for another machine.
"""

import json
import secrets
import threading
import time
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from workspace.config import Settings
from workspace.later import later
from workspace.text import clean

if TYPE_CHECKING:
    import requests
    from authlib.common import errors as authlib_errors
    from authlib.integrations import requests_client
    from authlib.oauth2 import rfc7523
    from joserfc import errors as jose_errors
    from joserfc import jwk, jwt
else:
    requests = later("requests")
    authlib_errors = later("authlib.common.errors")
    requests_client, rfc7523 = later("authlib.integrations.requests_client"), later("authlib.oauth2.rfc7523")
    jose_errors, jwk, jwt = later("joserfc.errors"), later("joserfc.jwk"), later("joserfc.jwt")

SECONDS = 5  # that the other side may be silent
KEPT = 3600.0  # seconds that addresses and keys of the organisation are kept
NOT_AGAIN = 60.0  # seconds between asking for keys because one is unknown
LARGEST = 256 * 1024  # bytes of an answer
UNDER_WAY = 600.0  # seconds that somebody may take to sign in there
LEEWAY = 60  # seconds that clocks may differ
ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "EdDSA"]
SECOND_STEPS = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris", "vbm"})  # RFC 8176


class OutsideAway(Exception):
    """The organisation does not answer, or with something that cannot be used."""


class OutsideRefused(Exception):
    """The organisation says no, or the person did there."""


class NotBelieved(Exception):
    """An answer that was not meant for this browser, this moment or this installation, or was changed."""


@dataclass(frozen=True)
class Started:
    """What was asked of the organisation; kept in the browser's own session until the answer comes."""

    state: str
    nonce: str
    verifier: str
    at: float


@dataclass(frozen=True)
class Outsider:
    """Who somebody is according to the organisation."""

    issuer: str
    subject: str
    email: str
    email_is_theirs: bool
    name: str
    has_second_step: bool


@dataclass
class _Kept:
    """What was fetched, and when."""

    at: float = 0.0
    what: dict[str, Any] = field(default_factory=dict)


class Directory:
    """The directory of one organisation, or a broker that stands for several."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._issuer = settings.oidc_issuer
        self._lock = threading.Lock()
        self._facts, self._keys = _Kept(), _Kept()

    def ask(self, come_back_to: str) -> tuple[str, Started]:
        """Return where to send the browser, and what to remember; raise OutsideAway."""
        started = Started(
            secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), time.time()
        )
        more = {"acr_values": self._settings.oidc_acr} if self._settings.oidc_acr else {}
        address, _ = self._session(come_back_to).create_authorization_url(
            self._address("authorization_endpoint"),
            state=started.state,
            nonce=started.nonce,
            code_verifier=started.verifier,
            **more,
        )
        return str(address), started

    def try_out(self) -> None:
        """Return when people could sign in there; raise OutsideAway, or OSError without our own key."""
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            self._address(name)
        if self._settings.oidc_private_key_file:
            self._settings.oidc_private_key_file.read_bytes()

    def check(self, answer: Mapping[str, str], started: Started | None) -> Started:
        """Return what was asked; raise NotBelieved or OutsideRefused when this leads to nothing.

        Mix-ups of organisations are seen by `iss` (RFC 9207).
        """
        if started is None or not compare_digest(answer.get("state", "").encode(), started.state.encode()):
            raise NotBelieved("state")
        if not started.at <= time.time() < started.at + UNDER_WAY:
            raise NotBelieved("too late")
        if answer.get("iss", self._issuer) != self._issuer:
            raise NotBelieved("iss")
        if "error" in answer or not answer.get("code"):
            raise OutsideRefused
        return started

    def who(self, answer: Mapping[str, str], started: Started | None, come_back_to: str) -> Outsider:
        """Return who came back; raise OutsideAway, OutsideRefused or NotBelieved."""
        started = self.check(answer, started)
        if self._known().get("authorization_response_iss_parameter_supported") and "iss" not in answer:
            raise NotBelieved("iss")
        session = self._session(come_back_to)
        try:
            token = session.fetch_token(
                self._address("token_endpoint"),
                grant_type="authorization_code",
                code=answer["code"],
                code_verifier=started.verifier,
                timeout=SECONDS,
                allow_redirects=False,
            )
        except authlib_errors.AuthlibBaseError as refused:
            raise NotBelieved(f"code: {refused.error}") from refused
        except (requests.RequestException, ValueError) as problem:
            raise OutsideAway(type(problem).__name__) from problem
        claims = self._claims(str(token.get("id_token") or ""), started.nonce)
        if "email" not in claims and "userinfo_endpoint" in self._known():
            more = self._fetch(
                self._address("userinfo_endpoint"),
                headers={"Authorization": f"Bearer {token.get('access_token')}"},
            )
            if more.get("sub") != claims["sub"]:
                raise NotBelieved("userinfo")
            claims = more | claims
        return self._outsider(claims)

    def _session(self, come_back_to: str) -> "requests_client.OAuth2Session":
        settings = self._settings
        key_file = settings.oidc_private_key_file
        session = requests_client.OAuth2Session(
            settings.oidc_client_id,
            key_file.read_text() if key_file else settings.oidc_client_secret,
            scope=settings.oidc_scopes,
            redirect_uri=come_back_to,
            code_challenge_method="S256",
            token_endpoint_auth_method="private_key_jwt" if key_file else "client_secret_basic",
        )
        session.trust_env = False
        if key_file:
            session.register_client_auth_method(rfc7523.PrivateKeyJWT(self._address("token_endpoint")))
        return session

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """Return what the organisation signed (OpenID Connect Core, 3.1.3.7)."""
        try:
            decoded = jwt.decode(token, self._key_set(token), algorithms=ALGORITHMS)
            rules: dict[str, Any] = {
                "iss": {"essential": True, "value": self._issuer},
                "sub": {"essential": True},
                "aud": {"essential": True, "value": self._settings.oidc_client_id},
                "exp": {"essential": True},
                "iat": {"essential": True},
                "nonce": {"essential": True, "value": nonce},
            }
            jwt.JWTClaimsRegistry(leeway=LEEWAY, **rules).validate(decoded.claims)
        except (jose_errors.JoseError, ValueError, KeyError, TypeError) as problem:
            raise NotBelieved(type(problem).__name__) from problem
        claims: dict[str, Any] = decoded.claims
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != self._settings.oidc_client_id:
            raise NotBelieved("azp")
        if not isinstance(claims["sub"], str) or not 1 <= len(claims["sub"]) <= 255:
            raise NotBelieved("sub")
        return claims

    def _key_set(self, token: str) -> "jwk.KeySet":
        try:
            wanted = json.loads(_decoded(token.split(".", 1)[0])).get("kid")
        except (ValueError, AttributeError) as problem:
            raise NotBelieved("token") from problem
        keys = self._kept(self._keys, self._address("jwks_uri"))
        if wanted and wanted not in {key.get("kid") for key in keys.get("keys", ())}:
            keys = self._kept(self._keys, self._address("jwks_uri"), for_seconds=NOT_AGAIN)
        try:
            return jwk.KeySet.import_key_set(keys)  # type: ignore[arg-type]
        except (jose_errors.JoseError, ValueError, KeyError) as problem:
            raise OutsideAway(type(problem).__name__) from problem

    def _known(self) -> dict[str, Any]:
        """Return what the organisation tells about itself (OpenID Connect Discovery 1.0)."""
        facts = self._kept(self._facts, f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        if facts.get("issuer") != self._issuer:
            raise OutsideAway("another issuer")
        return facts

    def _address(self, name: str) -> str:
        address = str(self._known().get(name) or "")
        if urlsplit(address).scheme != "https" and urlsplit(self._issuer).scheme == "https":
            raise OutsideAway(f"{name} is no https")
        if not address:
            raise OutsideAway(f"no {name}")
        return address

    def _kept(self, kept: _Kept, address: str, *, for_seconds: float = KEPT) -> dict[str, Any]:
        with self._lock:
            if not kept.what or time.monotonic() >= kept.at + for_seconds:
                kept.what = self._fetch(address)
                kept.at = time.monotonic()
            return kept.what

    def _fetch(self, address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.get(
                    address, headers=headers, timeout=SECONDS, allow_redirects=False, stream=True
                )
                body = answer.raw.read(LARGEST + 1, decode_content=True)
            what = json.loads(body) if answer.status_code == 200 and len(body) <= LARGEST else None
        except (requests.RequestException, OSError, ValueError) as problem:
            raise OutsideAway(type(problem).__name__) from problem
        if not isinstance(what, dict):
            raise OutsideAway(f"status {answer.status_code}")
        return what

    def _outsider(self, claims: Mapping[str, Any]) -> Outsider:
        level = self._settings.oidc_acr
        if level and claims.get("acr") not in level.split():
            raise NotBelieved("acr")
        ways = claims.get("amr")
        shown = bool(level) or (isinstance(ways, list) and bool(SECOND_STEPS & {str(way) for way in ways}))
        return Outsider(
            issuer=self._issuer,
            subject=claims["sub"],
            email=clean(str(claims.get("email") or "")),
            email_is_theirs=claims.get("email_verified") is True,
            name=clean(str(claims.get("name") or "")),
            has_second_step=self._settings.oidc_trusts_second_step and shown,
        )


def _decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))
