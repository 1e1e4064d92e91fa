"""What the tests of questions share: asking one, and living on another day."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests import cast
from workspace import times
from workspace.accounts.models import User
from workspace.clocks.models import ResponseClock, due_after
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation

TUESDAY = date(2020, 11, 24)


@pytest.fixture
def on_day() -> Iterator[Callable[[date], None]]:
    """Let this test live on a day in the past."""
    real = times.today()
    yield lambda day: times.set_back((real - day).days)
    times.set_back(0)


@pytest.fixture
def ask(initiative) -> Callable[..., ResponseClock]:
    """Let somebody ask an organisation something, today."""

    def ask(
        who: User,
        organisation: Organisation,
        words: str = "Mag de tafel op de stoep?",
        *,
        under: Initiative | None = None,
        days: int = 10,
        audience: str = "public",
        **facts,
    ) -> ResponseClock:
        place = under or initiative
        comment = cast.make_comment(place, who, words, audience=audience, **facts.pop("comment", {}))
        due_on = due_after(times.today(), days)
        return cast.save(
            ResponseClock(
                board_id=place.board_id,
                initiative_id=place.id,
                comment_id=comment.id,
                organisation_id=organisation.id,
                asked_by_id=who.id,
                **{"first_due_on": due_on, "due_on": due_on} | facts,
            )
        )

    return ask


@pytest.fixture
def question(ask, nico, municipality) -> ResponseClock:
    """Nico asked the municipality something."""
    return ask(nico, municipality)
