"""What can be reported: a comment, news, or an initiative itself, as one kind of thing."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from markupsafe import Markup
from sqlalchemy import select

from workspace.access import Actor, Role
from workspace.boards.models import Board
from workspace.comments.models import Audience, Comment
from workspace.comments.queries import visible_comments
from workspace.db import db
from workspace.initiatives.models import Case, Initiative, ThingKind, Update, Visibility
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.programmes.models import Programme
from workspace.text import links_in


class Written:
    """What follows from the words of what can be reported, whatever it is."""

    @property
    def text(self) -> str:
        raise NotImplementedError

    @property
    def is_hidden(self) -> bool:
        raise NotImplementedError

    @property
    def digest(self) -> str:
        """A fingerprint of its words, to see whether they were changed."""
        return sha256(self.text.encode()).hexdigest()

    def stamp(self, case: Case) -> str:
        """Return what changes with each verdict and each change of the words."""
        return f"{case.rounds}-{int(self.is_hidden)}-{self.digest[:12]}"


@dataclass(frozen=True)
class Thing(Written):
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
    def about(self) -> str:
        """What its case is known by, such as reactie-12: one for each thing."""
        return f"{self.kind.value}-{self.number}"

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

    @property
    def place(self) -> Initiative:
        """Where it stands: what follows from the place is asked of this."""
        return self.initiative

    @property
    def programme(self) -> Programme:
        return self.initiative.board.programme

    @property
    def board(self) -> Board:
        return self.initiative.board

    @property
    def reference(self) -> int:
        """What names it in an address."""
        return self.number

    @property
    def written_at(self) -> datetime:
        return (self.comment or self.update or self.initiative).created_at

    @property
    def edited_at(self) -> datetime | None:
        return self.comment.edited_at if self.comment is not None else None

    @property
    def subject(self) -> dict[str, int | None]:
        """The columns of a case that point at it."""
        return {
            "initiative_id": self.initiative.id,
            "comment_id": self.comment.id if self.comment else None,
            "update_id": self.update.id if self.update else None,
        }

    @property
    def event_board_id(self) -> None:
        """The board an event about it names, where it stands with no initiative, which names its own."""
        return None

    @property
    def event_initiative_id(self) -> int | None:
        """What an event about it names; a hidden initiative is not named to who sees it no more."""
        return None if self.initiative.hidden_at else self.initiative.id


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
