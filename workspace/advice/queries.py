"""Advice as people see it: on a board, on an initiative, and what waits for an answer."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy import ColumnElement, Select, desc, or_, select
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.advice.models import Advice, DoneWith
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.initiatives.models import Initiative, Visibility
from workspace.initiatives.queries import get_board, get_initiative, visible_initiatives
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.organisations.queries import current
from workspace.programmes.models import Partner
from workspace.times import today

AT_MOST = 100
Place = Board | Initiative


class AdviceRow(NamedTuple):
    """What an advisory body said, and what was done with it."""

    id: int
    board_id: int
    initiative_id: int | None
    organisation: str
    author_id: int
    author: str
    body_html: Markup
    given_at: datetime
    edited_at: datetime | None
    followed: DoneWith | None
    response: str
    responded_by: str | None
    responded_at: datetime | None


class Earlier(NamedTuple):
    """What the programme said before about what it did with an advice."""

    followed: DoneWith
    response: str
    who: str
    said_at: datetime


class AdviceLine(NamedTuple):
    """How much advice there is, how much of it waits, and who gave the last."""

    number: int
    waiting: int
    organisation: str
    given_at: datetime


class WaitingAdvice(NamedTuple):
    """An advice that waits for what the programme does with it."""

    id: int
    title: str
    organisation: str
    given_at: datetime


def list_advising_bodies(actor: Actor, programme_id: int) -> list[tuple[int, str]]:
    """Return id and name of the advisory bodies of a programme to which this person belongs, by name."""
    query = (
        select(Organisation.id, Organisation.name)
        .join(Partner, Partner.organisation_id == Organisation.id)
        .where(
            Organisation.kind == OrganisationKind.COUNCIL,
            Organisation.id.in_(actor.member_of),
            Partner.programme_id == programme_id,
            current(Partner, today()),
        )
        .order_by(Organisation.name)
        .distinct()
    )
    return [(number, name) for number, name in db.session.execute(query)]


def get_advice(advice_id: int, *, seen_by: Actor) -> tuple[Advice, Place]:
    """Return an advice and what it is about; raise NoResultFound when that is out of sight."""
    return _get(select(Advice).where(Advice.id == advice_id), seen_by)


def get_advice_to_change(advice_id: int, *, seen_by: Actor) -> tuple[Advice, Place]:
    """Return the same, held until this request ends, so that two people take turns; NoResultFound."""
    query = select(Advice).where(Advice.id == advice_id).with_for_update(of=Advice)
    return _get(query.execution_options(populate_existing=True), seen_by)


def _get(query: Select[Advice], seen_by: Actor) -> tuple[Advice, Place]:
    advice = db.session.scalars(query).one()
    if advice.initiative_id is not None:
        return advice, get_initiative(advice.initiative_id, seen_by=seen_by)
    return advice, get_board(advice.board_id, seen_by=seen_by)


def list_advice(place: Place) -> list[AdviceRow]:
    """Return the advice on a board or an initiative that the reader was shown, newest first."""
    return _rows(_advice().where(*_about(place)))


def list_advice_on_initiatives(board: Board, *, seen_by: Actor) -> list[tuple[str, AdviceRow]]:
    """Return the advice on the initiatives of a board that this person sees, newest first, with titles."""
    in_sight = visible_initiatives(seen_by).where(Initiative.board_id == board.id)
    shown = in_sight.with_only_columns(Initiative.id)
    query = _advice().join(Initiative, Initiative.id == Advice.initiative_id)
    found = query.where(Advice.board_id == board.id, Advice.initiative_id.in_(shown))
    rows = db.session.execute(found.add_columns(Initiative.title)).all()
    return [(row[-1], AdviceRow(*row[:-1])) for row in rows]


def _about(place: Place) -> tuple[ColumnElement[bool], ...]:
    if isinstance(place, Initiative):
        return Advice.board_id == place.board_id, Advice.initiative_id == place.id
    return Advice.board_id == place.id, Advice.initiative_id.is_(None)


def _advice() -> Select[*tuple[Any, ...]]:
    author, answerer = aliased(User), aliased(User)
    return (
        select(
            Advice.id, Advice.board_id, Advice.initiative_id, Organisation.name, Advice.author_id,
            author.name, Advice.body_html, Advice.given_at, Advice.edited_at, Advice.followed,
            Advice.response, answerer.name, Advice.responded_at,
        )
        .join(Organisation, Organisation.id == Advice.organisation_id)
        .join(author, author.id == Advice.author_id)
        .outerjoin(answerer, answerer.id == Advice.responded_by_id)
        .order_by(desc(Advice.given_at), desc(Advice.id))
        .limit(AT_MOST)
    )  # fmt: skip


def _rows(query: Select[*tuple[Any, ...]]) -> list[AdviceRow]:
    return [AdviceRow(*row) for row in db.session.execute(query)]


def list_earlier_answers(place: Place) -> dict[int, list[Earlier]]:
    """Return of each advice on a place what the programme said before its present answer, newest first."""
    here = (
        (Event.initiative_id == place.id,)
        if isinstance(place, Initiative)
        else (Event.board_id == place.id, Event.initiative_id.is_(None))
    )
    query = (
        select(Event.details, User.name, Event.happened_at)
        .join(User, User.id == Event.actor_id)
        .where(Event.verb == "advice_answered", *here)
        .order_by(desc(Event.id))
        .limit(AT_MOST)
    )
    said: dict[int, list[Earlier]] = defaultdict(list)
    for details, who, at in db.session.execute(query):
        said[details["advice"]].append(Earlier(DoneWith(details["followed"]), details["response"], who, at))
    return {advice_id: answers[1:] for advice_id, answers in said.items() if answers[1:]}


def find_line_of_initiative(initiative_id: int) -> AdviceLine | None:
    """Return how much advice there is on an initiative that the reader was shown, or None."""
    return _line(_lines().where(Advice.initiative_id == initiative_id))


def find_line_of_board(board_id: int, visibilities: Iterable[Visibility]) -> AdviceLine | None:
    """Return how much advice there is on a board and on its initiatives of which others know, or None."""
    known = or_(Advice.initiative_id.is_(None), Initiative.visibility.in_(list(visibilities)))
    query = _lines().outerjoin(Initiative, Initiative.id == Advice.initiative_id)
    return _line(query.where(Advice.board_id == board_id, known))


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(Advice.followed, Organisation.name, Advice.given_at)
        .join(Organisation, Organisation.id == Advice.organisation_id)
        .order_by(desc(Advice.given_at), desc(Advice.id))
        .limit(AT_MOST)
    )


def _line(query: Select[*tuple[Any, ...]]) -> AdviceLine | None:
    rows = db.session.execute(query).all()
    if not rows:
        return None
    waiting = sum(followed is None for followed, _, _ in rows)
    _, organisation, given_at = rows[0]
    return AdviceLine(len(rows), waiting, organisation, given_at)


def list_waiting_advice(actor: Actor) -> list[WaitingAdvice]:
    """Return the advice that waits for this person as one who steers a board, the oldest first."""
    if not (actor.leads or actor.team_of):
        return []
    mine = or_(Board.id.in_(actor.leads), Board.programme_id.in_(actor.team_of))
    columns = (Advice.id, Organisation.name, Advice.given_at)
    on_boards = (
        visible_boards(actor)
        .join(Advice, Advice.board_id == Board.id)
        .where(Advice.initiative_id.is_(None))
        .with_only_columns(Board.title, *columns)
    )
    on_initiatives = (
        visible_initiatives(actor)
        .join(Advice, Advice.initiative_id == Initiative.id)
        .with_only_columns(Initiative.title, *columns)
    )
    found = []
    for query in (on_boards, on_initiatives):
        waiting = query.join(Organisation, Organisation.id == Advice.organisation_id)
        waiting = waiting.where(mine, Advice.followed.is_(None)).order_by(Advice.id).limit(AT_MOST)
        found += [
            WaitingAdvice(number, title, organisation, given_at)
            for title, number, organisation, given_at in db.session.execute(waiting)
        ]
    return sorted(found, key=lambda advice: advice.given_at)
