"""What the tests of tasks share."""

import pytest

from tests import cast
from workspace.initiatives.models import Participation
from workspace.tasks.models import Task


@pytest.fixture
def here(initiative) -> str:
    return f"/initiatieven/{initiative.id}/taken"


@pytest.fixture
def joined(initiative, nico):
    """Nico takes part in the initiative."""
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    return nico


@pytest.fixture
def make_task(initiative, karin):
    """Make a task of the initiative, or with `initiative_id=None` of its board."""

    def make(title: str = "Zaal bespreken", **facts) -> Task:
        facts = {"initiative_id": initiative.id, "board_id": initiative.board_id, **facts}
        return cast.save(Task(title=title, made_by_id=karin.id, **facts))

    return make
