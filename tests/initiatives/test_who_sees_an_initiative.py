"""Drafts are seen by their makers, partner-only ones among partners, public ones by everybody."""

import pytest

from tests import cast
from tests.initiatives.actors import actor_of
from workspace.access import VISITOR
from workspace.db import db
from workspace.initiatives.models import Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.programmes.models import Openness


def titles(actor):
    return {initiative.title for initiative in db.session.scalars(visible_initiatives(actor))}


@pytest.fixture
def three(board, rachida):
    for visibility in Visibility:
        cast.make_initiative(visibility.value, board, rachida, visibility=visibility)


def test_visitors_see_what_is_public(three):
    assert titles(VISITOR) == {"public"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("nico", {"public"}),
        ("ada", {"public"}),
        ("otto", {"public"}),
        *(
            (insider, {"public", "partners"})
            for insider in ("paul", "olaf", "prisca", "coby", "karin", "tess")
        ),
        ("marja", {"public", "partners"}),
        ("rachida", {"public", "partners", "draft"}),
    ],
)
def test_everybody_sees_what_is_theirs_to_see(request, three, who, seen):
    assert titles(actor_of(request.getfixturevalue(who))) == seen


def test_what_is_public_on_a_board_for_partners_stays_among_partners(three, board, nico, paul):
    board.openness = Openness.PARTNERS
    db.session.commit()
    assert titles(VISITOR) == titles(actor_of(nico)) == set()
    assert titles(actor_of(paul)) == {"public", "partners"}
