"""Codes that people type to show that they have something: from an app, or from paper."""

import secrets
import unicodedata
from datetime import datetime
from hmac import compare_digest

import pyotp

STEP = 30  # seconds that a code of an app stays (RFC 6238)
DRIFT = (0, -1, 1)  # steps that the clock of a telephone may be off
DIGITS = 6
PAPER = "abcdefghjkmnpqrstuvwxyz23456789"  # no figure or letter that looks like another
ON_PAPER = 16  # characters: more than anybody can try, also with a copy of the hashes
LONGEST_TYPED = 60


def plain(typed: str) -> str:
    """Return a typed code as it is compared: small letters and figures, without blanks and hyphens."""
    folded = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).lower()
    return "".join(character for character in folded if character.isascii() and character.isalnum())


def new_secret() -> str:
    """Return a secret for an app: 160 bits, as RFC 4226 asks."""
    return pyotp.random_base32()


def address_for_app(secret: str, *, account: str, site: str) -> str:
    """Return what an app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=site.replace(":", " "))


def step_of(secret: str, typed: str, *, at: datetime) -> int | None:
    """Return the number of the step in which an app shows this code at this moment, or None."""
    code, current = plain(typed), int(at.timestamp()) // STEP
    app = pyotp.TOTP(secret)
    found = [current + drift for drift in DRIFT if compare_digest(app.generate_otp(current + drift), code)]
    return found[0] if found and len(code) == DIGITS else None


def new_paper_code() -> str:
    """Return a code for on paper, in groups of four."""
    return in_fours("".join(secrets.choice(PAPER) for _ in range(ON_PAPER)))


def in_fours(text: str, between: str = "-") -> str:
    """Return text in groups of four characters, as people copy it."""
    return between.join(text[start : start + 4] for start in range(0, len(text), 4))
