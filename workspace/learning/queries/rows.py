"""Moments as lists, pages and documents show them, in typed rows."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, func, null, select

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.learning.models import LearningMoment, MomentKind, MomentPicture, shown_as
from workspace.learning.queries.sight import place_in_sight, seen_by_everybody, visible_moments
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness, Programme

AT_MOST = 1000  # moments in one period


class MomentRow(NamedTuple):
    """A moment with its picture and who caught it.

    Of one told by role only it holds no name, for nobody: neither of who says it nor of who caught it.
    `author` may be None; `role` and `organisation` are those of who caught it, at that moment.
    """

    id: int
    kind: MomentKind
    what: str
    happened_on: date
    openness: Openness
    is_public: bool  # everybody may read it, and sees where it was caught
    said_by: str
    said_as: str
    is_role_only: bool
    author_id: int
    author: str | None
    role: Role
    organisation: str | None
    caught_at: datetime
    edited_at: datetime | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    hidden_at: datetime | None  # by who moderates, after a report
    programme_id: int
    programme: str
    programme_slug: str
    board_id: int | None
    board: str | None
    board_slug: str | None
    initiative_id: int | None  # None also when whoever reads does not see the initiative
    initiative: str | None
    meeting_id: int | None
    file_name: str | None  # of the picture
    alt: str | None
    width: int | None  # pixels
    height: int | None

    @property
    def is_shown(self) -> bool:
        """Whether others than its author and who steers may see it."""
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def shown_as(self) -> str:
        """Who says it, as it stands beside the words."""
        return shown_as(self)


def rows_of(moments: Select[LearningMoment], seen_by: Actor) -> Select[*tuple[Any, ...]]:
    """Return moments, in a query that begins in `sight`, with the columns of MomentRow."""
    nameless = LearningMoment.is_role_only
    seen = place_in_sight(seen_by)
    everybody = and_(seen_by_everybody(), LearningMoment.is_shown)
    return (
        moments.join(User, User.id == LearningMoment.author_id)
        .outerjoin(Organisation, Organisation.id == LearningMoment.organisation_id)
        .outerjoin(MomentPicture, MomentPicture.moment_id == LearningMoment.id)
        .with_only_columns(
            LearningMoment.id,
            LearningMoment.kind,
            LearningMoment.what,
            LearningMoment.happened_on,
            LearningMoment.openness,
            func.coalesce(everybody, False).label("is_public"),
            case((nameless, ""), else_=LearningMoment.said_by).label("said_by"),
            LearningMoment.said_as,
            LearningMoment.is_role_only,
            LearningMoment.author_id,
            case((nameless, null()), else_=User.name).label("author"),
            LearningMoment.role,
            Organisation.name.label("organisation"),
            LearningMoment.caught_at,
            LearningMoment.edited_at,
            LearningMoment.published_at,
            LearningMoment.withdrawn_at,
            LearningMoment.hidden_at,
            LearningMoment.programme_id,
            Programme.name.label("programme"),
            Programme.slug.label("programme_slug"),
            LearningMoment.board_id,
            case((seen, Board.title)).label("board"),
            case((seen, Board.slug)).label("board_slug"),
            case((seen, LearningMoment.initiative_id)).label("initiative_id"),
            case((seen, Initiative.title)).label("initiative"),
            LearningMoment.meeting_id,
            MomentPicture.file_name,
            MomentPicture.alt,
            MomentPicture.width,
            MomentPicture.height,
        )
    )


def read_moment(moment_id: int, seen_by: Actor) -> MomentRow:
    """Return one moment that this person may know about, as its page shows it; raise NoResultFound."""
    query = rows_of(visible_moments(seen_by).where(LearningMoment.id == moment_id), seen_by)
    return MomentRow(*db.session.execute(query).one())


def get_picture_name(file_name: str, seen_by: Actor) -> str:
    """Return the name of the file of a picture whose moment this person may see; raise NoResultFound."""
    query = (
        visible_moments(seen_by)
        .join(MomentPicture, MomentPicture.moment_id == LearningMoment.id)
        .where(MomentPicture.file_name == file_name)
        .with_only_columns(MomentPicture.file_name)
    )
    return db.session.scalars(query).one()


def find_picture(moment_id: int) -> MomentPicture | None:
    """Return the picture of a moment that was loaded already, or None."""
    return db.session.scalar(select(MomentPicture).where(MomentPicture.moment_id == moment_id))
