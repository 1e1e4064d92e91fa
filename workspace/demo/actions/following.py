"""Writing what people follow, and telling them of the last days as the worker does."""

from secrets import token_urlsafe

from sqlalchemy import and_, or_, select, update

from workspace.access import Actor
from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.db import change_rows, db
from workspace.demo.actions.moments import DAY
from workspace.demo.actions.story import Story
from workspace.demo.queries import Texts
from workspace.digests.models import WORKING_DAYS, MailChoice, as_bits
from workspace.following.actions import spread_events
from workspace.following.models import FRESH, Follow, FollowedKind, Notice
from workspace.programmes.models import Programme


class FollowWriter:
    """Writes what people follow, and what they were told of that."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def add(self, programme: Programme, texts: Texts) -> None:
        """Add what people follow, each line [who, kind, name]; and who wants mail on working days."""
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

        for who in texts.get("daily_mail", []):
            choice = MailChoice(user_id=self.story.people[who].id, days=as_bits(WORKING_DAYS), at_once=True)
            choice.unsubscribe_key, choice.chosen_at = token_urlsafe(32), self.story.clock(200)
            choice.digested_at = self.story.clock(1)
            db.session.add(choice)

    def spread_the_last_days(self, *, by: Actor) -> None:
        """Tell people what happened in the last days; what is older was told, and mailed, long ago.

        A notice was made when it happened. What is new since the digests of yesterday still waits for one;
        what is addressed to somebody was mailed then, unless it is of the last day.
        """
        old = (
            update(Event)
            .where(Event.happened_at < self.story.now - FRESH)
            .values(spread_at=Event.happened_at)
        )
        change_rows(old)
        while spread_events(by=by):
            pass
        happened = select(Event.happened_at).where(Event.id == Notice.event_id).scalar_subquery()
        made = update(Notice).values(made_at=happened)
        change_rows(made)
        is_mailed = or_(
            Notice.made_at < self.story.clock(1, 6),
            and_(Notice.at_once, Notice.made_at < self.story.now - DAY),
        )
        mailed = update(Notice).where(is_mailed).values(mailed_at=Notice.made_at)
        change_rows(mailed)
