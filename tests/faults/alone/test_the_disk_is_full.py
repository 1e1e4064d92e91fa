"""The disk of the database and the files is really full while people write."""

import time

import pytest

from tests.faults import figures
from tests.faults.alone.drills import Outages
from tests.faults.alone.volumes import MOUNTED_BY_ROOT_ONLY
from tests.rounds import rounds

pytestmark = pytest.mark.slow
TIMES = rounds(10, few=1)


def test_there_is_no_room_for_a_byte(volume, cluster, outages: Outages):
    if not volume.is_small:
        pytest.skip(MOUNTED_BY_ROOT_ONLY)
    stopped = 0
    for _ in range(TIMES):
        with outages.outage():
            volume.fill()
            try:
                outages.writes_until_refused()
                time.sleep(outages.pick.uniform(0.1, 1.0))
            finally:
                volume.clear()
            if cluster and not cluster.is_alive:
                stopped += 1
                cluster.start()  # as systemd does
    outages.check_everything()
    ended = {"PostgreSQL_ended_by_itself": stopped} if cluster else {}
    figures.note("disk really full", times=TIMES, **ended, **outages.figures())
