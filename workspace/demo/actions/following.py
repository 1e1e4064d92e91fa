"""Writing what people follow, and telling them of the last days as the worker does."""

from sqlalchemy import select, update

from workspace.access import Actor
from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.db import db
from workspace.demo.actions.moments import DAY
from workspace.demo.actions.story import Story
from workspace.demo.queries import Texts
from workspace.following.actions import spread_events
from workspace.following.models import FRESH, Follow, FollowedKind, Notice
from workspace.programmes.models import Programme


class FollowWriter:
    """Writes what people follow, and what they were told of that."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def add(self, programme: Programme, texts: Texts) -> None:
        """Add what people chose to follow; each line reads [who, kind, name]."""
        boards = select(Board.title, Board.id).where(Board.programme_id == programme.id)
        numbers = {(FollowedKind.BOARD, title): number for title, number in db.session.execute(boards)}
        numbers[FollowedKind.PROGRAMME, programme.name] = programme.id
        for who, name, title in texts.get("follows", []):
            kind = FollowedKind(name)
            if kind is FollowedKind.INITIATIVE:
                number = self.story.subjects["initiative", title][1]
            elif kind is FollowedKind.ORGANISATION:
                number = self.story.organisations[title].id
            else:
                number = numbers[kind, title]
            person = self.story.people[who]
            db.session.add(
                Follow(user_id=person.id, kind=kind, subject_id=number, chosen_at=self.story.clock(200))
            )

    def spread_the_last_days(self, *, by: Actor) -> None:
        """Tell people what happened in the last days; what is older was told, and mailed, long ago.

        A notice was made when it happened. Only what happened in the last day still waits for a message.
        """
        old = (
            update(Event)
            .where(Event.happened_at < self.story.now - FRESH)
            .values(spread_at=Event.happened_at)
        )
        db.session.execute(old.execution_options(synchronize_session=False))
        while spread_events(by=by):
            pass
        happened = select(Event.happened_at).where(Event.id == Notice.event_id).scalar_subquery()
        made = update(Notice).values(made_at=happened)
        db.session.execute(made.execution_options(synchronize_session=False))
        mailed = update(Notice).where(Notice.made_at < self.story.now - DAY).values(mailed_at=Notice.made_at)
        db.session.execute(mailed.execution_options(synchronize_session=False))
