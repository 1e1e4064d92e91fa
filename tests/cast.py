"""The people and places every test knows, made by plain functions. Each stands in a different relation."""

from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import CompoundSelect, Connection, exists, func, literal, select, union_all

from workspace.accounts.models import User
from workspace.activity.models import BoardPulse
from workspace.areas.models import Area, AreaKind
from workspace.boards.models import Board, BoardMember
from workspace.comments.models import Comment
from workspace.db import Base, db, now
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Membership, Organisation, OrganisationKind
from workspace.privacy.models import RetentionRun
from workspace.programmes.models import Openness, Partner, Programme, TeamMember
from workspace.text import slugify, to_html

LONG_AGO = date(2019, 1, 1)
FAR_AWAY = date(2099, 12, 31)
PASSWORD = "een-lang-wachtwoord"  # the same for the whole cast

T = TypeVar("T")


def empty_database() -> None:
    """Remove every row, as after each test."""
    db.session.rollback()
    db.session.expunge_all()
    with db.engine.begin() as connection:
        filled = set(connection.scalars(_filled_tables()))
        if connection.dialect.name == "postgresql":  # everything goes: nothing has to be looked up row by row
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        if "audit_entry" in filled:
            _empty_the_trail(connection)
        for table in reversed(Base.metadata.sorted_tables):
            if table.name in filled:
                connection.execute(table.delete())


def _empty_the_trail(connection: Connection) -> None:
    """The database itself refuses to remove a line unless the trail begins after it."""
    lines, start = (Base.metadata.tables[name] for name in ("audit_entry", "audit_start"))
    highest = connection.scalar(select(func.max(lines.c.id)))
    connection.execute(start.delete())
    connection.execute(start.insert().values(id=1, last_removed_id=highest, last_removed_hash=""))
    connection.execute(lines.delete())
    connection.execute(start.delete())


@cache
def _filled_tables() -> CompoundSelect[Any]:
    """Return the question which tables hold a row: it is asked after each of thousands of tests."""
    return union_all(
        *(
            select(literal(table.name)).where(exists(select(1).select_from(table)))
            for table in Base.metadata.sorted_tables
        )
    )


def save(thing: T) -> T:
    """Store one thing and return it with its id."""
    db.session.add(thing)
    db.session.commit()
    return thing


def reloaded(thing: T) -> T:
    """Return what the database now holds of this thing."""
    found = db.session.get(type(thing), thing.id, populate_existing=True)
    assert found is not None
    return found


def let_clock_hold() -> None:
    """Let the hourly work have been looked at a day ago, so that it may do what does not come back."""
    moment = now() - timedelta(hours=36)
    save(RetentionRun(began_at=moment, ended_at=moment, done={}, failed=[]))


def make_user(name: str, **facts: Any) -> User:
    facts.setdefault("email", f"{slugify(name)}@example.nl")
    facts.setdefault("confirmed_at", now())
    return save(User(name=name, **facts))


def make_area(name: str, kind: AreaKind = AreaKind.CORE, parent: Area | None = None, **facts: Any) -> Area:
    return save(Area(name=name, kind=kind, parent_id=parent.id if parent else None, **facts))


def make_organisation(
    name: str, kind: OrganisationKind = OrganisationKind.WELFARE, **facts: Any
) -> Organisation:
    return save(Organisation(name=name, slug=slugify(name), kind=kind, **facts))


def make_member(user: User, organisation: Organisation, **facts: Any) -> Membership:
    facts.setdefault("starts_on", LONG_AGO)
    return save(Membership(user_id=user.id, organisation_id=organisation.id, **facts))


def make_programme(name: str, area: Area, **facts: Any) -> Programme:
    facts.setdefault("openness", Openness.PUBLIC)
    return save(
        Programme(
            name=name, slug=slugify(name), area_id=area.id, starts_on=LONG_AGO, ends_on=FAR_AWAY, **facts
        )
    )


def make_partner(programme: Programme, organisation: Organisation, **facts: Any) -> Partner:
    facts.setdefault("starts_on", LONG_AGO)
    return save(Partner(programme_id=programme.id, organisation_id=organisation.id, **facts))


def make_team_member(user: User, programme: Programme, *, manager: bool = False) -> TeamMember:
    return save(
        TeamMember(user_id=user.id, programme_id=programme.id, is_manager=manager, starts_on=LONG_AGO)
    )


def make_board(title: str, programme: Programme, **facts: Any) -> Board:
    board = save(Board(title=title, slug=slugify(title), programme_id=programme.id, **facts))
    save(BoardPulse(board_id=board.id))
    return board


def make_board_member(user: User, board: Board, *, lead: bool = False) -> BoardMember:
    return save(BoardMember(user_id=user.id, board_id=board.id, is_lead=lead, starts_on=LONG_AGO))


def make_initiative(title: str, board: Board, by: User | None = None, **facts: Any) -> Initiative:
    facts.setdefault("summary", f"Waar het om gaat bij {title}.")
    facts.setdefault("coordinator_id", by.id if by else None)
    return save(Initiative(title=title, board_id=board.id, created_by_id=by.id if by else None, **facts))


def make_comment(initiative: Initiative, by: User, body: str = "Goed plan.", **facts: Any) -> Comment:
    return save(
        Comment(
            initiative_id=initiative.id,
            author_id=by.id,
            role=facts.pop("role", "resident"),
            body=body,
            body_html=to_html(body),
            **facts,
        )
    )
