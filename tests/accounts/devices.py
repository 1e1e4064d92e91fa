"""What people have besides a password: an app that shows codes, and codes on paper."""

import re
from datetime import datetime

import pyotp

from tests.client import StrictClient
from workspace.accounts.models import User, UserSession
from workspace.db import db, now
from workspace.times import elsewhere


def code_at(secret: str, moment: datetime | None = None, *, later: int = 0) -> str:
    """Return what an app shows at this moment, or so many seconds later."""
    at = (moment or elsewhere(now())).timestamp() + later
    return pyotp.TOTP(secret).at(int(at))


def secret_on(page: str) -> str:
    """Return the secret that a page shows to type over."""
    (shown,) = re.findall(r'<code class="app-secret">([^<]*)</code>', page)
    return str(shown).replace(" ", "")


def codes_on(page: str) -> list[str]:
    """Return the codes of paper that a page shows."""
    return re.findall(r"<li><code>([^<]*)</code></li>", page)


def add_app(client: StrictClient, user: User) -> str:
    """Add an app to the account of this person, as they do; return its secret."""
    client.sign_in(user)
    prove_now()
    page = client.post("/account/veiligheid/app", follow_redirects=True)
    secret = secret_on(page.text)
    # A step ago, so that the code of now is still to be used.
    answer = client.post("/account/veiligheid/app/code", data={"code": code_at(secret, later=-30)})
    assert answer.status_code == 303, answer.text
    return secret


def make_codes(client: StrictClient) -> list[str]:
    """Make codes for on paper, as whoever is signed in."""
    return codes_on(client.post("/account/veiligheid/herstelcodes").text)


def prove_now() -> None:
    """Let everybody who is signed in have shown a moment ago that it is them."""
    db.session.query(UserSession).update({"proved_at": now()})
    db.session.commit()
