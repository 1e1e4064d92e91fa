"""Round after round of mail servers that fail and workers that are killed: nothing lost, nothing twice."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, insert, select

from tests import cast
from tests.digests.unsteady import (
    GONE,
    Figures,
    Lines,
    Unsteady,
    short_patience,
    start_worker,
    wait_for,
    work,
)
from tests.mail.servers import free_port, settings_for
from tests.rounds import rounds
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.digests.models import MailedNotice
from workspace.following.models import Notice, Why
from workspace.mail.models import ATTEMPTS_AT_MOST, OutgoingMail

ROUNDS = rounds(200, few=25)
PEOPLE = 2  # new ones in each round; the digest of each is due
THINGS = 40  # that notices are about, each with a title of its own
START = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)  # a Friday, after seven in the Netherlands
STEP = timedelta(minutes=15)  # longer than a worker that died keeps its message
SEED = 20261127


class Story:
    """What was told to whom, and what became of it."""

    def __init__(self, board, maker: User) -> None:
        self.random = Random(SEED)
        self.people: list[tuple[int, str]] = []
        self.told: dict[tuple[str, str], int] = {}  # address and title -> notice
        self.events: dict[str, int] = {}
        for number in range(THINGS):
            place = cast.make_initiative(f"Ding {number}", board, maker)
            happened = cast.save(
                Event(
                    verb="initiative_news",
                    programme_id=board.programme_id,
                    board_id=board.id,
                    initiative_id=place.id,
                    is_public=True,
                    spread_at=START,
                )
            )
            self.events[place.title] = happened.id

    def go_on(self, round_number: int) -> None:
        """Add people whose digest is due, and something addressed to somebody who was there before."""
        for number in range(PEOPLE):
            gone = GONE if self.random.random() < 0.03 else "mens"
            address = f"{gone}-{round_number}-{number}@example.nl"
            user = User(email=address, name=address, confirmed_at=START)
            db.session.add(user)
            db.session.flush()
            self.people.append((user.id, address))
            for title in self.random.sample(sorted(self.events), 3):
                self._tell(user.id, address, title, START - timedelta(hours=3), at_once=False)
        person, address = self.random.choice(self.people)
        new = [title for title in self.events if (address, title) not in self.told]
        self._tell(person, address, self.random.choice(new), now() - timedelta(minutes=2), at_once=True)
        db.session.commit()

    def _tell(self, user_id: int, address: str, title: str, made_at: datetime, *, at_once: bool) -> None:
        added = db.session.execute(
            insert(Notice)
            .values(
                user_id=user_id,
                event_id=self.events[title],
                why=Why.ADDRESSED if at_once else Why.JOINED,
                at_once=at_once,
                made_at=made_at,
            )
            .returning(Notice.id)
        )
        self.told[address, title] = added.scalar_one()


def unsent() -> dict[str, bool]:
    """Return the messages that we do not know a server took, and whether each was given up."""
    rows = db.session.execute(
        select(OutgoingMail.message_id, OutgoingMail.attempts).where(OutgoingMail.sent_at.is_(None))
    ).all()
    db.session.rollback()
    return {f"<{name}@example.nl>": attempts >= ATTEMPTS_AT_MOST for name, attempts in rows}


def play(app: Flask, story: Story, server: Unsteady, lines: Lines) -> Figures:
    """Play all rounds and then let a steady server and worker finish."""
    figures, settings, random = Figures(), settings_for(app, lines.port), Random(SEED + 1)
    with time_machine.travel(START, tick=False) as clock:
        server.is_steady = True
        story.go_on(ROUNDS)
        work(app, settings)  # once before the forks, so that none has to make templates and statements anew
        server.is_steady = False
        for number in range(ROUNDS):
            clock.move_to(START + number * STEP)
            story.go_on(number)
            before = len(server.taken)
            where = random.choice(["by the clock", "at a statement", "by the server"])
            die_at = random.randint(1, 90) if where == "at a statement" else 0
            db.session.remove()
            db.engine.dispose()  # nothing of it goes along into the workers
            with short_patience():
                workers = [start_worker(app, settings, die_at)]
                if number % 4 == 0:
                    workers.append(start_worker(app, settings))  # another one beside it
            server.worker = workers[0]
            patience = random.uniform(0.005, 0.15) if where == "by the clock" else None
            killed = [wait_for(worker, patience if worker == workers[0] else None) for worker in workers]
            server.worker = 0
            lines.settle()
            figures.rounds += 1
            figures.kills += sum(killed)
            figures.by_where[where] += sum(killed)
            unknown = unsent()
            figures.unsure.update(
                one.message_id for one in server.taken[before:] if one.message_id in unknown
            )
        figures.did = server.did.copy()
        server.is_steady = True
        for _ in range(20):
            clock.shift(timedelta(hours=4, minutes=5))
            work(app, settings)
            if all(unsent().values()):
                break
    return figures


@pytest.mark.slow
def test_every_digest_arrives_once_whatever_fails(app: Flask, board, rachida, record_property):
    story, server = Story(board, rachida), Unsteady(SEED)
    lines = Lines(server, hostname="127.0.0.1", port=free_port())
    lines.start()
    try:
        figures = play(app, story, server, lines)
    finally:
        lines.stop()

    arrived: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in server.taken:
        for title in one.titles:
            arrived[one.recipient, title].add(one.message_id)
    expected = {which for which in story.told if not which[0].startswith(GONE)}
    lost = expected - arrived.keys()
    assert not lost, f"{len(lost)} of {len(expected)} were lost. {figures}"
    assert not arrived.keys() - expected
    twice = {which: names for which, names in arrived.items() if len(names) > 1}
    assert not twice, f"In two messages: {twice}. {figures}"

    # The same message again only where nobody but the server could know that it was taken.
    times = Counter(one.message_id for one in server.taken)
    again = {name: number - 1 for name, number in times.items() if number > 1}
    for name, number in again.items():
        assert number <= figures.unsure[name], f"{name}: {number} duplicates. {figures}"

    gone = {which for which in story.told if which[0].startswith(GONE)}
    assert (
        sorted(unsent().values())
        == [True] * db.session.query(OutgoingMail).filter(OutgoingMail.recipient.startswith(GONE)).count()
    )
    assert db.session.scalar(select(func.count()).where(Notice.mailed_at.is_(None))) == 0
    assert db.session.query(MailedNotice).count() == len(expected) + len(gone)
    assert figures.rounds == ROUNDS and figures.kills > ROUNDS / 3
    double = f"{sum(again.values())} duplicates (of one message at most {max(again.values(), default=0)})"
    told = f"{len(expected)} notices in {len(times)} messages, {double}, {figures}"
    record_property("figures", told)
    print(told)  # noqa: T201 - shown with -s
