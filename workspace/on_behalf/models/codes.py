"""The code on paper: read aloud, copied by hand, and typed by somebody who seldom types."""

import secrets
from functools import lru_cache
from hashlib import scrypt

# Of signs that look alike (0 O Q D, 1 I L, 2 Z, 5 S, 8 B, U V) one at most; the others are read as that one.
SIGNS = "2345678ACDEFGHJKMNPRTVWXY9"
LOOK_ALIKES = str.maketrans("ZSBU0OQ", "258VDDD")
GROUP = 4
LENGTH = 2 * GROUP
SALT = b"samenbord code on paper"


def new_code() -> str:
    """Return a code as it is printed: eight signs in two groups, one of 200 billion."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return f"{signs[:GROUP]} {signs[GROUP:]}"


def read_code(typed: str) -> str | None:
    """Return the eight signs that somebody meant, or None when it cannot be a code.

    Small letters, signs that look alike, and whatever stands between the signs are forgiven.
    """
    plain = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(LOOK_ALIKES)
    return plain if len(plain) == LENGTH and set(plain) <= set(SIGNS) else None


@lru_cache(maxsize=64)
def hash_of_code(code: str) -> str:
    """Return what is kept of a code. Slow on purpose: so short a secret could be guessed from a fast hash."""
    plain = read_code(code) or ""
    return scrypt(plain.encode(), salt=SALT, n=2**14, r=8, p=1, maxmem=2**25, dklen=32).hex()
