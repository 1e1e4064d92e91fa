"""Making somebody unknown: name and contact go everywhere, what they wrote stays or goes (AVG, article 17).

All of it in the transaction of whoever calls; files go when that was committed.
"""

from uuid import uuid4

from sqlalchemy import select, update

from workspace.access import OPERATOR, VISITOR, Actor, require
from workspace.accounts.models import User
from workspace.activity.actions import record
from workspace.activity.models import BoardPulse
from workspace.db import change_rows, db, now
from workspace.privacy.actions.anonymise_account import drop_account
from workspace.privacy.actions.anonymise_columns import empty_columns_of
from workspace.privacy.actions.anonymise_contributions import drop_contributions
from workspace.privacy.actions.anonymise_initiatives import empty_initiatives
from workspace.privacy.actions.anonymise_quotes import (
    clear_drafts,
    empty_moments,
    hide_quotes,
    withdraw_quotes,
)
from workspace.privacy.actions.anonymise_roles import end_roles
from workspace.privacy.actions.anonymise_texts import scrub_texts
from workspace.privacy.models import Contributions
from workspace.privacy.policy.erasure import may_anonymise
from workspace.privacy.queries.traces import list_programmes_of
from workspace.programmes.models import Programme
from workspace.stores import Folder

FORMER_NAME = "Oud-deelnemer"  # on screen, in both languages: it stands where names stand
NOWHERE = "weg.invalid"  # a domain that never exists (RFC 2606): mail to it reaches nobody


def anonymise(user: User, contributions: Contributions, *, files: Folder, by: Actor) -> None:
    """Let nothing tell any more who this was; what they wrote stays under "oud-deelnemer", or goes.

    The row stays, as a number that others' work hangs on. `files` is the folder of all kept files. Roles end
    with dates, as with everybody who leaves, and the teams of their programmes are told that somebody left.
    """
    require(may_anonymise(by, user))
    held = select(User).where(User.id == user.id).with_for_update()
    # Held and read anew: of two at once each step below refuses the second.
    user = db.session.scalars(held, execution_options={"populate_existing": True}).one()
    programmes = list_programmes_of(user.id)
    end_roles(user, by=by)
    quoted: list[int] = []
    if contributions == Contributions.GO:
        quoted = withdraw_quotes(user, files=files, by=by)
        drop_contributions(user, files=files, by=by)
        empty_initiatives(user, files=files, by=by)
    clear_drafts(user, programmes, files=files, called=FORMER_NAME, by=by)
    hide_quotes(user, files=files, called=FORMER_NAME, by=by)
    if contributions == Contributions.GO:
        empty_moments(user, quoted, by=by)
    drop_account(user, files=files, by=by)
    empty_columns_of(user, contributions, by=by)
    scrub_texts(user, called=FORMER_NAME.lower(), by=by)
    user.name, user.email = FORMER_NAME, f"{uuid4().hex}@{NOWHERE}"
    user.password_hash, user.confirmed_at, user.is_admin = None, None, False
    user.last_seen_on, user.anonymised_at = None, now()
    _renew_pages(programmes)
    for number in programmes:
        record("person_left", by=VISITOR, programme_id=number)
    record("account_anonymised", by=OPERATOR, subject_id=user.id, contributions=contributions.value)


def _renew_pages(programmes: list[int]) -> None:
    """Let every page that was drawn before be drawn anew: any of them may show the name."""
    db.session.flush()
    raised = {
        "public_version": BoardPulse.public_version + 1,
        "partner_version": BoardPulse.partner_version + 1,
    }
    drawn = update(BoardPulse).values(raised)
    theirs = update(Programme).where(Programme.id.in_(programmes)).values(version=Programme.version + 1)
    change_rows(drawn)
    change_rows(theirs)
