"""Passwords: hashing them, recognising them, and refusing those that are easy to guess (design/safety.md)."""

import re
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 15  # characters, as nothing but the password guards an account (NIST SP 800-63B-4)
MOST = 128
LEFT_AT_LEAST = 6  # characters that must be left when everything easy is taken out

# 19 MiB and two passes, the least that OWASP advises: four people signing in at once stay under 80 MiB.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# A hash of what nobody knows, so that somebody without an account costs as much time as somebody with one.
# Not made at each start, which would cost as much again; a test tells when it no longer fits the hasher.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$HzljXebGYcUC1n9ul1yWbA$sKiYzLg66yEvNHNtuJJE2kDnpV/OPrlu2OBpD8zM/Vs"

EASY_WORDS = frozenset(
    """
    wachtwoord welkom geheim inloggen inlog gemeente provincie hallo liefde schatje voetbal ajax feyenoord
    nederland holland amsterdam zomer winter lente herfst januari februari maart april mei juni juli augustus
    september oktober november december password passphrase secret letmein welcome login admin iloveyou
    football monkey dragon sunshine princess qwertyuiop qwerty azerty asdfghjkl asdfgh zxcvbnm
    abcdefghijklmnopqrstuvwxyz abcdef abc ditis mijn mein test
    """.split()  # noqa: SIM905 - sixty words read better in lines than one by one
)
COUNTING = "0123456789" * 12 + "9876543210" * 12
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def hash_password(password: str) -> str:
    """Return what is stored of a password. Takes some 20 ms on purpose: never inside a transaction."""
    return HASHER.hash(password)


def matches(stored: str | None, typed: str) -> bool:
    """Tell whether this is the password, taking the same time when there is none."""
    try:
        return HASHER.verify(stored or NOBODY, typed[:MOST]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def renewed(stored: str, typed: str) -> str | None:
    """Return a new hash of a password that was just recognised, when the parameters have changed since."""
    return HASHER.hash(typed) if HASHER.check_needs_rehash(stored) else None


def is_easy(password: str, about: Iterable[str] = ()) -> bool:
    """Tell whether a password is common, or little more than what everybody knows of this person.

    `about` holds their name, their address and the name of the site.
    """
    plain = password.lower()
    if _repeats(plain):
        return True
    known = {word for text in about for word in re.split(r"\W+", text.lower()) if len(word) >= 3}
    return any(_left(text, known) < LEFT_AT_LEAST for text in (plain, plain.translate(LOOKALIKES)))


def _repeats(text: str) -> bool:
    return len(set(text)) < 5 or re.fullmatch(r"(.{1,8}?)\1+.{0,3}", text) is not None


def _left(text: str, known: set[str]) -> int:
    for word in sorted({*EASY_WORDS, *known}, key=len, reverse=True):
        text = text.replace(word, "")
    text = re.sub(r"\d{3,}", lambda digits: "" if digits[0] in COUNTING else digits[0], text)
    return len(re.sub(r"\W", "", text))
