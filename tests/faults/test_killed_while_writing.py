"""The server is killed at a random moment while people write: nothing acknowledged is lost, nothing half."""

import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import pytest
from flask import Flask

from tests.faults import checking, figures
from tests.faults.people import Person
from tests.faults.servers import Server
from tests.faults.writing import Sent, writing
from tests.rounds import rounds
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import db

pytestmark = pytest.mark.slow

KILLS = rounds(200, few=4)
PLANTED = 12  # kills, in which a planted mistake must show
LONGEST = 0.9  # seconds of writing before a kill
COLD = 20  # one start in so many reads all its code from the disk, as after a crash of a machine
EVERY = 4  # one in so many kills is of the worker alone, which the watcher starts again
AGAIN = 3  # of what was acknowledged, to be sent a second time
RECOVERED_WITHIN = 20  # seconds


class Drill:
    """A server with people who write, that is killed over and over."""

    def __init__(self, app: Flask, server: Server, people: Sequence[User], board: Board, seed: int) -> None:
        self.app, self.server, self.board_id = app, server, board.id
        self.pick = random.Random(seed)
        self.people = {user.id: Person(server, user) for user in people}
        self.pulses = checking.pulses()
        self.everything: list[Sent] = []
        self.seconds: list[float] = []
        self.found: Counter[str] = Counter()
        db.session.rollback()

    def round(self, *, worker_only: bool) -> None:
        """Let them write, kill, start, and check; then send again what nothing was heard of."""
        with writing(list(self.people.values()), self.board_id, [], self.pick) as writers:
            time.sleep(self.pick.uniform(0.1, LONGEST))
            begin = time.monotonic()
            if worker_only:
                self.server.kill_worker()
            else:
                self.server.kill()
        sent = [each for writer in writers for each in writer.sent]
        self.everything += sent
        refused = [(each.mark, each.status) for each in sent if (each.status or 0) >= 400]
        assert not refused or self.server.planted, refused
        if worker_only:
            self.server.wait_for(200, time.monotonic() + RECOVERED_WITHIN)
        else:
            self.server.start(cold=len(self.seconds) % COLD == COLD - 1)
        self.seconds.append(time.monotonic() - begin)
        self.found += checking.check_all(self.app, sent, self.pulses)
        self._send_again(sent)

    def _send_again(self, sent: Sequence[Sent]) -> None:
        """Send what nothing was heard of, and some of what was acknowledged: each is there once."""
        unheard = [each for each in sent if each.status is None]
        heard = [each for each in sent if each.status is not None]
        again = unheard + self.pick.sample(heard, min(AGAIN, len(heard)))
        for each in again:
            each.by(self.people[each.user_id])
            assert each.is_acknowledged, (each.mark, each.status)
        checking.check_all(self.app, again, self.pulses)
        self.found["unheard"] += len(unheard)
        self.found["sent again"] += len(again)


def test_nothing_acknowledged_is_lost_and_nothing_is_half(
    app, place: tuple[str, Path], nursery, writers, board
):
    url, folder = place
    with Server(nursery, url, folder, FILES_DIR=str(app.extensions["settings"].files_dir)) as server:
        drill = Drill(app, server, writers, board, seed=KILLS)
        for number in range(KILLS):
            drill.round(worker_only=number % EVERY == EVERY - 1)
        checking.check_all(app, drill.everything, drill.pulses)
        assert "Traceback" not in server.told() and " trace=" not in server.told()
    assert drill.found["kept"] > KILLS
    figures.note(
        "server killed",
        kills=KILLS,
        changes=len(drill.everything),
        **{name.replace(" ", "_"): number for name, number in sorted(drill.found.items())},
        lost=0,
        half=0,
        median_seconds_to_recover=f"{median(drill.seconds):.1f}",
        slowest=f"{max(drill.seconds):.1f}",
    )


def test_a_change_in_two_commits_is_found(app, place: tuple[str, Path], nursery, writers, board):
    """The harness itself: what it must find, it finds."""
    url, folder = place
    files = str(app.extensions["settings"].files_dir)
    with Server(nursery, url, folder, planted=True, FILES_DIR=files) as server:
        drill = Drill(app, server, writers, board, seed=1)
        with pytest.raises(checking.Half) as found:
            for _ in range(PLANTED):
                drill.round(worker_only=False)
    assert "event" in str(found.value) or "pulses" in str(found.value)
    figures.note("planted two commits", found_after_kills=len(drill.seconds))
