"""What can be reported: a comment, news, or an initiative itself, as one kind of thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup
from sqlalchemy import Integer, cast, false, null, select, union_all

from workspace.access import Actor, Role
from workspace.boards.models import Board, BoardMember
from workspace.comments.models import Audience, Comment
from workspace.comments.queries import visible_comments
from workspace.db import db
from workspace.initiatives.models import Case, Initiative, ThingKind, Update, Visibility
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.organisations.queries import current
from workspace.programmes.models import TeamMember
from workspace.text import links_in
from workspace.times import today


@dataclass(frozen=True)
class Thing:
    """A comment, news, or without either an initiative, which was loaded with its board and programme."""

    initiative: Initiative
    comment: Comment | None = None
    update: Update | None = None

    @property
    def kind(self) -> ThingKind:
        if self.comment is not None:
            return ThingKind.COMMENT
        return ThingKind.INITIATIVE if self.update is None else ThingKind.NEWS

    @property
    def number(self) -> int:
        return (self.comment or self.update or self.initiative).id

    @property
    def makers(self) -> frozenset[int]:
        """Whose words these are."""
        if self.comment is not None:
            return frozenset({self.comment.author_id})
        if self.update is not None:
            return frozenset({self.update.author_id})
        both = {self.initiative.created_by_id, self.initiative.coordinator_id}
        return frozenset(number for number in both if number is not None)

    @property
    def author_id(self) -> int | None:
        """Who is told what becomes of it; of an initiative that was brought in perhaps nobody."""
        if self.comment is not None:
            return self.comment.author_id
        if self.update is not None:
            return self.update.author_id
        return self.initiative.created_by_id or self.initiative.coordinator_id

    @property
    def role(self) -> Role | None:
        """In which role it was written."""
        said = self.comment or self.update
        return said.role if said is not None else self.initiative.created_as

    @property
    def text(self) -> str:
        """All its words, as they were typed."""
        said = self.comment or self.update
        if said is not None:
            return said.body
        it = self.initiative
        parts = (it.title, it.summary, it.why, it.for_whom, it.place, it.helpers, it.asked, it.promised)
        return "\n\n".join(part for part in parts if part)

    @property
    def html(self) -> Markup | None:
        """Its words as they are shown; an initiative is shown as plain text."""
        said = self.comment or self.update
        return said.body_html if said is not None else None

    @property
    def digest(self) -> str:
        """A fingerprint of its words, to see whether they were changed."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def links(self) -> list[str]:
        return links_in(self.text) if self.links_wait else []

    @property
    def links_wait(self) -> bool:
        said = self.comment or self.update
        return said is not None and said.links_wait

    @property
    def is_hidden(self) -> bool:
        if self.comment is not None:
            return self.comment.removed_at is not None
        return (self.update or self.initiative).hidden_at is not None

    @property
    def hidden_as(self) -> Role | None:
        """In which role somebody hid it; None also when its author took it back."""
        if self.comment is not None:
            return self.comment.removed_as
        return (self.update or self.initiative).hidden_as

    @property
    def is_among_partners(self) -> bool:
        within = self.comment is not None and self.comment.audience == Audience.PARTNERS
        shown = self.initiative.shown_before or self.initiative.visibility
        return within or shown == Visibility.PARTNERS

    def stamp(self, case: Case) -> str:
        """Return what changes with each verdict and each change of the words."""
        return f"{case.rounds}-{int(self.is_hidden)}-{self.digest[:12]}"


def get_thing(kind: ThingKind, number: int, *, seen_by: Actor, to_change: bool = False) -> Thing:
    """Return what can be reported; raise NoResultFound if it is absent or out of sight.

    `to_change` holds its initiative first, as everybody does who changes or judges words there.
    """
    find = get_initiative_to_change if to_change else get_initiative
    match kind:
        case ThingKind.COMMENT:
            comments = visible_comments(seen_by).where(Comment.id == number)
            initiative = find(
                db.session.scalars(comments.with_only_columns(Comment.initiative_id)).one(), seen_by=seen_by
            )
            return Thing(initiative, comment=db.session.scalars(comments).one())
        case ThingKind.NEWS:
            updates = select(Update).where(Update.id == number)
            initiative = find(
                db.session.scalars(updates.with_only_columns(Update.initiative_id)).one(), seen_by=seen_by
            )
            return Thing(initiative, update=db.session.scalars(updates).one())
        case _:
            return Thing(find(number, seen_by=seen_by))


# Who steers now, by person: their role, and the board where they lead (None: everywhere in the programme).
Steering = Mapping[int, list[tuple[Role, int | None]]]


def steering_in(programme_id: int) -> Steering:
    """Return who steers a programme or one of its boards today, in one query."""
    day = today()
    team = select(TeamMember.user_id, cast(null(), Integer), TeamMember.is_manager).where(
        TeamMember.programme_id == programme_id, current(TeamMember, day)
    )
    leads = (
        select(BoardMember.user_id, BoardMember.board_id, false())
        .join(BoardMember.board)
        .where(Board.programme_id == programme_id, BoardMember.is_lead, current(BoardMember, day))
    )
    found: dict[int, list[tuple[Role, int | None]]] = {}
    for user_id, board_id, is_manager in db.session.execute(union_all(team, leads)):
        role = Role.MANAGER if is_manager else Role.TEAM
        found.setdefault(user_id, []).append((role if board_id is None else Role.THEME_LEAD, board_id))
    return found


def roles_of(thing: Thing, steering: Steering) -> tuple[Role, ...]:
    """Return the roles of who made a thing: in which they wrote it, and in which they steer now."""
    then = () if thing.role is None else (thing.role,)
    now = (
        role
        for maker in thing.makers
        for role, board_id in steering.get(maker, ())
        if board_id in {None, thing.initiative.board_id}
    )
    return (*then, *now)
