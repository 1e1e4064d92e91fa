"""Passkeys: what a browser is asked, and reading what it sends back (Web Authentication, W3C, level 3)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from workspace.config import Settings
from workspace.later import later

if TYPE_CHECKING:
    import webauthn
    from webauthn import helpers
    from webauthn.helpers import cose, structs
else:
    webauthn, helpers = later("webauthn"), later("webauthn.helpers")
    cose, structs = later("webauthn.helpers.cose"), later("webauthn.helpers.structs")

TIMEOUT = 5 * 60 * 1000  # milliseconds that a browser waits for somebody
LONGEST_SENT = 20_000  # characters


class Refused(Exception):
    """What was sent does not show that this is the key, the site or the question it should be."""


@dataclass(frozen=True)
class Site:
    """The site that keys belong to: never what a browser calls the host."""

    host: str
    origin: str
    name: str

    @property
    def has_passkeys(self) -> bool:
        """Tell whether browsers keep keys for it: for a name over https, and for this machine itself."""
        try:
            ip_address(self.host)
        except ValueError:
            return self.origin.startswith("https://") or self.host == "localhost"
        return False


@dataclass(frozen=True)
class NewKey:
    """The public half of a key that was just made."""

    credential_id: str
    public_key: bytes
    sign_count: int


def site_of(settings: Settings) -> Site:
    """Return the site of this installation, from SITE_URL."""
    address = urlsplit(settings.site_url)
    host = (address.hostname or "").encode("idna").decode()
    usual = {"https": 443, "http": 80}.get(address.scheme)
    port = f":{address.port}" if address.port and address.port != usual else ""
    return Site(host, f"{address.scheme}://{host}{port}", settings.site_name)


def handle_of(user_id: int) -> bytes:
    """Return under what a key keeps whose it is: it tells nothing of the person."""
    return sha256(f"samenbord person {user_id}".encode()).digest()


def to_make(
    site: Site, *, challenge: bytes, user_id: int, account: str, name: str, known: Iterable[str]
) -> Any:
    """Return what a browser is asked to make a key, in JSON; not where one of the known keys is kept."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=handle_of(user_id),
        user_name=account,
        user_display_name=name,
        challenge=challenge,
        timeout=TIMEOUT,
        exclude_credentials=_descriptors(known),
        supported_pub_key_algs=_algorithms(),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.PREFERRED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
    )
    return json.loads(webauthn.options_to_json(options))


def to_show(site: Site, *, challenge: bytes, known: Iterable[str] = ()) -> Any:
    """Return what a browser is asked to show a key, in JSON: one of the known ones, or any of this site."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        timeout=TIMEOUT,
        allow_credentials=_descriptors(known),
        user_verification=structs.UserVerificationRequirement.PREFERRED,
    )
    return json.loads(webauthn.options_to_json(options))


def read_new(site: Site, sent: str, *, challenge: bytes) -> NewKey:
    """Return the key that a browser made for this site when asked this; raise Refused otherwise."""
    try:
        made = webauthn.verify_registration_response(
            credential=sent,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            supported_pub_key_algs=_algorithms(),
        )
    except Exception as problem:  # whatever a parser says of bytes that anybody may send
        raise Refused from problem
    return NewKey(helpers.bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count)


def read_shown(
    site: Site, sent: str, *, challenge: bytes, public_key: bytes, sign_count: int, verified: bool
) -> int:
    """Return the new count of the key that a browser showed when asked this; raise Refused otherwise.

    `verified`: the device must have asked for a finger, a face or a code too. A count that does not go on
    tells of a copy of the key (section 6.1.1).
    """
    try:
        shown = webauthn.verify_authentication_response(
            credential=sent,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=verified,
        )
    except Exception as problem:  # as above
        raise Refused from problem
    return shown.new_sign_count


def shown_by(sent: str) -> tuple[str, bytes | None]:
    """Return the id of the key that was shown, and the handle of its person if it was sent; raise Refused."""
    try:
        credential = json.loads(sent)
        handle = credential["response"].get("userHandle")
        return str(credential["id"]), helpers.base64url_to_bytes(handle) if handle else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise Refused from problem


def _descriptors(known: Iterable[str]) -> "list[structs.PublicKeyCredentialDescriptor]":
    return [structs.PublicKeyCredentialDescriptor(id=helpers.base64url_to_bytes(one)) for one in known]


def _algorithms() -> "list[cose.COSEAlgorithmIdentifier]":
    known = cose.COSEAlgorithmIdentifier
    return [known.EDDSA, known.ECDSA_SHA_256, known.RSASSA_PKCS1_v1_5_SHA_256]
