"""One tap at news, once a person. What is sent is what somebody wants: sent twice it changes nothing."""

from sqlalchemy import delete

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import add_once, change_rows, db
from workspace.initiatives.models import Initiative
from workspace.results import policy
from workspace.results.models import Reaction, ReactionKind


def react(update_id: int, initiative: Initiative, kind: ReactionKind, *, by: Actor) -> bool:
    """Let somebody react to news of this initiative, or react otherwise; return whether that is new."""
    require(policy.may_react(by, initiative))
    me = {"update_id": update_id, "user_id": by.signed_in_id()}
    before = db.session.get(Reaction, me, with_for_update=True)
    if before is None:
        if not add_once(Reaction(**me, kind=kind)):
            return False  # the same person, at the same moment
    elif before.kind == kind:
        return False
    else:
        before.kind = kind
    _tell("news_reaction", update_id, initiative, by)
    return True


def take_reaction_back(update_id: int, initiative: Initiative, *, by: Actor) -> bool:
    """Take somebody's reaction back; return whether there was any."""
    require(policy.may_take_back(by, initiative))
    mine = delete(Reaction).where(Reaction.update_id == update_id, Reaction.user_id == by.id)
    if not change_rows(mine):
        return False
    _tell("news_reaction_withdrawn", update_id, initiative, by)
    return True


def _tell(verb: str, update_id: int, initiative: Initiative, by: Actor) -> None:
    """Record it without touching the initiative: a tap does not put it on top of its board."""
    record(
        verb,
        by=by,
        programme_id=initiative.programme_id,
        board_id=initiative.board_id,
        initiative_id=initiative.id,
        subject_id=update_id,
        is_public=initiative.is_public,
    )
