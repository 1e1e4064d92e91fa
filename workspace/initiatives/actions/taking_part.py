"""Supporting an initiative, joining it, and taking both back. A second time changes nothing."""

from sqlalchemy import delete

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.consents.actions import note_consent
from workspace.consents.models import ConsentFor, ConsentHow
from workspace.db import add_once, change_rows, db
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative, Participation, Support


def support_initiative(initiative: Initiative, *, for_person: User | None = None, by: Actor) -> bool:
    """Count somebody, or the person on paper they enter it for, among those who want this.

    Return whether they were not counted yet.
    """
    require(
        policy.may_support_for(by, initiative, for_person)
        if for_person
        else policy.may_support(by, initiative)
    )
    whose = for_person.id if for_person else by.signed_in_id()
    if not add_once(Support(initiative_id=initiative.id, user_id=whose)):
        return False
    details = {"for_another": True} if for_person else {}
    tell("initiative_supported", initiative, by=by, supports=1, **details)
    return True


def withdraw_support(initiative: Initiative, *, for_person: User | None = None, by: Actor) -> bool:
    """Take somebody's support back, or that of the person on paper; return whether there was any."""
    require(policy.may_withdraw_for(by, for_person) if for_person else policy.may_withdraw(by, initiative))
    if not _remove(Support, initiative, for_person.id if for_person else by.signed_in_id()):
        return False
    tell("initiative_support_withdrawn", initiative, by=by, supports=-1)
    return True


def join_initiative(
    initiative: Initiative,
    *,
    hours_a_month: int | None = None,
    skills: str = "",
    note: str = "",
    shares_email: bool = False,
    by: Actor,
) -> bool:
    """Let somebody join, or change what they bring; return whether they are new."""
    require(policy.may_join(by, initiative))
    brings = {
        "hours_a_month": hours_a_month,
        "skills": skills,
        "note": note,
        "shares_email": shares_email,
    }
    me = {"initiative_id": initiative.id, "user_id": by.signed_in_id()}
    if not add_once(Participation(**me, **brings)):
        place = db.session.get_one(Participation, me)
        if place.shares_email != shares_email:
            _note_address(initiative, shares_email, by=by)
        for name, value in brings.items():
            setattr(place, name, value)
        return False
    if shares_email:
        _note_address(initiative, True, by=by)
    tell("initiative_joined", initiative, by=by, joined=1)
    return True


def leave_initiative(initiative: Initiative, *, by: Actor) -> bool:
    """Take somebody's place back, with all they said; return whether they had one."""
    require(policy.may_withdraw(by, initiative))
    place = db.session.get(Participation, {"initiative_id": initiative.id, "user_id": by.signed_in_id()})
    shared = place is not None and place.shares_email
    if not _remove(Participation, initiative, by.signed_in_id()):
        return False
    if shared:
        _note_address(initiative, False, by=by)
    tell("initiative_left", initiative, by=by, joined=-1)
    return True


def _note_address(initiative: Initiative, is_given: bool, *, by: Actor) -> None:
    """Write down whether the coordinator may see the address of this person."""
    note_consent(
        ConsentFor.ADDRESS,
        "initiative",
        initiative.id,
        given=is_given,
        how=ConsentHow.SELF,
        person_id=by.id,
        by=by,
    )


def _remove(kind: type[Support | Participation], initiative: Initiative, whose: int) -> bool:
    mine = delete(kind).where(kind.initiative_id == initiative.id, kind.user_id == whose)
    return bool(change_rows(mine))
