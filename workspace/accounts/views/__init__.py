"""Pages for signing up and in, and for one's own account."""

from workspace.accounts.views import (
    addresses,
    confirming,
    devices,
    keys,
    outside,
    passwords,
    profile,
    second_step,
    security,
    showing_keys,
    sign_in,
    sign_up,
)
from workspace.accounts.views.blueprint import bp

__all__ = [
    "addresses",
    "bp",
    "confirming",
    "devices",
    "keys",
    "outside",
    "passwords",
    "profile",
    "second_step",
    "security",
    "showing_keys",
    "sign_in",
    "sign_up",
]
