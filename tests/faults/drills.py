"""A server with people who write while something goes wrong, again and again."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flask import Flask

from tests.faults import checking
from tests.faults.people import Person
from tests.faults.servers import Server
from tests.faults.writing import Sent, Writer, writing
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import db

AGAIN = 3  # of what was acknowledged, to be sent a second time
MOST_UNHEARD = 15  # of the rest


class Drill:
    """The people, all that they sent, and what became of it."""

    def __init__(
        self,
        app: Flask,
        server: Server,
        people: Sequence[User],
        board: Board,
        seed: int,
        patience: float = 30,
    ) -> None:
        self.app, self.server, self.board_id = app, server, board.id
        self.pick = random.Random(seed)
        self.people = {user.id: Person(server, user, patience) for user in people}
        self.pulses = checking.pulses()
        self.everything: list[Sent] = []
        self.seconds: list[float] = []  # to recover, each time
        self.found: Counter[str] = Counter()
        db.session.rollback()

    @contextmanager
    def writing(self) -> Iterator[list[Writer]]:
        """Let everybody write until the block ends."""
        with writing(list(self.people.values()), self.board_id, [], self.pick) as writers:
            yield writers

    def sent_by(self, writers: Sequence[Writer]) -> list[Sent]:
        """Return all that these sent, which is kept for the end as well."""
        sent = [each for writer in writers for each in writer.sent]
        self.everything += sent
        return sent

    def check_and_send_again(self, sent: Sequence[Sent]) -> None:
        """Check; then send what was not acknowledged, and some of what was: each is there once."""
        self.found += checking.check_all(self.app, sent, self.pulses)
        unheard = [each for each in sent if not each.is_acknowledged]
        unheard = self.pick.sample(unheard, min(MOST_UNHEARD, len(unheard)))
        heard = [each for each in sent if each.is_acknowledged]
        again = unheard + self.pick.sample(heard, min(AGAIN, len(heard)))
        for each in again:
            each.by(self.people[each.user_id])
            assert each.is_acknowledged, (each.mark, each.status)
        checking.check_all(self.app, again, self.pulses)
        self.found["unheard"] += len(unheard)
        self.found["sent again"] += len(again)

    def check_everything(self) -> None:
        """Check all that was ever sent."""
        checking.check_all(self.app, self.everything, self.pulses)

    def figures(self) -> dict[str, int]:
        """Return what became of what they sent."""
        return {name.replace(" ", "_"): number for name, number in sorted(self.found.items())}
