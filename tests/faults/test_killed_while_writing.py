"""The server is killed at a random moment while people write: nothing acknowledged is lost, nothing half."""

import time
from pathlib import Path
from statistics import median

import pytest

from tests.faults import checking, figures
from tests.faults.drills import Drill
from tests.faults.servers import Server
from tests.rounds import rounds

pytestmark = pytest.mark.slow

KILLS = rounds(200, few=4)
PLANTED = 12  # kills, in which a planted mistake must show
LONGEST = 0.9  # seconds of writing before a kill
COLD = 20  # one start in so many reads all its code from the disk, as after a crash of a machine
EVERY = 4  # one in so many kills is of the worker alone, which the watcher starts again
RECOVERED_WITHIN = 20  # seconds


class Kills(Drill):
    """A server that is killed over and over."""

    def round(self, *, worker_only: bool) -> None:
        """Let them write, kill, start, and check; then send again what nothing was heard of."""
        with self.writing() as writers:
            time.sleep(self.pick.uniform(0.1, LONGEST))
            begin = time.monotonic()
            if worker_only:
                self.server.kill_worker()
            else:
                self.server.kill()
        sent = self.sent_by(writers)
        refused = [(each.mark, each.status) for each in sent if (each.status or 0) >= 400]
        assert not refused or self.server.planted, refused
        if worker_only:
            self.server.wait_for(200, time.monotonic() + RECOVERED_WITHIN)
        else:
            self.server.start(cold=len(self.seconds) % COLD == COLD - 1)
        self.seconds.append(time.monotonic() - begin)
        self.check_and_send_again(sent)


def test_nothing_acknowledged_is_lost_and_nothing_is_half(
    app, place: tuple[str, Path], nursery, writers, board
):
    url, folder = place
    with Server(nursery, url, folder, FILES_DIR=str(app.extensions["settings"].files_dir)) as server:
        drill = Kills(app, server, writers, board, seed=KILLS)
        for number in range(KILLS):
            drill.round(worker_only=number % EVERY == EVERY - 1)
        drill.check_everything()
        assert "Traceback" not in server.told() and " trace=" not in server.told()
    assert drill.found["kept"] > KILLS
    figures.note(
        "server killed",
        kills=KILLS,
        changes=len(drill.everything),
        **drill.figures(),
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
        drill = Kills(app, server, writers, board, seed=1)
        with pytest.raises(checking.Half) as found:
            for _ in range(PLANTED):
                drill.round(worker_only=False)
    assert "event" in str(found.value) or "pulses" in str(found.value)
    figures.note("planted two commits", found_after_kills=len(drill.seconds))
