"""Several people set things up at the same moment: each gets a place, and no rule is slipped past."""

from datetime import timedelta

from sqlalchemy import func, select

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from workspace.areas.models import Area, AreaKind
from workspace.boards.models import Board
from workspace.db import db
from workspace.organisations.models import Membership, Organisation
from workspace.programmes.models import Programme, TeamMember, YearMeans
from workspace.times import today

HOME = "/programmas/samen-in-linde"


def test_namesakes_get_an_address_each(app, programme, municipality_area, marja):
    facts = {"kind": "welfare", "layer": "local", "consultation": "early", "openness": "public"}
    days = {
        "starts_on": "2026-01-01",
        "ends_on": "2027-01-01",
        "area": str(municipality_area.id),
        "response_days": "10",
    }
    fields = {**facts, "name": "Zo", "title": "Zo", "summary": "Zo.", **days}
    for address, kind in (
        ("/organisaties/nieuw", Organisation),
        ("/programmas/nieuw", Programme),
        (f"{HOME}/themaborden/nieuw", Board),
    ):
        sent = {name: value for name, value in fields.items() if kind is Programme or name != "area"}
        answers = all_at_once(app, marja, lambda client, _, to=address, data=sent: client.post(to, data=data))
        assert [answer.status_code for answer in answers] == [303] * AT_ONCE
        slugs = list(db.session.scalars(select(kind.slug).where(kind.slug.startswith("zo"))))
        assert len(slugs) == len(set(slugs)) == AT_ONCE


def test_managers_who_end_one_another_leave_one(app, programme, marja):
    people = [marja, *(cast.make_user(f"Manager {number}") for number in range(AT_ONCE - 1))]
    for user in people[1:]:
        cast.make_team_member(user, programme, manager=True)
    members = list(db.session.scalars(select(TeamMember.id).order_by(TeamMember.id)))
    last_day = {"last_day": str(today() - timedelta(days=1))}
    all_at_once(
        app, marja, lambda browser, number: browser.post(f"{HOME}/team/{members[number]}", data=last_day)
    )
    left = select(func.count(TeamMember.id)).where(TeamMember.ends_on.is_(None), TeamMember.is_manager)
    assert db.session.scalar(left) >= 1


def test_the_last_representative_is_not_lost_between_two(app, welfare, rik, marja):
    second = cast.make_user("Rosa")
    cast.make_member(second, welfare, represents=True)
    rows = select(Membership.id).where(Membership.organisation_id == welfare.id)
    ids = list(db.session.scalars(rows.order_by(Membership.id)))
    all_at_once(
        app,
        marja,
        lambda client, number: client.post(
            f"/organisaties/welzijn-linde/leden/{ids[number % 2]}/einde", data={"last_day": str(today())}
        ),
    )
    left = select(func.count(Membership.id)).where(Membership.ends_on.is_(None), Membership.represents)
    assert db.session.scalar(left) == 1


def test_a_core_and_a_year_are_made_once(app, programme, municipality_area, marja):
    means = {"year": "2027", "money": "1", "fte": "0"}
    made = all_at_once(app, marja, lambda client, _: client.post(f"{HOME}/middelen/nieuw", data=means))
    assert sorted(answer.status_code for answer in made) == [303] + [422] * (AT_ONCE - 1)
    assert db.session.scalar(select(func.count(YearMeans.id))) == 1
    address = f"/gebieden/{municipality_area.id}/kernen/nieuw"
    made = all_at_once(app, marja, lambda client, _: client.post(address, data={"name": "Dal"}))
    assert sorted(answer.status_code for answer in made) == [303] + [422] * (AT_ONCE - 1)
    assert db.session.scalar(select(func.count(Area.id)).where(Area.kind == AreaKind.CORE)) == 1
