"""The code on paper: a new one takes the power from the one before."""

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.db import db, now
from workspace.on_behalf import policy
from workspace.on_behalf.models import ClaimCode
from workspace.on_behalf.models.codes import hash_of_code, new_code
from workspace.on_behalf.queries import list_entered


def renew_code(person: User, *, by: Actor) -> str:
    """Make a code for a person who is held, and return it: it is shown once, and only its hash is kept."""
    require(policy.may_renew_code(by, person, list_entered(person.id)))
    code = new_code()
    kept = db.session.get(ClaimCode, person.id)
    if kept is None:
        kept = ClaimCode(person_id=person.id)
        db.session.add(kept)
    kept.code_hash, kept.made_at = hash_of_code(code), now()
    db.session.flush()
    return code
