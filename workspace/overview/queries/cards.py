"""The initiatives of a board as cards, by stage, newest activity first."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import aliased

from workspace.access import Role
from workspace.accounts.models import User
from workspace.areas.models import Area
from workspace.borging.models import Level, Outlook
from workspace.clocks.models import ResponseClock, Waiting, waiting
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, InitiativeArea, Kind, Stage, Visibility
from workspace.organisations.models import Organisation
from workspace.overview.queries.filters import Filters, Sight, conditions
from workspace.overview.queries.named import who_is_named
from workspace.times import day_of, today

A_COLUMN = 10  # cards of a stage shown at a time
OF_AN_END = 3  # at first, of those that were completed or stopped: people come for what goes on
OPENED_AT_MOST = 200  # cards of one stage kept on the screen when a board refreshes
COUNTED = 500  # beyond this a count is not exact: "500+"
FOUND_AT_MOST = 3000  # of the initiatives of a board that hold some words
BETWEEN = "\x1f"  # separates the names of places in one column of the result
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Cursor(NamedTuple):
    """The place of an initiative in the order of newest activity."""

    moment: datetime
    id: int

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // timedelta(microseconds=1):x}-{self.id:x}"

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Return the place that this text names; raise ValueError when it names none."""
        moment, number = (int(part, 16) for part in text.split("-"))
        if not (0 <= moment < 2**53 and 0 <= number < 2**31):
            raise ValueError
        return cls(EPOCH + timedelta(microseconds=moment), number)


class CardRow(NamedTuple):
    """One initiative as overviews show it. Without a coordinator, `person` is who made it."""

    id: int
    title: str
    stage: Stage
    kind: Kind
    visibility: Visibility
    pilot_ends_on: date | None
    created_by_id: int | None
    coordinator_id: int | None
    organisation_id: int | None
    owner_id: int | None
    carried_from: date | None
    team_may_edit: bool
    created_as: Role | None
    joined_count: int
    comment_count: int
    partner_comment_count: int
    board_id: int
    programme_id: int
    moment: datetime
    person: str | None
    organisation: str | None
    level: Level | None
    marks: str | None
    places: str | None
    asked_at: datetime | None  # of the question that waits here, if any: the one to be answered first
    due_on: date | None
    asked: str | None

    @property
    def question(self) -> tuple[Waiting, str] | None:
        """How the question that waits here stands today, and on which organisation it waits."""
        if self.asked_at is None or self.due_on is None:
            return None
        clock = waiting(day_of(self.asked_at), self.due_on, answered_on=None, on=today())
        return clock, self.asked or ""

    @property
    def is_handed_over(self) -> bool:
        """Tell whether the day has come on which another organisation took it over."""
        return self.carried_from is not None and self.carried_from <= today()

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.moment, self.id)


Columns = dict[Stage, list[CardRow]]


def read_columns(
    sight: Sight, filters: Filters, opened: Mapping[Stage, Cursor]
) -> tuple[Columns, dict[Stage, int]]:
    """Return the newest cards of each stage, and how many it has, counted as far as COUNTED + 1.

    A stage that was `opened` further goes on until that place.
    """
    if filters.text:
        return _found_by_words(sight, filters, opened)
    arms = [
        _opened(sight, stage, filters, opened[stage])
        if stage in opened
        else _arm(sight, stage, filters, _at_first(stage))
        for stage in filters.stages
    ]
    return _by_stage(filters, _cards(sight, arms)), _count(sight, filters)


def _found_by_words(
    sight: Sight, filters: Filters, opened: Mapping[Stage, Cursor]
) -> tuple[Columns, dict[Stage, int]]:
    """Look for the words once: in each stage by itself, and again to count, would be many times the work."""
    query = select(Initiative.id, Initiative.stage, moment_of(sight).label("moment")).where(
        Initiative.board_id == sight.board_id,
        Initiative.visibility.in_(sight.visibilities),
        Initiative.stage.in_(filters.stages),
        *conditions(filters),
    )
    newest_first = (moment_of(sight).desc(), Initiative.id.desc())
    places: dict[Stage, list[Cursor]] = {stage: [] for stage in filters.stages}
    for number, stage, moment in db.session.execute(query.order_by(*newest_first).limit(FOUND_AT_MOST)):
        places[stage].append(Cursor(moment, number))
    shown = [
        place.id
        for stage, found in places.items()
        for place in (
            [p for p in found if p >= opened[stage]] if stage in opened else found[: _at_first(stage)]
        )
    ]
    arm = select(Initiative.id, moment_of(sight).label("moment")).where(Initiative.id.in_(shown))
    counts = {stage: min(len(found), COUNTED + 1) for stage, found in places.items()}
    return _by_stage(filters, _cards(sight, [arm])), counts


def _by_stage(filters: Filters, cards: Iterable[CardRow]) -> Columns:
    columns: Columns = {stage: [] for stage in filters.stages}
    for card in cards:
        columns[card.stage].append(card)
    return columns


def _at_first(stage: Stage) -> int:
    return OF_AN_END if stage.is_end else A_COLUMN


def list_column(sight: Sight, stage: Stage, filters: Filters, after: Cursor) -> list[CardRow]:
    """Return the cards of one stage that come after this place, one more than are shown."""
    arm = _arm(sight, stage, filters, A_COLUMN + 1).where(_before(sight, after))
    return list(_cards(sight, [arm]))


def list_newest(sight: Sight, filters: Filters, after: Cursor | None, limit: int) -> list[CardRow]:
    """Return the initiatives of all stages together, newest activity first."""
    arms = [_arm(sight, stage, filters, limit) for stage in filters.stages]
    if after:
        arms = [arm.where(_before(sight, after)) for arm in arms]
    return list(_cards(sight, arms, limit))


def _count(sight: Sight, filters: Filters) -> dict[Stage, int]:
    counts = [
        select(func.count())
        .select_from(
            _of(sight, stage)
            .where(*conditions(filters))
            .with_only_columns(Initiative.id)
            .limit(COUNTED + 1)
            .subquery()
        )
        .scalar_subquery()
        for stage in filters.stages
    ]
    return dict(zip(filters.stages, db.session.execute(select(*counts)).one(), strict=True))


def moment_of(sight: Sight) -> Any:
    """Return the column by which those who see this much order initiatives."""
    return Initiative.partner_active_at if sight.is_insider else Initiative.active_at


def _of(sight: Sight, stage: Stage) -> Select[Any]:
    return select(Initiative.id, moment_of(sight).label("moment")).where(
        Initiative.board_id == sight.board_id,
        Initiative.stage == stage,
        Initiative.visibility.in_(sight.visibilities)
        if sight.is_insider
        else Initiative.visibility == Visibility.PUBLIC,
    )


def _arm(sight: Sight, stage: Stage, filters: Filters, limit: int) -> Select[Any]:
    newest_first = (moment_of(sight).desc(), Initiative.id.desc())
    return _of(sight, stage).where(*conditions(filters)).order_by(*newest_first).limit(limit)


def _opened(sight: Sight, stage: Stage, filters: Filters, until: Cursor) -> Select[Any]:
    place = tuple_(moment_of(sight), Initiative.id)
    return _arm(sight, stage, filters, OPENED_AT_MOST).where(place >= tuple_(*until))


def _before(sight: Sight, place: Cursor) -> ColumnElement[bool]:
    return tuple_(moment_of(sight), Initiative.id) < tuple_(*place)


def _cards(sight: Sight, arms: list[Select[Any]], limit: int | None = None) -> Iterable[CardRow]:
    found = union_all(*(select(arm.subquery()) for arm in arms)).subquery("found")
    query = card_query(found, sight)
    return [CardRow._make(row) for row in db.session.execute(query.limit(limit))]


def card_query(found: Subquery, sight: Sight) -> Select[Any]:
    """Return the query for what cards show of the initiatives `found` (id, moment), newest first."""
    coordinator, maker, asked = aliased(User), aliased(User), aliased(Organisation)
    places = (
        select(func.aggregate_strings(Area.name, BETWEEN))
        .join(InitiativeArea, InitiativeArea.area_id == Area.id)
        .where(InitiativeArea.initiative_id == Initiative.id)
        .correlate(Initiative)
        .scalar_subquery()
    )
    holds_today = and_(
        Outlook.initiative_id == Initiative.id, Outlook.from_day <= today(), Outlook.until_day > today()
    )
    columns: tuple[Any, ...] = (
        Initiative.id,
        Initiative.title,
        Initiative.stage,
        Initiative.kind,
        Initiative.visibility,
        Initiative.pilot_ends_on,
        Initiative.created_by_id,
        Initiative.coordinator_id,
        Initiative.organisation_id,
        Initiative.owner_id,
        Initiative.carried_from,
        Initiative.team_may_edit,
        Initiative.created_as,
        Initiative.joined_count,
        Initiative.comment_count,
        Initiative.partner_comment_count,
        Initiative.board_id,
        literal(sight.programme_id),
        found.c.moment,
        who_is_named(coordinator, maker),
        Organisation.name,
        Outlook.level,
        Outlook.marks,
        places,
        ResponseClock.asked_at,
        ResponseClock.due_on,
        asked.name,
    )
    return (
        select(*columns)
        .join_from(found, Initiative, Initiative.id == found.c.id)
        .outerjoin(coordinator, coordinator.id == Initiative.coordinator_id)
        .outerjoin(maker, maker.id == Initiative.created_by_id)
        .outerjoin(Organisation, Organisation.id == Initiative.owner_id)
        .outerjoin(Outlook, holds_today)
        .outerjoin(ResponseClock, ResponseClock.id == _most_pressing(sight))
        .outerjoin(asked, asked.id == ResponseClock.organisation_id)
        .order_by(found.c.moment.desc(), found.c.id.desc())
    )


def _most_pressing(sight: Sight) -> ColumnElement[int]:
    """Return the number of the question to an initiative that is to be answered first, of those in sight."""
    clock = aliased(ResponseClock)
    shown: ColumnElement[bool] = Comment.removed_at.is_(None)
    if not sight.is_insider:
        shown = and_(shown, Comment.audience == Audience.PUBLIC)
    return (
        select(clock.id)
        .outerjoin(Comment, Comment.id == clock.comment_id)
        .where(
            clock.initiative_id == Initiative.id,
            clock.answered_at.is_(None),
            clock.withdrawn_at.is_(None),
            or_(clock.comment_id.is_(None), shown),
        )
        .order_by(clock.due_on, clock.id)
        .limit(1)
        .correlate(Initiative)
        .scalar_subquery()
    )
