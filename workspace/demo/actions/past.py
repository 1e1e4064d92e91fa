"""Letting people do things on a day that has been, through the actions, as they would have done it then."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import make_transient

from workspace.access import Actor
from workspace.activity.models import Event
from workspace.boards.queries.actors import get_actors
from workspace.db import change_rows, db
from workspace.demo.actions.moments import DAY
from workspace.demo.actions.story import Story
from workspace.initiatives.models import Initiative
from workspace.times import elsewhere, set_back


class Past:
    """Sets the clock of this process back for one act, and gives whoever acts with the rights of that day.

    What the story tells is there already: accounts are drawn from it. `settle` puts what the actions told
    among it, so that numbers of events follow time.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self._behind = elsewhere(story.now) - story.now
        self._newest = db.session.scalar(select(func.max(Event.id))) or 0
        active = select(Initiative.id, Initiative.active_at, Initiative.partner_active_at)
        self._active = {number: (one, other) for number, one, other in db.session.execute(active)}

    @contextmanager
    def on(self, day: date, hour: float, who: str) -> Iterator[Actor]:
        """Let it be this hour (UTC) of that day, and give who acts; afterwards it is now again."""
        there = self.story.clock((self.story.today - day).days, hour)
        set_back((self._behind + (self.story.now - there)) / DAY)
        try:
            person = self.story.people[who]
            yield get_actors([person.id])[person.id]
            db.session.flush()  # what is written later would carry the wrong moment
        finally:
            set_back(self._behind / DAY)

    def settle(self) -> None:
        """Number all events in the order of time, and let no initiative seem to have slept since."""
        told = select(Event).where(Event.id > self._newest, Event.initiative_id.is_not(None))
        mine: dict[int | None, list[Event]] = defaultdict(list)
        for event in db.session.scalars(told):
            mine[event.initiative_id].append(event)
        for number, events in mine.items():
            public, partners = self._active[number or 0]
            latest = {
                "active_at": max([public, *(event.happened_at for event in events if event.is_public)]),
                "partner_active_at": max([partners, *(event.happened_at for event in events)]),
            }
            rows = update(Initiative).where(Initiative.id == number).values(latest)
            change_rows(rows)
        happened = list(db.session.scalars(select(Event).order_by(Event.happened_at, Event.id)))
        for event in happened:
            make_transient(event)
        db.session.execute(delete(Event))
        for event in happened:
            event.id = None  # type: ignore[assignment]  # it gets the next one
        db.session.add_all(happened)
        db.session.flush()
