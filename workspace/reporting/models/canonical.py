"""The one way to write a report down so that anybody can compute its hash again. Pure."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any


def canonical(data: Any) -> str:
    """Return data as canonical JSON: sorted keys, no spaces, every letter as it is (UTF-8)."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in 64 hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(salt: str, contents: Iterable[str]) -> str:
    """Return the SHA-256 over a salt and what somebody said or showed."""
    return hash_of(salt + canonical(list(contents)))
