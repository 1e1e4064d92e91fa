"""What somebody was told, as far as they may see it today: for their own page and for their mail.

Sight is asked anew each time, with the rights of the moment: what was hidden since, or lost, is not among it.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.addresses import address_of_initiative
from workspace.boards.models import Board
from workspace.boards.queries.sight import boards_in_sight
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.db import db
from workspace.following.models import INSIDERS_ONLY, Notice, Why
from workspace.following.models.rules import (
    OF_COMMENTS,
    OF_HISTORIES,
    OF_QUESTIONS,
    OF_REPORTS,
    OF_TASKS,
    PLACES,
)
from workspace.initiatives.models import Initiative, Update
from workspace.initiatives.queries.sight import in_sight
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness, Programme

AT_MOST = 200
OF_LEARNING = {"leermoment", "reflectie", "hobbel"}  # in the address of what was reported


class Told(NamedTuple):
    """A notice, and what happened: `workspace.sentences.told` says it in words."""

    id: int
    event_id: int
    why: Why
    at_once: bool
    seen_at: datetime | None
    verb: str
    happened_at: datetime
    details: dict[str, Any]
    subject_id: int | None
    who: str | None
    role: Role | None
    organisation: str | None
    initiative_id: int | None
    title: str | None
    board_id: int | None
    board: str | None
    board_slug: str | None
    programme_id: int | None
    programme: str | None
    programme_slug: str | None

    @property
    def about(self) -> str:
        """What it is grouped by: `initiative-12`, `board-3`, `programme-2`, or `other`."""
        if self.initiative_id is not None:
            return f"initiative-{self.initiative_id}"
        if self.board_id is not None:
            return f"board-{self.board_id}"
        return "other" if self.programme_id is None else f"programme-{self.programme_id}"

    @property
    def heading(self) -> str:
        """The name of what it is grouped by, or nothing."""
        return self.title or self.board or self.programme or ""

    @property
    def place(self) -> str:
        """The address on this site of what it is grouped by, or nothing."""
        if self.initiative_id is not None:
            return address_of_initiative(self.initiative_id, self.title or "")
        if self.board_id is not None:
            return f"/programmas/{self.programme_slug}/{self.board_slug}"
        return "" if self.programme_id is None else f"/programmas/{self.programme_slug}"

    @property
    def address(self) -> str:
        """The address on this site where one sees what happened."""
        if self.verb == "report_made":
            return f"/meldingen/{self.subject_id}"
        if self.verb == "author_told":
            return "/mijn"
        if self.verb in OF_REPORTS:
            return f"/verslagen/{self.details.get('report')}"
        if self.verb in OF_TASKS:
            return f"{self.place.partition('-')[0] if self.initiative_id else self.place}/taken"
        if self.verb in OF_HISTORIES:
            return f"/leergeschiedenissen/{self.subject_id}"
        if self.verb == "report_handled" and (self.initiative_id or self.details.get("kind") in OF_LEARNING):
            return f"/melden/{self.details.get('kind')}/{self.details.get('number')}"
        if self.initiative_id is None:
            return self.place or "/mijn"
        if self.verb in OF_COMMENTS:
            return f"/initiatieven/{self.initiative_id}/reacties/{self.subject_id}"
        if self.verb in OF_QUESTIONS:
            return f"/vragen/{self.subject_id}"
        return f"{self.place}{PLACES.get(self.verb, '')}"


# What happened and where, for the last fields of Told.
HAPPENED = (
    Event.verb,
    Event.happened_at,
    Event.details,
    Event.subject_id,
    User.name,
    Event.role,
    Organisation.name,
    Initiative.id,
    Initiative.title,
    Board.id,
    Board.title,
    Board.slug,
    Programme.id,
    Programme.name,
    Programme.slug,
)


def list_unseen_notices(actor: Actor, *, at_most: int = AT_MOST) -> list[Told]:
    """Return what this person was told and did not see yet, newest first."""
    return _list(actor, Notice.seen_at.is_(None), at_most=at_most)


def list_unmailed_notices(
    actor: Actor, *, at_once: bool | None = None, before: datetime | None = None, at_most: int = AT_MOST
) -> list[Told]:
    """Return what this person was told and was not put in a message yet, newest first.

    `at_once`: only what is addressed to them, or only the rest; `before`: what was made before this moment.
    `boards.queries.actors.get_actors` gives the rights of today of people who are not at the keyboard.
    """
    conditions: list[ColumnElement[bool]] = [Notice.mailed_at.is_(None)]
    if at_once is not None:
        conditions.append(Notice.at_once == at_once)
    if before is not None:
        conditions.append(Notice.made_at < before)
    return _list(actor, *conditions, at_most=at_most)


def list_these_notices(actor: Actor, numbers: Collection[int]) -> list[Told]:
    """Return what this person was told in the notices of these numbers, newest first."""
    return _list(actor, Notice.id.in_(numbers), at_most=AT_MOST)


def list_notices(actor: Actor, *, before: int | None = None, at_most: int = AT_MOST) -> list[Told]:
    """Return what this person was told, seen or not, newest first, from before the notice of this number."""
    conditions = [] if before is None else [Notice.id < before]
    return _list(actor, *conditions, at_most=at_most)


def events_about(about: str) -> Select[int]:
    """Return the numbers of the events of one group, as `Told.about` names it; none when it names nothing."""
    kind, _, number = about.partition("-")
    nowhere = Event.initiative_id.is_(None)
    events = select(Event.id)
    if kind == "other":
        return events.where(nowhere, Event.board_id.is_(None), Event.programme_id.is_(None))
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return events.where(false())
    match kind:
        case "initiative":
            return events.where(Event.initiative_id == int(number))
        case "board":
            return events.where(nowhere, Event.board_id == int(number))
        case "programme":
            return events.where(nowhere, Event.board_id.is_(None), Event.programme_id == int(number))
        case _:
            return events.where(false())


def _list(actor: Actor, *conditions: ColumnElement[bool], at_most: int) -> list[Told]:
    if actor.id is None:
        return []
    query = _told(actor).where(*conditions).order_by(Notice.id.desc()).limit(at_most)
    return [Told(*row) for row in db.session.execute(query)]


def _told(actor: Actor) -> Select[*tuple[Any, ...]]:
    who = case((_is_known(actor), User.name))
    happened = [who if column is User.name else column for column in HAPPENED]
    return with_place(
        select(Notice.id, Notice.event_id, Notice.why, Notice.at_once, Notice.seen_at, *happened)
        .select_from(Notice)
        .join(Event, Event.id == Notice.event_id)
    ).where(Notice.user_id == actor.id, sees_where(actor), _may_know(actor), is_still_there())


def _is_known(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that this person may read who did it.

    Who ticks off a task without another place there has joined, which the coordinator alone knows
    (domain/roles.md, notes).
    """
    by_who_joined = and_(Event.verb == "task_done", Event.role == Role.RESIDENT)
    return or_(~by_who_joined, Initiative.coordinator_id == actor.id)


def with_place(query: Select[Any]) -> Select[Any]:
    """Return a query of events, joined with all that `HAPPENED` names."""
    return (
        query.outerjoin(User, User.id == Event.actor_id)
        .outerjoin(Organisation, Organisation.id == Event.organisation_id)
        .outerjoin(Initiative, Initiative.id == Event.initiative_id)
        .outerjoin(Board, Board.id == func.coalesce(Initiative.board_id, Event.board_id))
        .outerjoin(Programme, Programme.id == func.coalesce(Board.programme_id, Event.programme_id))
    )


def sees_where(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that this person sees the initiative, the board or the programme of it."""
    nowhere = Event.programme_id.is_(None)
    programme = or_(Programme.openness == Openness.PUBLIC, Programme.id.in_(actor.insider_in))
    return or_(
        and_(Event.initiative_id.is_not(None), in_sight(actor)),
        and_(Event.initiative_id.is_(None), Event.board_id.is_not(None), boards_in_sight(actor.insider_in)),
        and_(Event.initiative_id.is_(None), Event.board_id.is_(None), or_(nowhere, programme)),
    )


def _may_know(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that this person may know that it happened there; of reports who moderates."""
    own = or_(Initiative.created_by_id == actor.id, Initiative.coordinator_id == actor.id)
    moderates = or_(Programme.id.in_(actor.team_of | actor.manages), Board.id.in_(actor.leads))
    knows = or_(
        Event.is_public,
        Event.programme_id.is_(None),
        Programme.id.in_(actor.insider_in),
        and_(Event.verb.not_in(INSIDERS_ONLY), or_(own, Notice.why == Why.ADDRESSED)),
    )
    return and_(knows, or_(Event.verb != "report_made", moderates))


def is_still_there() -> ColumnElement[bool]:
    """Return the condition that what was said is not hidden or taken back."""
    gone = select(Comment.id).where(Comment.id == Event.subject_id, Comment.removed_at.is_not(None)).exists()
    asked_by = select(ResponseClock.comment_id).where(ResponseClock.id == Event.subject_id)
    unasked = select(Comment.id).where(Comment.id.in_(asked_by), Comment.removed_at.is_not(None)).exists()
    hidden = select(Update.id).where(Update.id == Event.subject_id, Update.hidden_at.is_not(None)).exists()
    return and_(
        or_(Event.verb.not_in(OF_COMMENTS), ~gone),
        or_(Event.verb != "initiative_news", ~hidden),
        or_(Event.verb.not_in(OF_QUESTIONS), ~unasked),
    )
