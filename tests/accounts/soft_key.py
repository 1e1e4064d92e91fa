"""A device that keeps passkeys, in software: it signs as real ones do (Web Authentication, W3C, level 3)."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

ORIGIN = "http://127.0.0.1:8000"  # as the settings of the tests say
HOST = "127.0.0.1"
PRESENT, VERIFIED, WITH_KEY = 1, 4, 64


class SoftKey:
    """One key on one device."""

    def __init__(self, *, verifies: bool = True, counts: bool = True) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.handle = b""
        self.count = 0
        self.verifies, self.counts = verifies, counts

    def make(self, asked: dict[str, Any], *, origin: str = ORIGIN, algorithm: int = -7) -> str:
        """Return what a browser sends after it made this key."""
        self.handle = base64url_to_bytes(asked["user"]["id"])
        point = self.private.public_key().public_numbers()
        key = {1: 2, 3: algorithm, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        data = self._data(HOST, WITH_KEY) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id
        attestation = {"fmt": "none", "attStmt": {}, "authData": data + encode_cbor(key)}
        response = {
            "clientDataJSON": _client("webauthn.create", asked["challenge"], origin),
            "attestationObject": bytes_to_base64url(encode_cbor(attestation)),
        }
        return self._sent(response)

    def show(self, asked: dict[str, Any], *, origin: str = ORIGIN, host: str = HOST) -> str:
        """Return what a browser sends after it showed this key."""
        self.count += self.counts
        data = self._data(host)
        client = _client("webauthn.get", asked["challenge"], origin)
        signed = data + sha256(base64url_to_bytes(client)).digest()
        response = {
            "clientDataJSON": client,
            "authenticatorData": bytes_to_base64url(data),
            "signature": bytes_to_base64url(self.private.sign(signed, ec.ECDSA(SHA256()))),
            "userHandle": bytes_to_base64url(self.handle),
        }
        return self._sent(response)

    def _data(self, host: str, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _sent(self, response: dict[str, str]) -> str:
        name = bytes_to_base64url(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def _client(kind: str, challenge: str, origin: str) -> str:
    said = {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}
    return bytes_to_base64url(json.dumps(said).encode())
