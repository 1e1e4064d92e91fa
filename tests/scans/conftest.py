"""What the tests of borgingsscans share."""

import pytest

from tests import cast
from workspace.borging.models import AspectCode
from workspace.db import now
from workspace.initiatives.models import Participation
from workspace.scans.models import Scan, ScanAnswer


@pytest.fixture
def here(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borgingsscan"


@pytest.fixture
def scan(initiative, karin) -> Scan:
    """A scan that Karin opened."""
    return cast.save(Scan(initiative_id=initiative.id, opened_by_id=karin.id))


@pytest.fixture
def joined(initiative, nico):
    """Nico takes part in the initiative."""
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    return nico


@pytest.fixture
def answered(initiative, karin):
    """Make a scan with these answers to one question, closed unless said otherwise."""

    def answered(*values: int | None, code=AspectCode.MONEY, role="partner", is_open=False) -> Scan:
        closed_at = None if is_open else now()
        scan = cast.save(
            Scan(initiative_id=initiative.id, opened_by_id=karin.id, closed_at=closed_at, opened_at=now())
        )
        for number, value in enumerate(values):
            somebody = cast.make_user(f"Iemand {scan.id} {number}")
            cast.save(ScanAnswer(scan_id=scan.id, user_id=somebody.id, question=code, value=value, role=role))
        return scan

    return answered
