"""Reading the mail that the application wrote."""

import re
from urllib.parse import urlsplit

from workspace.db import db
from workspace.mail.models import OutgoingMail


def letters(recipient: str = "") -> list[OutgoingMail]:
    """Return what was written to this address, or to anybody, oldest first."""
    found = db.session.query(OutgoingMail).order_by(OutgoingMail.id)
    return [mail for mail in found if recipient in ("", mail.recipient)]


def last_letter(recipient: str) -> OutgoingMail:
    """Return the newest message to this address."""
    return letters(recipient)[-1]


def link_in(mail: OutgoingMail) -> str:
    """Return the path of the one link in a message."""
    (link,) = re.findall(r"http://127\.0\.0\.1:8000(/\S+)", mail.text)
    assert urlsplit(link).path.startswith("/")
    return link
