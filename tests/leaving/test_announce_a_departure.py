"""Announcing that somebody leaves: roles get their last day, and get it back when that is taken back."""

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import reloaded
from tests.leaving.conftest import NEXT_WEEK, YESTERDAY, announced
from workspace.boards.models import BoardMember
from workspace.db import db
from workspace.leaving.models import Departure
from workspace.organisations.models import Membership
from workspace.programmes.models import TeamMember
from workspace.times import today


def last_days(table, user) -> list:
    db.session.expunge_all()
    return [row.ends_on for row in db.session.query(table).filter_by(user_id=user.id).order_by(table.id)]


def test_all_roles_of_who_leaves_everything_end_on_the_last_day(client, load):
    announced(client, load.karin)
    assert last_days(Membership, load.karin) == [NEXT_WEEK]
    assert last_days(BoardMember, load.karin) == [NEXT_WEEK]


def test_who_leaves_a_programme_stays_at_the_organisation(client, load, programme):
    announced(client, load.karin, scope=f"p{programme.id}")
    assert last_days(Membership, load.karin) == [None]
    assert last_days(BoardMember, load.karin) == [NEXT_WEEK]


def test_who_leaves_an_organisation_leaves_what_came_through_it(client, load, welfare):
    announced(client, load.karin, scope=f"o{welfare.id}")
    assert last_days(Membership, load.karin) == [NEXT_WEEK]
    assert last_days(BoardMember, load.karin) == [NEXT_WEEK]


def test_who_is_in_two_organisations_and_leaves_one_keeps_the_board(client, load, welfare):
    cast.make_member(load.karin, load.library)
    departure = announced(client, load.karin, scope=f"o{welfare.id}")
    assert last_days(Membership, load.karin) == [NEXT_WEEK, None]
    assert last_days(BoardMember, load.karin) == [None]
    page = client.get(f"/vertrek/{departure.id}").text
    assert "Wandelgroep" in page
    assert "Themabord trekken" not in page


def test_somebody_leaves_on_the_last_day_and_not_before(client, load, welfare, board):
    announced(client, load.karin, day=today())
    assert client.get(f"/organisaties/{welfare.slug}/postvak").status_code == 200
    db.session.query(Membership).filter_by(user_id=load.karin.id).update({"ends_on": YESTERDAY})
    db.session.commit()
    assert client.get(f"/organisaties/{welfare.slug}/postvak").status_code == 403


def test_announcing_again_changes_what_was_announced(client, load):
    first = announced(client, load.karin)
    later = NEXT_WEEK + timedelta(days=30)
    again = announced(client, load.karin, day=later, note="Toch wat later")
    assert again.id == first.id
    assert last_days(Membership, load.karin) == [later]
    assert db.session.query(Departure).count() == 1


def test_no_role_lasts_longer_by_an_announcement(client, load):
    sooner = today() + timedelta(days=2)
    db.session.query(Membership).filter_by(user_id=load.karin.id).update({"ends_on": sooner})
    db.session.commit()
    departure = announced(client, load.karin)
    assert last_days(Membership, load.karin) == [sooner]
    client.post(f"/vertrek/{departure.id}/intrekking")
    assert last_days(Membership, load.karin) == [sooner]
    assert last_days(BoardMember, load.karin) == [None]


def test_taking_it_back_gives_the_roles_back(client, load):
    departure = announced(client, load.karin)
    assert client.post(f"/vertrek/{departure.id}/intrekking").status_code == 303
    assert last_days(Membership, load.karin) == [None]
    assert last_days(BoardMember, load.karin) == [None]
    assert client.get(f"/vertrek/{departure.id}").status_code == 404


def test_what_another_decided_meanwhile_stays(client, load):
    departure = announced(client, load.karin)
    sooner = today() + timedelta(days=1)
    db.session.query(BoardMember).filter_by(user_id=load.karin.id).update({"ends_on": sooner})
    db.session.commit()
    client.post(f"/vertrek/{departure.id}/intrekking")
    assert last_days(BoardMember, load.karin) == [sooner]


@pytest.mark.parametrize("first", ["organisation", "everything"])
def test_of_two_announcements_the_other_goes_on_to_hold(client, load, welfare, first):
    sooner = today() + timedelta(days=3)
    scopes = [(f"o{welfare.id}", sooner), ("alles", NEXT_WEEK)]
    made = [announced(client, load.karin, scope=scope, day=day) for scope, day in scopes]
    gone, stays = made if first == "organisation" else reversed(made)
    client.post(f"/vertrek/{gone.id}/intrekking")
    assert last_days(Membership, load.karin) == [reloaded(stays).last_day]
    client.post(f"/vertrek/{stays.id}/intrekking")
    assert last_days(Membership, load.karin) == [None]


def test_after_the_last_day_nothing_can_be_taken_back(client, load):
    departure = announced(client, load.karin)
    db.session.query(Departure).update({"last_day": YESTERDAY})
    db.session.commit()
    assert client.post(f"/vertrek/{departure.id}/intrekking").status_code == 409
    assert last_days(Membership, load.karin) == [NEXT_WEEK]


def test_the_last_manager_may_leave_and_it_says_so_loudly(client, programme, marja):
    departure = announced(client, marja, scope=f"p{programme.id}")
    assert last_days(TeamMember, marja) == [NEXT_WEEK]
    page = client.get(f"/vertrek/{departure.id}").text
    assert "Na deze dag heeft Samen in Linde geen programmamanager meer." in page


def test_the_last_representative_may_leave_and_it_says_so_loudly(client, rik, welfare):
    departure = announced(client, rik, scope=f"o{welfare.id}")
    page = client.get(f"/vertrek/{departure.id}").text
    assert "kan niemand meer namens Welzijn Linde afspraken maken" in page


def test_a_representative_announces_for_somebody_of_the_organisation(client, paul, rik, welfare):
    client.sign_in(rik)
    data = {"scope": f"o{welfare.id}", "last_day": NEXT_WEEK.isoformat()}
    assert client.get(f"/vertrek/voor/{paul.id}").status_code == 200
    assert client.post(f"/vertrek/voor/{paul.id}", data=data).status_code == 303
    assert last_days(Membership, paul) == [NEXT_WEEK]


def test_what_another_announced_is_not_taken_back_by_who_leaves(client, paul, rik, welfare):
    client.sign_in(rik)
    data = {"scope": f"o{welfare.id}", "last_day": NEXT_WEEK.isoformat()}
    client.post(f"/vertrek/voor/{paul.id}", data=data)
    departure = db.session.query(Departure).one()
    client.sign_in(paul)
    assert client.get(f"/vertrek/{departure.id}").status_code == 200
    assert client.post(f"/vertrek/{departure.id}/intrekking").status_code == 403
    again = client.post("/vertrek", data=data)
    assert again.status_code == 422
    assert "al aangekondigd" in again.text


def test_a_manager_announces_for_the_team_and_for_a_kartrekker(client, marja, tess, karin, programme):
    client.sign_in(marja)
    data = {"scope": f"p{programme.id}", "last_day": NEXT_WEEK.isoformat()}
    for person in (tess, karin):
        assert client.post(f"/vertrek/voor/{person.id}", data=data).status_code == 303
    assert last_days(TeamMember, tess) == last_days(BoardMember, karin) == [NEXT_WEEK]


def test_nobody_announces_for_whom_they_do_not_answer(client, paul, tess, nico, otto, welfare, rik):
    for stranger in (tess, nico, otto):
        client.sign_in(stranger)
        assert client.get(f"/vertrek/voor/{paul.id}").status_code == 404
    client.sign_in(rik)
    assert client.get(f"/vertrek/voor/{tess.id}").status_code == 404
    data = {"scope": "alles", "last_day": NEXT_WEEK.isoformat()}
    assert client.post(f"/vertrek/voor/{paul.id}", data=data).status_code == 422


@pytest.mark.parametrize("day", ["", "geen dag", YESTERDAY.isoformat()])
def test_a_wrong_day_is_refused_with_what_was_typed(client, load, day):
    client.sign_in(load.karin)
    answer = client.post("/vertrek", data={"scope": "alles", "last_day": day, "note": "Tot ziens"})
    assert answer.status_code == 422
    assert "Tot ziens" in answer.text
    assert db.session.query(Departure).count() == 0


def test_who_carries_nothing_can_go_at_once(client, nico):
    departure = announced(client, nico)
    assert "U kunt gaan zonder iets over te dragen" in client.get(f"/vertrek/{departure.id}").text


def test_sending_it_twice_announces_it_once(client, load):
    client.sign_in(load.karin)
    data = {"scope": "alles", "last_day": NEXT_WEEK.isoformat(), "once": "een-sleutel"}
    first, second = (client.post("/vertrek", data=data) for _ in range(2))
    assert first.location == second.location
    assert db.session.query(Departure).count() == 1


def test_two_people_who_change_the_day_both_see_it(client, load, marja, programme):
    departure = announced(client, load.karin, scope=f"p{programme.id}")
    address, version = f"/vertrek/{departure.id}/wijziging", reloaded(departure).version
    later = (NEXT_WEEK + timedelta(days=1)).isoformat()
    client.sign_in(marja)
    assert client.post(address, data={"last_day": later, "version": version}).status_code == 303
    client.sign_in(load.karin)
    assert client.post(address, data={"last_day": today().isoformat(), "version": version}).status_code == 409
    assert reloaded(departure).last_day.isoformat() == later


def test_the_page_asks_as_many_questions_for_many_things(client, load, queries):
    departure = announced(client, load.karin)
    client.get(f"/vertrek/{departure.id}")
    queries.clear()
    client.get(f"/vertrek/{departure.id}")
    few = len(queries)
    for number in range(10):
        cast.make_initiative(f"Groep {number}", load.board, load.karin)
    queries.clear()
    client.get(f"/vertrek/{departure.id}")
    assert len(queries) == few <= 30
