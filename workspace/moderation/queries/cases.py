"""The queue of those who moderate: what waits for a look, the one that waits longest first."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select, tuple_
from sqlalchemy.orm import aliased, contains_eager, joinedload

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import (
    Case,
    Initiative,
    ReportReason,
    Update,
    Verdict,
)
from workspace.initiatives.policy import may_act_on, moderates_as
from workspace.learning.models import LearningMoment, ObstacleShare, Reflection
from workspace.moderation import policy
from workspace.moderation.models import Report, Warned
from workspace.moderation.queries.learned import Learned, Reported
from workspace.moderation.queries.sight import OF_SHARE, visible_cases, waits
from workspace.moderation.queries.steering import Steering, roles_of, steering_in
from workspace.moderation.queries.things import Thing
from workspace.organisations.models import Organisation
from workspace.programmes.models import Programme

A_PAGE = 20  # cases
WORDS_AT_MOST = 5  # what people wrote with their reports, the newest
# What is known of where a thing stands.
PLACES = (
    contains_eager(Initiative.board).contains_eager(Board.programme),
    contains_eager(LearningMoment.board).contains_eager(Board.programme),
    contains_eager(LearningMoment.programme),
    joinedload(LearningMoment.initiative).joinedload(Initiative.board).joinedload(Board.programme),
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Place(NamedTuple):
    """Where somebody reads on in the queue: behind the case that has waited since then."""

    moment: datetime
    id: int

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // timedelta(microseconds=1):x}-{self.id:x}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Return the place that this text names, or None when it names none."""
        try:
            moment, number = (int(part, 16) for part in text.split("-"))
        except ValueError:
            return None
        if not (0 <= moment < 2**53 and 0 <= number < 2**31):
            return None
        return cls(EPOCH + timedelta(microseconds=moment), number)


@dataclass
class CaseRow:
    """Something that waits for a look, or was judged, with what those who moderate need to know."""

    case: Case
    thing: Reported
    author: str | None
    organisation: str | None
    handled_by: str | None
    verdicts: tuple[Verdict, ...] = ()
    reasons: list[tuple[ReportReason, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    earlier: list[datetime] = field(default_factory=list)  # when this author was warned in this programme
    who_may: list[str] | None = None  # None: the reader; else the people who may judge it
    roles: tuple[Role, ...] = ()

    @property
    def reports(self) -> int:
        return sum(number for _, number in self.reasons)

    @property
    def stamp(self) -> str:
        return self.thing.stamp(self.case)

    @property
    def likely_reason(self) -> ReportReason | None:
        return max(self.reasons, key=lambda each: each[1])[0] if self.reasons else None


def list_cases(
    programme: Programme, board: Board | None = None, *, seen_by: Actor, after: Place | None = None
) -> list[CaseRow]:
    """Return what waits in a programme or on a board, longest first: one more than fits on a page."""
    found = visible_cases(seen_by).where(waits(), *_within(programme, board))
    if after is not None:
        found = found.where(tuple_(Case.waits_since, Case.id) > tuple_(*after))
    return _rows(found.order_by(Case.waits_since, Case.id), programme.id, seen_by)


def list_judged(
    programme: Programme, board: Board | None = None, *, seen_by: Actor, before: Place | None = None
) -> list[CaseRow]:
    """Return what was judged in a programme or on a board, newest first: one more than fits on a page."""
    found = visible_cases(seen_by).where(
        Case.waits_since.is_(None), Case.handled_at.is_not(None), *_within(programme, board)
    )
    if before is not None:
        found = found.where(tuple_(Case.handled_at, Case.id) < tuple_(*before))
    return _rows(found.order_by(Case.handled_at.desc(), Case.id.desc()), programme.id, seen_by)


def _within(programme: Programme, board: Board | None) -> tuple[ColumnElement[bool], ...]:
    here = Programme.id == programme.id
    return (here,) if board is None else (here, Board.id == board.id)


def get_case_to_change(case_id: int, *, seen_by: Actor) -> Case:
    """Return one case, held until this request ends; raise NoResultFound."""
    _hold_places(Case.id == case_id, actor=seen_by)
    held = visible_cases(seen_by).where(Case.id == case_id).with_for_update(of=Case)
    found: Case = db.session.scalars(held, execution_options={"populate_existing": True}).one()
    return found


def _hold_places(which: ColumnElement[bool], *, actor: Actor) -> None:
    """Hold what these cases are under first, in one order, as everybody does who changes words there."""
    cases = visible_cases(actor).where(which)
    for table, number, under in (
        (Initiative, Initiative.id, Case.initiative_id),
        (LearningMoment, LearningMoment.id, Case.moment_id),
        (Reflection, Reflection.id, Case.reflection_id),
        (ObstacleShare, ObstacleShare.moment_id, Case.moment_id),
    ):
        held = select(table).where(number.in_(cases.with_only_columns(under))).order_by(number)
        db.session.scalars(held.with_for_update(), execution_options={"populate_existing": True}).all()


def get_case_row(case_id: int, *, seen_by: Actor) -> CaseRow:
    """Return one case with all that a page about it shows; raise NoResultFound."""
    programme_id = db.session.scalars(
        visible_cases(seen_by).where(Case.id == case_id).with_only_columns(Programme.id)
    ).one()
    (row,) = _rows(visible_cases(seen_by).where(Case.id == case_id), programme_id, seen_by)
    return row


def get_case_rows_to_change(
    case_ids: Collection[int], programme: Programme, *, seen_by: Actor
) -> list[CaseRow]:
    """Return these cases of a programme, held until this request ends; what is out of sight is left out."""
    _hold_places(Case.id.in_(case_ids), actor=seen_by)
    held = visible_cases(seen_by).where(Case.id.in_(case_ids)).order_by(Case.id).with_for_update(of=Case)
    db.session.scalars(held, execution_options={"populate_existing": True}).all()
    found = visible_cases(seen_by).where(Case.id.in_(case_ids), Programme.id == programme.id)
    return _rows(found.order_by(Case.id), programme.id, seen_by, at_most=len(case_ids))


def count_waiting(actor: Actor) -> list[tuple[str, str, int]]:
    """Return for each programme where something waits for this person: its name, its slug and how many."""
    if not (actor.team_of or actor.manages or actor.leads or actor.is_admin):
        return []
    rows = visible_cases(actor).where(waits()).with_only_columns(Programme.name, Programme.slug, func.count())
    grouped = rows.group_by(Programme.id, Programme.name, Programme.slug).order_by(Programme.name)
    return [(name, slug, number) for name, slug, number in db.session.execute(grouped)]


def _rows(found: Select[Any], programme_id: int, actor: Actor, *, at_most: int = A_PAGE + 1) -> list[CaseRow]:
    of_learning = case(
        (OF_SHARE, ObstacleShare.shared_by_id),
        else_=func.coalesce(Reflection.author_id, LearningMoment.author_id),
    )
    author = func.coalesce(
        Comment.author_id, Update.author_id, Initiative.created_by_id, Initiative.coordinator_id, of_learning
    )
    belongs_to = func.coalesce(Comment.organisation_id, Update.organisation_id, Reflection.organisation_id)
    person = aliased(User)
    judge = select(person.name).where(person.id == Case.handled_by_id).correlate(Case).scalar_subquery()
    query = (
        found.outerjoin(User, User.id == author)
        .outerjoin(Organisation, Organisation.id == belongs_to)
        .with_only_columns(
            Case, Initiative, Comment, Update, LearningMoment, Reflection, ObstacleShare, User.name,
            Organisation.name, judge,
        )
        .options(*PLACES)
        .limit(at_most)
    )  # fmt: skip
    rows = [
        CaseRow(
            found_case,
            thing := _reported(said[0], *said[1:]),
            None if isinstance(thing, Learned) and thing.is_nameless else name,
            organisation,
            judged_by,
        )
        for found_case, *said, name, organisation, judged_by in db.session.execute(query)
    ]
    if rows:
        steering = steering_in(programme_id)
        _add_rights(rows, steering, actor)
        _add_reports(rows)
        _add_warnings(rows, programme_id)
    return rows


def _reported(
    initiative: Initiative | None,
    comment: Comment | None,
    update: Update | None,
    moment: LearningMoment,
    reflection: Reflection | None,
    share: ObstacleShare | None,
) -> Reported:
    if initiative is not None:
        return Thing(initiative, comment, update)
    return Learned(moment, reflection, share)


def _add_rights(rows: Sequence[CaseRow], steering: Steering, actor: Actor) -> None:
    for row in rows:
        row.roles, place = roles_of(row.thing, steering), row.thing.place
        if policy.may_judge(actor, place, row.thing.makers, row.roles):
            row.verdicts = policy.verdicts_on(
                waits=row.case.waits_since is not None,
                is_hidden=row.thing.is_hidden,
                links_wait=row.thing.links_wait,
                hidden_as=row.thing.hidden_as,
                moderator=moderates_as(actor, place),
            )
    others = {number for row in rows if not row.verdicts for number in _who_may(row, steering)}
    asked = select(User.id, User.name).where(User.id.in_(others))
    names = {row.id: row.name for row in db.session.execute(asked)} if others else {}
    for row in rows:
        if not row.verdicts:
            row.who_may = sorted(names[number] for number in _who_may(row, steering))


def _who_may(row: CaseRow, steering: Steering) -> set[int]:
    """Return who could judge it today, of those who steer."""
    return {
        number
        for number, roles in steering.items()
        if number not in row.thing.makers
        and any(
            may_act_on(role, *row.roles)
            for role, board_id in roles
            if board_id in {None, row.thing.place.board_id}
        )
    }


def _add_reports(rows: Sequence[CaseRow]) -> None:
    """Add what people reported: of what waits the reports that are open, else those of the last verdict."""
    by_id = {row.case.id: row for row in rows}
    asked = (
        select(Report.case_id, Report.reason, Report.words, Report.handled_at)
        .where(Report.case_id.in_(by_id))
        .order_by(Report.id.desc())
    )
    counts: dict[int, dict[ReportReason, int]] = defaultdict(dict)
    for case_id, reason, words, handled_at in db.session.execute(asked.limit(2000)):
        row = by_id[case_id]
        if row.case.waits_since is not None and handled_at is not None:
            continue
        counts[case_id][reason] = counts[case_id].get(reason, 0) + 1
        if words and len(row.words) < WORDS_AT_MOST:
            row.words.append(words)
    for case_id, reasons in counts.items():
        by_id[case_id].reasons = sorted(reasons.items(), key=lambda each: -each[1])


def _add_warnings(rows: Sequence[CaseRow], programme_id: int) -> None:
    """Add when the author was warned, or something of theirs was hidden, in this programme before."""
    authors = {row.thing.author_id for row in rows} - {None}
    asked = (
        select(Warned.user_id, Warned.warned_at)
        .outerjoin(Board, Board.id == Warned.board_id)
        .where(
            Warned.user_id.in_(authors),
            func.coalesce(Board.programme_id, Warned.programme_id) == programme_id,
            Warned.verdict.in_((Verdict.WARNED, Verdict.HIDDEN)),
        )
        .order_by(Warned.id.desc())
    )
    found: dict[int, list[datetime]] = defaultdict(list)
    for user_id, moment in db.session.execute(asked.limit(500)):
        found[user_id].append(moment)
    for row in rows:
        moments, judged_at = found.get(row.thing.author_id or 0, []), row.case.handled_at
        is_over = row.case.waits_since is None and judged_at is not None
        row.earlier = [at for at in moments if not is_over or (judged_at is not None and at < judged_at)]
