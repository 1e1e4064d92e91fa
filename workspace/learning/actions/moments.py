"""Catching a moment, changing it and taking it back."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from workspace.access import Actor, require
from workspace.consents.actions import note_consent
from workspace.consents.models import ConsentFor, ConsentHow
from workspace.db import db, now
from workspace.learning.actions.consent import (
    Letter,
    ask_quoted_person,
    note_changed_quote,
    quote_oneself,
)
from workspace.learning.actions.telling import is_in_public, tell_moment, tell_published
from workspace.learning.actions.withdrawing import drop_picture, empty_testimonies
from workspace.learning.models import LearningMoment, MomentKind, MomentPicture
from workspace.learning.policy.moments import may_catch_moment, may_edit_moment, may_withdraw_moment
from workspace.learning.queries.places import Place
from workspace.learning.queries.rows import find_picture
from workspace.pictures import Encoded, keep
from workspace.programmes.models import Openness
from workspace.stores import Folder


class TakenBack(StrEnum):
    """Why a moment is taken back."""

    UNWANTED = "unwanted"  # somebody does not want it any more
    UNTRUE = "untrue"


@dataclass(frozen=True)
class Told:
    """What somebody tells: what happened on which day, who says so, and who may read it."""

    kind: MomentKind
    what: str
    happened_on: date
    openness: Openness = Openness.PUBLIC
    said_by: str = ""
    said_as: str = ""
    is_role_only: bool = False


@dataclass(frozen=True)
class Shown:
    """A picture made anew, with what it shows; those who can be recognised agreed. Its file goes there."""

    picture: Encoded
    alt: str
    folder: Folder | Path


def catch_moment(place: Place, told: Told, *, shown: Shown | None = None, by: Actor) -> LearningMoment:
    """Add a moment in the role its author has now, and return it with its id.

    A quote waits, out of sight, until the person quoted says yes; every other kind is published at once.
    """
    require(may_catch_moment(by, place, told.openness))
    role, organisation_id = by.hat(place.programme_id, place.board_id)
    moment = LearningMoment(
        programme=place.programme,
        board=place.board,
        initiative=place.initiative,
        meeting_id=place.meeting.id if place.meeting else None,
        author_id=by.signed_in_id(),
        role=role,
        organisation_id=organisation_id,
        published_at=None if told.kind == MomentKind.QUOTE else now(),
    )
    _say(moment, told)
    db.session.add(moment)
    db.session.flush()  # the picture and the event need its id
    if shown is not None:
        _hang(moment, shown, by)
    if moment.published_at is None:
        tell_moment("quote_caught", moment, by=by)
    else:
        tell_published(moment, by=by)
    return moment


def catch_quote(
    place: Place,
    told: Told,
    *,
    shown: Shown | None = None,
    is_mine: bool = False,
    email: str = "",
    by: Actor,
) -> tuple[LearningMoment, Letter | None]:
    """Catch what somebody said, and ask that person by a letter to this address; return both.

    Of one's own words nobody is asked: they are published at once. Without an address it waits.
    """
    require(may_catch_moment(by, place, told.openness) and told.kind == MomentKind.QUOTE)
    if is_mine and not (told.said_by or told.is_role_only):
        told = replace(told, said_by=by.name)
    moment = catch_moment(place, told, shown=shown, by=by)
    if is_mine:
        quote_oneself(moment, by=by)
        return moment, None
    return moment, ask_quoted_person(moment, email=email, by=by) if email else None


def edit_moment(
    moment: LearningMoment,
    told: Told,
    *,
    folder: Folder | Path,
    shown: Shown | None = None,
    alt: str | None = None,
    drops_picture: bool = False,
    by: Actor,
) -> None:
    """Let a moment, loaded to be changed, say this from now on.

    Whoever was quoted said yes to the words as they were: other words wait again. What was no quote does not
    become one, nor the other way round. `alt` says anew what the picture that stays shows. Files of pictures
    lie in this folder: of one that goes nothing stays, in adopted reports either. Nor does a name that from
    now on is shown to nobody.
    """
    require(may_edit_moment(by, moment) and _may_say(by, moment, told))
    was_public = moment.is_shown and is_in_public(moment)
    before = find_picture(moment.id)
    hidden = moment.said_by if told.is_role_only and not moment.is_role_only else ""
    with db.session.no_autoflush:  # one change, one version
        if moment.kind == MomentKind.QUOTE and _quoted(moment) != (told.what, told.said_by, told.said_as):
            moment.published_at = None
        _say(moment, told)
        note_changed_quote(moment)
        moment.edited_at = now()
    if hidden:
        empty_testimonies(moment, name=hidden)
    if before is not None and (drops_picture or shown is not None):
        drop_picture(moment, folder=folder)
    elif before is not None and alt:
        before.alt = alt
    if shown is not None:
        _hang(moment, shown, by)
    tell_moment("moment_edited", moment, by=by, was_public=was_public)


def withdraw_moment(moment: LearningMoment, because: TakenBack, *, folder: Folder | Path, by: Actor) -> None:
    """Take a moment back: it goes out of sight everywhere, and its picture is gone. The row stays.

    Adopted reports keep neither its words nor its picture, whose file lies in this folder.
    """
    require(may_withdraw_moment(by, moment))
    moment.withdrawn_at = now()
    drop_picture(moment, folder=folder)
    empty_testimonies(moment)
    tell_moment("moment_withdrawn", moment, by=by, because=because.value)


def _may_say(by: Actor, moment: LearningMoment, told: Told) -> bool:
    """A quote stays a quote, and only who talks among partners moves a moment there or out of there."""
    stays = (moment.kind == MomentKind.QUOTE) == (told.kind == MomentKind.QUOTE)
    same_readers = moment.openness == told.openness
    return stays and (same_readers or moment.programme_id in by.talks_among_partners_in)


def _say(moment: LearningMoment, told: Told) -> None:
    moment.kind, moment.what, moment.happened_on = told.kind, told.what, told.happened_on
    moment.openness, moment.is_role_only = told.openness, told.is_role_only
    moment.said_by, moment.said_as = told.said_by, told.said_as


def _quoted(moment: LearningMoment) -> tuple[str, str, str]:
    return moment.what, moment.said_by, moment.said_as


def _hang(moment: LearningMoment, shown: Shown, by: Actor) -> None:
    """Add the picture, with the yes of who can be recognised on it, as who adds it says (AVG, article 7)."""
    picture = shown.picture
    note_consent(ConsentFor.PICTURE, "learning_moment", moment.id, given=True, how=ConsentHow.SPOKEN, by=by)
    db.session.add(
        MomentPicture(
            moment_id=moment.id,
            file_name=keep(picture, shown.folder),
            alt=shown.alt,
            width=picture.width,
            height=picture.height,
            is_agreed=True,
        )
    )
