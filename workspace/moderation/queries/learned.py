"""What can be reported of learning: a moment, a reflection on it, or how an obstacle is shared."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import contains_eager
from sqlalchemy.sql.base import ExecutableOption

from workspace.access import Actor, Role
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative, ThingKind
from workspace.learning.models import LearningMoment, ObstacleShare, Reflection
from workspace.learning.queries.sight import readable_moments
from workspace.moderation.queries.things import Thing, Written, get_thing
from workspace.programmes.models import Openness, Programme

OF_LEARNING = (ThingKind.MOMENT, ThingKind.REFLECTION, ThingKind.OBSTACLE)


@dataclass(frozen=True)
class Learned(Written):
    """A reflection, the words in which an obstacle is shared, or without either a moment, with its place."""

    moment: LearningMoment
    reflection: Reflection | None = None
    share: ObstacleShare | None = None

    initiative = None  # where it stands is `place`
    html: Markup | None = None
    links_wait = False

    @property
    def said(self) -> LearningMoment | Reflection | ObstacleShare:
        return self.reflection or self.share or self.moment

    @property
    def kind(self) -> ThingKind:
        if self.reflection is not None:
            return ThingKind.REFLECTION
        return ThingKind.MOMENT if self.share is None else ThingKind.OBSTACLE

    @property
    def number(self) -> int:
        return self.moment.id if self.reflection is None else self.reflection.id

    @property
    def reference(self) -> int | str:
        """What names it in an address: readers elsewhere know a shared obstacle by its handle only."""
        return self.number if self.share is None else self.share.handle

    @property
    def about(self) -> str:
        """What its case is known by, such as reactie-12: one for each thing."""
        return f"{self.kind.value}-{self.number}"

    @property
    def makers(self) -> frozenset[int]:
        """Whose words these are."""
        return frozenset({self.author_id})

    @property
    def author_id(self) -> int:
        """Who is told what becomes of it."""
        if self.share is not None:
            return self.share.shared_by_id
        return (self.reflection or self.moment).author_id

    @property
    def role(self) -> Role | None:
        """In which role it was written; who shares an obstacle does so in the role they have now."""
        return None if self.share is not None else (self.reflection or self.moment).role

    @property
    def is_nameless(self) -> bool:
        """Tell whether nobody is told who wrote it: a moment told by role only."""
        return self.reflection is None and self.share is None and self.moment.is_role_only

    @property
    def text(self) -> str:
        """All its words, as they were typed."""
        if self.share is not None:
            return f"{self.share.theme}\n\n{self.share.text}"
        if self.reflection is not None:
            return self.reflection.body
        it = self.moment
        name = "" if it.is_role_only else it.said_by
        return "\n\n".join(part for part in (it.what, name, it.said_as) if part)

    @property
    def links(self) -> list[str]:
        return []

    @property
    def is_hidden(self) -> bool:
        return self.said.hidden_at is not None

    @property
    def hidden_as(self) -> Role | None:
        """In which role somebody hid it."""
        return self.said.hidden_as

    @property
    def is_among_partners(self) -> bool:
        return self.share is None and (self.reflection or self.moment).openness == Openness.PARTNERS

    @property
    def place(self) -> LearningMoment:
        """Where it stands: what follows from the place is asked of this."""
        return self.moment

    @property
    def programme(self) -> Programme:
        return self.moment.programme

    @property
    def board(self) -> Board | None:
        return self.moment.board

    @property
    def written_at(self) -> datetime:
        if self.share is not None:
            return self.share.shared_at
        return self.moment.caught_at if self.reflection is None else self.reflection.written_at

    @property
    def edited_at(self) -> datetime | None:
        return None if self.share is not None else (self.reflection or self.moment).edited_at

    @property
    def subject(self) -> dict[str, int | None]:
        """The columns of a case that point at it."""
        return {
            "moment_id": self.moment.id,
            "reflection_id": None if self.reflection is None else self.reflection.id,
        }

    @property
    def event_board_id(self) -> int | None:
        return self.moment.board_id

    @property
    def event_initiative_id(self) -> None:
        return None


# What can be reported: every feature that takes part in moderation answers to the same questions.
Reported = Thing | Learned


def get_reported(kind: ThingKind, name: int | str, *, seen_by: Actor, to_change: bool = False) -> Reported:
    """Return what can be reported, by its number, or an obstacle by its handle.

    Raise NoResultFound if it is absent or out of sight. `to_change` holds what it stands with first.
    """
    if kind not in OF_LEARNING:
        return get_thing(kind, int(name), seen_by=seen_by, to_change=to_change)
    if kind == ThingKind.OBSTACLE:
        return _get_obstacle(str(name), seen_by, to_change)
    if kind == ThingKind.MOMENT:
        return Learned(_get_moment(int(name), seen_by, to_change))
    return _get_reflection(int(name), seen_by, to_change)


def _get_moment(number: int, seen_by: Actor, to_change: bool) -> LearningMoment:
    query = readable_moments(seen_by).where(LearningMoment.id == number).options(*in_place())
    if to_change:
        query = query.with_for_update(of=LearningMoment).execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def _get_reflection(number: int, seen_by: Actor, to_change: bool) -> Learned:
    kept = (Reflection.id == number, Reflection.withdrawn_at.is_(None))
    moment_id = db.session.scalars(select(Reflection.moment_id).where(*kept)).one()
    moment = _get_moment(moment_id, seen_by, to_change)
    query = select(Reflection).where(*kept)
    if to_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    reflection = db.session.scalars(query).one()
    is_inside = moment.programme_id in seen_by.insider_in or reflection.author_id == seen_by.id
    if reflection.openness == Openness.PARTNERS and not is_inside:
        raise NoResultFound
    return Learned(moment, reflection=reflection)


def _get_obstacle(handle: str, seen_by: Actor, to_change: bool) -> Learned:
    """Readers elsewhere see what is shared, without the place: what they may know is asked of policy."""
    query = select(ObstacleShare).where(ObstacleShare.handle == handle)
    found = db.session.scalars(query).one()
    moments = select(LearningMoment).join(LearningMoment.programme).outerjoin(LearningMoment.initiative)
    moments = moments.outerjoin(LearningMoment.board).options(*in_place())
    shown = moments.where(LearningMoment.id == found.moment_id, LearningMoment.is_shown)
    if to_change:
        shown = shown.with_for_update(of=LearningMoment).execution_options(populate_existing=True)
        query = query.with_for_update()
    moment = db.session.scalars(shown).one()
    share = db.session.scalars(query.execution_options(populate_existing=True)).one()
    return Learned(moment, share=share)


def in_place() -> tuple[ExecutableOption, ...]:
    """Return what to load of a moment that was joined with programme, initiative and board."""
    return (
        contains_eager(LearningMoment.programme),
        contains_eager(LearningMoment.board).contains_eager(Board.programme),
        contains_eager(LearningMoment.initiative)
        .contains_eager(Initiative.board)
        .contains_eager(Board.programme),
    )
