"""What happened in public in a programme, on a board or in an initiative, as everybody may read it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from workspace.access import VISITOR
from workspace.activity.models import Event
from workspace.addresses import address_of_initiative
from workspace.boards.queries.boards import get_board
from workspace.db import db
from workspace.following.models import INSIDERS_ONLY, NAMELESS, TELLS, FollowedKind, Why
from workspace.following.queries.notices import HAPPENED, Told, is_still_there, sees_where, with_place
from workspace.initiatives.queries import get_initiative
from workspace.programmes.queries.programmes import get_programme

ENTRIES = 40
# Who did it is named in a feed only where the public page says it beside the words, or in its history.
NAMED = frozenset(
    {
        "initiative_posted",
        "initiative_edited",
        "initiative_moved",
        "initiative_ended",
        "initiative_news",
        "handover_accepted",
        "comment_posted",
        "question_answered",
    }
)


def _told_for(*reasons: Why) -> frozenset[str]:
    found = {verb for verb, tells in TELLS.items() if tells.why.intersection(reasons)}
    return frozenset(found - NAMELESS - INSIDERS_ONLY)


# Which verbs are in a feed, and which column holds what it is of.
FEEDS: dict[FollowedKind, tuple[frozenset[str], Any]] = {
    FollowedKind.PROGRAMME: (_told_for(Why.PROGRAMME, Why.BOARD), Event.programme_id),
    FollowedKind.BOARD: (_told_for(Why.BOARD), Event.board_id),
    FollowedKind.INITIATIVE: (_told_for(Why.INITIATIVE, Why.BOARD), Event.initiative_id),
}


class Feed(NamedTuple):
    """A public thing with its page, and what happened there, newest first."""

    kind: FollowedKind
    id: int
    name: str
    page: str
    since: datetime
    entries: list[Told]

    @property
    def updated_at(self) -> datetime:
        return self.entries[0].happened_at if self.entries else self.since


def feed_of_programme(slug: str) -> Feed:
    """Return the feed of a public programme; raise NoResultFound for any other."""
    found = get_programme(slug, seen_by=VISITOR)
    return _feed(FollowedKind.PROGRAMME, found.id, found.name, f"/programmas/{found.slug}", found.created_at)


def feed_of_board(programme_slug: str, slug: str) -> Feed:
    """Return the feed of a public board; raise NoResultFound for any other."""
    found = get_board(programme_slug, slug, seen_by=VISITOR)
    page = f"/programmas/{programme_slug}/{found.slug}"
    return _feed(FollowedKind.BOARD, found.id, found.title, page, found.created_at)


def feed_of_initiative(initiative_id: int) -> Feed:
    """Return the feed of a public initiative; raise NoResultFound for any other."""
    found = get_initiative(initiative_id, seen_by=VISITOR)
    page = address_of_initiative(found.id, found.title)
    return _feed(FollowedKind.INITIATIVE, found.id, found.title, page, found.created_at)


def _feed(kind: FollowedKind, number: int, name: str, page: str, since: datetime) -> Feed:
    verbs, column = FEEDS[kind]
    query = with_place(select(Event.id, *HAPPENED).select_from(Event)).where(
        column == number,
        Event.is_public,
        Event.verb.in_(verbs),
        sees_where(VISITOR),
        is_still_there(),
    )
    rows = db.session.execute(query.order_by(Event.id.desc()).limit(ENTRIES))
    entries = [Told(0, event_id, Why.PROGRAMME, False, None, *rest) for event_id, *rest in rows]
    return Feed(kind, number, name, page, since, [_as_public(entry) for entry in entries])


def _as_public(entry: Told) -> Told:
    return entry if entry.verb in NAMED else entry._replace(who=None)
