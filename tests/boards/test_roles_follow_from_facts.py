"""The facts of a person's rights are read afresh, in one query."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from tests import cast
from workspace.access import Role
from workspace.accounts.models import User, UserSession
from workspace.boards.queries.actors import get_actor, get_actors
from workspace.db import db, now
from workspace.times import today


def actor_of(user: User):
    """Sign this person in and return who the workspace takes them for."""
    cast.save(
        UserSession(
            user_id=user.id,
            key_hash=sha256(user.name.encode()).hexdigest(),
            ends_at=now() + timedelta(days=1),
        )
    )
    return get_actor(user.name)


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("rachida", Role.RESIDENT),
        ("paul", Role.PARTNER),
        ("rik", Role.REPRESENTATIVE),
        ("olaf", Role.MUNICIPALITY),
        ("prisca", Role.PROVINCE),
        ("coby", Role.COUNCIL),
        ("karin", Role.THEME_LEAD),
        ("tess", Role.TEAM),
        ("marja", Role.MANAGER),
        ("otto", Role.RESIDENT),
    ],
)
def test_everybody_wears_the_hat_of_their_facts(request, programme, board, who, role):
    actor = actor_of(request.getfixturevalue(who))
    assert actor.hat(programme.id, board.id)[0] == role


def test_a_person_is_read_in_one_query(marja, queries):
    cast.save(
        UserSession(user_id=marja.id, key_hash=sha256(b"m").hexdigest(), ends_at=now() + timedelta(days=1))
    )
    queries.clear()
    assert get_actor("m").manages
    assert len(queries) == 1


def test_a_membership_that_ended_yesterday_gives_no_rights_today(welfare, programme):
    user = cast.make_user("Oud")
    membership = cast.make_member(user, welfare, represents=True, ends_on=today() - timedelta(days=1))
    assert actor_of(user).insider_in == frozenset()
    membership.ends_on = today()
    db.session.commit()
    assert get_actor("Oud").represents == {welfare.id}


def test_a_session_that_ended_is_nobody(rachida):
    cast.save(UserSession(user_id=rachida.id, key_hash=sha256(b"old").hexdigest(), ends_at=now()))
    assert get_actor("old") is None
    assert get_actor("never-was") is None


def test_people_who_are_not_here_have_the_same_rights(
    programme, board, rachida, paul, rik, olaf, prisca, coby, karin, tess, marja, ada, queries
):
    people = [rachida, paul, rik, olaf, prisca, coby, karin, tess, marja, ada]
    away = dict.fromkeys(("began_at", "seen_at", "proved_at", "second_step_at"))
    expected = {user.id: replace(actor_of(user), session_key="", session_id=0, **away) for user in people}
    queries.clear()
    found = get_actors([user.id for user in people])
    assert len(queries) == 1
    assert {number: vars(actor) for number, actor in found.items()} == {
        number: vars(actor) for number, actor in expected.items()
    }


def test_whoever_did_not_confirm_an_address_is_nobody(rachida):
    unconfirmed = cast.make_user("Later", confirmed_at=None)
    assert set(get_actors([rachida.id, unconfirmed.id])) == {rachida.id}
    assert get_actors([]) == {}
