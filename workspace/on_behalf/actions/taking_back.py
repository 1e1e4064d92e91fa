"""Taking back what was entered, when the person asks: consent ends as easily as it was given."""

from workspace.access import Actor, NotAllowed, require
from workspace.accounts.models import User
from workspace.comments.actions import remove_comment
from workspace.comments.models import Comment
from workspace.consents.actions import note_consent
from workspace.consents.models import ConsentFor, ConsentHow
from workspace.db import db
from workspace.initiatives.actions import withdraw_support
from workspace.initiatives.models import Initiative
from workspace.on_behalf import policy
from workspace.on_behalf.models import Contribution, OnBehalf


def take_back(
    entered: OnBehalf, person: User, *, initiative: Initiative, comment: Comment | None, by: Actor
) -> None:
    """Take back a comment or a support of a person who is held; a second time changes nothing.

    An idea, on which others may have built by now, ends as every initiative does: raise NotAllowed.
    """
    require(policy.may_take_back(by, person) and entered.person_id == person.id)
    if entered.kind == Contribution.IDEA:
        raise NotAllowed
    if comment is not None and comment.removed_at is not None:
        return
    note_consent(
        ConsentFor.ON_BEHALF,
        "on_behalf",
        entered.id,
        given=False,
        how=ConsentHow.SPOKEN,
        person_id=person.id,
        by=by,
    )
    if comment is None:
        withdraw_support(initiative, for_person=person, by=by)
        db.session.delete(entered)
    else:
        remove_comment(comment, initiative=initiative, for_person=person, by=by)
