"""Taking consent back: the words or the picture go out of sight everywhere, at once (AVG, N25)."""

from functools import partial
from pathlib import Path

from sqlalchemy import delete, update

from workspace.access import VISITOR, Actor, require
from workspace.activity.actions import record
from workspace.consents.actions import note_consent
from workspace.consents.models import ConsentFor, ConsentHow
from workspace.db import change_rows, db, now, when_committed
from workspace.learning.actions.telling import is_in_public, tell_moment
from workspace.learning.models import LearningMoment, MomentPicture, QuoteConsent, Testimony
from workspace.learning.policy.consent import may_answer_quote, may_take_consent_back
from workspace.learning.queries.consent import find_consent, list_picture_files
from workspace.stores import Folder, as_folder


def note_said(consent: QuoteConsent, *, given: bool, how: ConsentHow, by: Actor) -> None:
    """Write down what the person quoted said, or what was written on paper. Called by actions that asked."""
    note_consent(
        ConsentFor.QUOTE,
        "learning_moment",
        consent.moment_id,
        given=given,
        how=how,
        person_id=consent.user_id,
        said_on=consent.paper_on if how == ConsentHow.PAPER else None,
        by=by,
    )


def empty_testimonies(moment: LearningMoment, *, pictures_only: bool = False, name: str = "") -> None:
    """Empty what adopted reports hold of a moment: words, names, pictures. They keep the digests only.

    Call it in the transaction in which something is withdrawn. With a name only what stands there with it.
    """
    theirs = update(Testimony).where(Testimony.moment_id == moment.id, Testimony.withdrawn_at.is_(None))
    if pictures_only:
        theirs = theirs.where(Testimony.file_name.is_not(None), Testimony.file_name != "")
    if name:
        theirs = theirs.where(Testimony.said_by.contains(name, autoescape=True))
    nothing = {"salt": None, "text": None, "said_by": None, "file_name": None, "withdrawn_at": now()}
    db.session.flush()
    change_rows(theirs.values(nothing))


def drop_picture(moment: LearningMoment, *, folder: Folder | Path) -> None:
    """Take the picture of a moment away: here, in adopted reports, and from the disk after the commit."""
    for name in list_picture_files(moment.id):
        when_committed(partial(as_folder(folder).drop, name))
    theirs = delete(MomentPicture).where(MomentPicture.moment_id == moment.id)
    db.session.execute(theirs)
    empty_testimonies(moment, pictures_only=True)


def withdraw_quote(
    consent: QuoteConsent, *, folder: Folder | Path, key_hash: str | None = None, by: Actor
) -> None:
    """Let the person quoted take everything back, whatever they answered before; twice does it once.

    The words stay in the row of the moment, out of sight, so that drafts that hold them can be cleared.
    """
    require(may_answer_quote(by, consent, key_hash))
    if consent.withdrawn_at is None:
        _withdraw(consent.moment, consent, folder)
        note_said(consent, given=False, how=ConsentHow.LINK if key_hash else ConsentHow.SELF, by=by)
        _tell_author(consent.moment)


def take_consent_back(
    moment: LearningMoment, *, words: bool, picture: bool, folder: Folder | Path, by: Actor
) -> None:
    """Do so for somebody who says that they no longer agree: with the words and all, or with the picture."""
    require(may_take_consent_back(by, moment))
    if words:
        consent = find_consent(moment)
        _withdraw(moment, consent, folder)
        if consent is not None:
            note_said(consent, given=False, how=ConsentHow.SPOKEN, by=by)
    elif picture:
        note_consent(
            ConsentFor.PICTURE, "learning_moment", moment.id, given=False, how=ConsentHow.SPOKEN, by=by
        )
        drop_picture(moment, folder=folder)
        moment.edited_at = now()
        tell_moment("consent_taken_back", moment, by=by, was_public=is_in_public(moment))


def _withdraw(moment: LearningMoment, consent: QuoteConsent | None, folder: Folder | Path) -> None:
    was_public = moment.is_shown and is_in_public(moment)
    drop_picture(moment, folder=folder)
    empty_testimonies(moment)
    moment.withdrawn_at = moment.withdrawn_at or now()
    if consent is not None:
        consent.withdrawn_at = now()
        consent.shown_text = consent.shown_as = consent.wish = consent.email = ""
    # Nobody is named who did it: that would be the person quoted, or tell of them.
    tell_moment("consent_taken_back", moment, by=VISITOR, was_public=was_public)


def _tell_author(moment: LearningMoment) -> None:
    record("quote_answered", by=VISITOR, subject_id=moment.author_id, moment=moment.id)
