"""Moments are seen with what they were caught at, and what is not told yet by its author and who steers."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from tests import cast
from tests.learning.making import actor_of, make_moment, read_through
from workspace.access import VISITOR
from workspace.db import db, now
from workspace.initiatives.models import Visibility
from workspace.learning.queries import get_moment, read_moment
from workspace.learning.queries.lists import Wanted, list_moments
from workspace.programmes.models import Openness
from workspace.times import today


def seen_by(moment, *people):
    """Return the names of those of these people who see a moment; `None` is a visitor."""
    found = []
    for person in people:
        actor = actor_of(person) if person else VISITOR
        try:
            get_moment(moment.id, actor)
        except NoResultFound:
            continue
        found.append(person.name if person else "visitor")
    return found


@pytest.fixture
def people(nico, rachida, paul, coby, karin, tess, ada, otto):
    return (None, nico, rachida, paul, coby, karin, tess, ada, otto)


def test_everybody_sees_a_public_moment_of_a_public_place(initiative, board, programme, nico, people):
    everybody = ["visitor", "Nico", "Rachida", "Paul", "Coby", "Karin", "Tess", "Ada", "Otto"]
    for place in (initiative, board, programme):
        assert seen_by(make_moment(place, nico), *people) == everybody


def test_a_moment_among_partners_is_for_insiders_and_its_author(initiative, nico, people):
    moment = make_moment(initiative, nico, openness=Openness.PARTNERS)
    assert seen_by(moment, *people) == ["Nico", "Paul", "Coby", "Karin", "Tess"]


def test_a_quote_that_waits_and_what_was_taken_back_are_for_author_and_who_steers(initiative, nico, people):
    waiting = make_moment(initiative, nico, kind="quote", published_at=None)
    gone = make_moment(initiative, nico, withdrawn_at=now())
    for moment in (waiting, gone):
        assert seen_by(moment, *people) == ["Nico", "Karin", "Tess"]


def test_moments_of_a_hidden_initiative_do_not_leak(initiative, programme, nico, people, paul, tess):
    moment = make_moment(initiative, nico)
    initiative.visibility = Visibility.DRAFT
    db.session.commit()
    assert seen_by(moment, *people) == ["Nico", "Rachida"]  # who said it, and who made the initiative
    for person in (paul, tess):
        assert read_through(programme, actor_of(person)) == []
    row = read_moment(moment.id, actor_of(nico))
    assert (row.initiative, row.initiative_id, row.board, row.is_public) == (None, None, None, False)


def test_moments_of_what_is_among_partners_are_too(initiative, board, programme, nico, people):
    on_board = make_moment(board, nico)
    on_it = make_moment(initiative, nico)
    board.openness = Openness.PARTNERS
    db.session.commit()
    assert seen_by(on_board, *people) == ["Nico", "Paul", "Coby", "Karin", "Tess"]
    assert seen_by(on_it, *people) == ["Nico", "Rachida", "Paul", "Coby", "Karin", "Tess"]
    of_programme = make_moment(programme, nico)
    programme.openness = Openness.PARTNERS
    db.session.commit()
    assert seen_by(of_programme, *people) == ["Nico", "Paul", "Coby", "Karin", "Tess"]


def test_a_name_behind_a_role_is_in_no_row(initiative, programme, nico, tess):
    said = {"said_by": "Mevrouw Jansen", "said_as": "vrijwilliger", "is_role_only": True}
    moment = make_moment(initiative, nico, **said)
    for actor in (VISITOR, actor_of(nico), actor_of(tess)):
        row = read_moment(moment.id, actor)
        assert (row.said_by, row.said_as, row.author) == ("", "vrijwilliger", None)
        assert row.shown_as == "vrijwilliger"
    assert "Jansen" not in str(read_through(programme, actor_of(tess)))


def test_the_moments_of_some_days_come_in_one_query(
    initiative, board, programme, welfare, nico, tess, queries
):
    said = {"role": "partner", "organisation_id": welfare.id}
    make_moment(board, nico, "Eerst.", happened_on=today() - timedelta(days=3), **said)
    make_moment(initiative, nico, "Daarna.", openness=Openness.PARTNERS)
    make_moment(board, nico, "Wacht.", kind="quote", published_at=None)
    make_moment(board, nico, "Weg.", withdrawn_at=now())
    make_moment(board, nico, "Te vroeg.", happened_on=today() - timedelta(days=9))
    elsewhere = cast.make_programme("Samen in Wilg", cast.make_area("Wilg"))
    make_moment(elsewhere, nico, "Elders.")
    actor = actor_of(tess)
    del queries[:]
    days = Wanted(starts_on=today() - timedelta(days=5), ends_on=today())
    rows = list_moments(programme, days, actor)[::-1]
    assert len(queries) == 1
    assert [(row.what, row.is_public) for row in rows] == [("Eerst.", True), ("Daarna.", False)]
    assert (rows[0].author, rows[0].role, rows[0].organisation) == ("Nico", "partner", "Welzijn Linde")
    assert (rows[1].initiative, rows[1].board) == ("Soep op dinsdag", "Eenzaamheid")
    assert [row.what for row in list_moments(programme, days, VISITOR)] == ["Eerst."]
