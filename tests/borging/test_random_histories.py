"""Random histories of borging, through the real actions on real days, held against the book."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, event, given, note, settings
from hypothesis import strategies as st

from tests import cast
from tests.borging.acts import ACTS, LIKELY, ONE, PEOPLE, World
from tests.borging.by_the_book import Book
from workspace.access import OPERATOR, Actor
from workspace.borging import actions
from workspace.borging.models import Outlook
from workspace.borging.queries import picture_of
from workspace.borging.queries.picture import Picture
from workspace.db import db
from workspace.times import HERE, today


def build() -> World:
    """Make an initiative of organisation A in a programme with organisation B, and everybody around it."""
    cast.empty_database()
    municipality = cast.make_area("Linde")
    programme = cast.make_programme("Samen in Linde", municipality)
    board = cast.make_board("Eenzaamheid", programme)
    organisations = {name: cast.make_organisation(f"Organisatie {name}") for name in ("a", "b")}
    users = {name: cast.make_user(name) for name in PEOPLE}
    it = cast.make_initiative("Soep op dinsdag", board, users["maker"], organisation_id=organisations["a"].id)
    ids = {name: organisation.id for name, organisation in organisations.items()}
    here, this_board = frozenset({programme.id}), frozenset({board.id})
    lead = {"leads": this_board, "leads_in": here, "works_on": this_board}
    facts: dict[str, dict[str, Any]] = {
        "lead": lead,
        "lead and b": {**lead, "partner_in": here, "represents": frozenset({ids["b"]})},
        "manager": {"team_of": here, "manages": here},
        "team": {"team_of": here},
        "maker": {"partner_in": here},
        "a": {"partner_in": here, "represents": frozenset({ids["a"]})},
        "b": {"partner_in": here, "represents": frozenset({ids["b"]})},
        "b too": {"partner_in": here, "represents": frozenset({ids["b"]})},
        "resident": {},
    }
    people = {name: Actor(id=user.id, name=name, **facts[name]) for name, user in users.items()}
    return World(it.id, ids, people, Book("a"), {})


def as_shown(picture: Picture) -> Picture:
    """Return what a picture of any day shows: without versions, and what is known of today only.

    Whether a file can still be opened is known of today only, too.
    """
    aspects = tuple(
        row._replace(version=0, evidence=tuple(each._replace(is_taken_back=False) for each in row.evidence))
        for row in picture.aspects
    )
    return replace(picture, aspects=aspects, yearly_cost_cents=None, is_earlier=False)


def kept_level(number: int, day: date) -> tuple[str, str]:
    """Return level and marks of a day as they were written down; before the first row it has not started."""
    rows = db.session.query(Outlook).filter(
        Outlook.initiative_id == number, Outlook.from_day <= day, Outlook.until_day > day
    )
    found = rows.one_or_none()
    return (found.level.value, found.marks) if found else ("not_started", "o" * 8)


def check_day(w: World, day: date) -> Picture:
    """Check that picture, outlook and book agree on a day; return the picture."""
    picture = picture_of(w.number, on=day)
    expected = w.book.level(day), w.book.marks(day)
    assert (picture.level.value, _marks(picture)) == expected
    assert kept_level(w.number, day) == expected
    event(f"level: {expected[0]}")
    db.session.rollback()
    return as_shown(picture)


def _marks(picture: Picture) -> str:
    letters = {"open": "o", "talking": "t", "agreed": "a", "anchored": "g", "not_needed": "n"}
    return "".join(
        letters[row.state].upper() if row.is_stale else letters[row.state] for row in picture.aspects
    )


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    print_blob=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink takes minutes; what was done is noted
)
@given(st.randoms(use_true_random=True))
def test_every_history_is_as_the_book_says(app, dice):
    # Days on which the clock changes are among them, and moments around midnight here and in UTC.
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC) + dice.randint(0, 300) * ONE
    with time_machine.travel(moment, tick=False) as clock:
        w = build()
        for _ in range(dice.randint(10, 30)):
            days = dice.choice([0, 0, 0, 1, 1, 5, 30, 90])
            before = today()
            moment = max(moment, _at(before + days * ONE, dice.randint(0, 24 * 60 - 1)))
            if today_at(moment) > before:
                w.seen[before] = check_day(w, before)
            clock.move_to(moment)
            act = dice.choice(ACTS)
            who = dice.choice(PEOPLE + 5 * LIKELY.get(act, ()))
            note(f"{moment.astimezone(HERE):%d %b %Y %H:%M}  {who}: {act.__name__}")
            act(w, who, dice)
            check_day(w, today())
        _look_back(w)
        _look_ahead(w)
        actions.rebuild_outlooks(by=OPERATOR)
        db.session.commit()
        _look_back(w)
        _look_ahead(w)


def _at(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=HERE).astimezone(UTC)


def today_at(moment: datetime) -> date:
    return moment.astimezone(HERE).date()


def _look_back(w: World) -> None:
    """No day that passed looks different now, nor does any day between those on which something was done."""
    for day, picture in w.seen.items():
        assert check_day(w, day) == picture
    first = min([*w.seen, today()])
    for number in range(0, (today() - first).days, 7):
        check_day(w, first - ONE + number * ONE)


def _look_ahead(w: World) -> None:
    """If nobody does anything, the level never rises by itself, but on the day of an agreed handover."""
    order = ("not_started", "building", "agreed", "anchored")
    days = [today() + number * ONE for number in (0, 1, 10, 41, 121, 200)]
    levels = [order.index(check_day(w, day).level) for day in days]
    if w.book.taken_over is None or w.book.is_handed_over(today()):
        assert levels == sorted(levels, reverse=True)
