"""Leaving shows nothing to who may not see it, and gives nothing to who could not have it."""

import pytest

from tests import cast
from tests.cast import reloaded
from tests.leaving.conftest import NEXT_WEEK, YESTERDAY, announced, ask, last_transfer
from workspace.db import db
from workspace.initiatives.models import Initiative, Participation
from workspace.organisations.models import Membership
from workspace.programmes.models import Partner
from workspace.times import today


def hide(initiative) -> None:
    db.session.get(Initiative, initiative.id).visibility = "partners"
    db.session.commit()


def end_partnership(organisation) -> None:
    db.session.query(Partner).filter_by(organisation_id=organisation.id).one().ends_on = YESTERDAY
    db.session.commit()


@pytest.fixture
def garden(board, rachida, nico):
    """An initiative of a resident, which another joined."""
    garden = cast.make_initiative("Buurttuin", board, rachida)
    cast.save(Participation(initiative_id=garden.id, user_id=nico.id))
    return garden


def test_who_made_it_but_does_not_coordinate_it_reads_no_names_of_who_joined(client, garden, rachida, nico):
    db.session.get(Initiative, garden.id).coordinator_id = None
    db.session.commit()
    departure = announced(client, rachida)
    page = client.get(f"/vertrek/{departure.id}").text
    assert "Buurttuin" in page
    assert nico.name not in page
    assert ask(client, rachida, departure, "initiative", garden, f"p{nico.id}") == 422


def test_what_is_for_partners_goes_to_nobody_who_may_not_see_it(client, garden, rachida, nico, olaf):
    cast.save(Participation(initiative_id=garden.id, user_id=olaf.id))
    hide(garden)
    departure = announced(client, rachida)
    assert ask(client, rachida, departure, "initiative", garden, f"p{nico.id}") == 422
    assert ask(client, rachida, departure, "initiative", garden, f"p{olaf.id}") == 303


def test_who_joined_and_was_asked_takes_nothing_that_is_hidden_since(client, garden, rachida, nico):
    departure = announced(client, rachida)
    assert ask(client, rachida, departure, "initiative", garden, f"p{nico.id}") == 303
    hide(garden)
    number = last_transfer().id
    client.sign_in(nico)
    assert "Buurttuin" not in client.get("/mijn/overnemen").text
    assert client.post(f"/mijn/overnemen/{number}/ja").status_code == 409
    assert reloaded(garden).coordinator_id == rachida.id
    # It goes out of the list without a reason.
    assert client.post(f"/mijn/overnemen/{number}/nee").status_code == 303


def test_an_inbox_shows_nothing_hidden_after_the_organisation_left(client, load, welfare, paul, rik):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "initiative", load.mine, f"o{welfare.id}")
    hide(load.mine)
    number = last_transfer().id
    address = f"/organisaties/{welfare.slug}/postvak"
    client.sign_in(paul)
    assert "Wandelgroep" in client.get(address).text
    end_partnership(welfare)
    assert "Wandelgroep" not in client.get(address).text
    assert client.post(f"{address}/{number}/neem").status_code == 409
    client.sign_in(rik)
    assert "Wandelgroep" not in client.get(address).text
    client.post(f"{address}/{number}", data={f"wie-{number}-person": str(paul.id)})
    assert "Wandelgroep" not in client.sign_in(paul).get("/mijn/overnemen").text
    assert reloaded(load.mine).coordinator_id == load.karin.id


def test_what_somebody_carried_is_not_shown_once_they_may_not_see_it(
    client, load, initiative, welfare, paul, rik
):
    departure = announced(client, paul, scope=f"o{welfare.id}")
    aspect = reloaded(load.aspect)
    aspect.person_id = paul.id
    db.session.commit()
    hide(initiative)
    for who, address in (
        (paul, "/vertrek"),
        (paul, f"/vertrek/{departure.id}"),
        (rik, f"/vertrek/{departure.id}"),
    ):
        assert initiative.title in client.sign_in(who).get(address).text
    end_partnership(welfare)
    for who, address in (
        (paul, "/vertrek"),
        (paul, f"/vertrek/{departure.id}"),
        (rik, f"/vertrek/{departure.id}"),
    ):
        assert initiative.title not in client.sign_in(who).get(address).text


def test_who_leaves_does_not_undo_the_day_that_a_representative_set(client, welfare, paul, rik):
    departure = announced(client, paul, scope=f"o{welfare.id}")
    client.sign_in(rik)
    data = {"last_day": today().isoformat(), "version": "1", "note": ""}
    assert client.post(f"/vertrek/{departure.id}/wijziging", data=data).status_code == 303
    client.sign_in(paul)
    assert client.post(f"/vertrek/{departure.id}/intrekking").status_code == 403
    later = {"scope": f"o{welfare.id}", "last_day": NEXT_WEEK.isoformat(), "note": ""}
    assert client.post("/vertrek", data=later).status_code == 422
    assert db.session.query(Membership).filter_by(user_id=paul.id).one().ends_on == today()


def test_who_leaves_everything_later_still_leaves_an_organisation_when_it_said(client, welfare, paul, rik):
    departure = announced(client, paul, day=today())
    client.sign_in(rik)
    data = {"scope": f"o{welfare.id}", "last_day": today().isoformat(), "note": ""}
    assert client.post(f"/vertrek/voor/{paul.id}", data=data).status_code == 303
    client.sign_in(paul)
    data = {"last_day": NEXT_WEEK.isoformat(), "version": "1", "note": ""}
    assert client.post(f"/vertrek/{departure.id}/wijziging", data=data).status_code == 303
    assert db.session.query(Membership).filter_by(user_id=paul.id).one().ends_on == today()


def test_who_stood_for_them_before_does_not_hear_that_somebody_leaves(client, welfare, programme, rik, marja):
    vera = cast.make_user("Vera Vroeger")
    cast.make_member(vera, welfare, ends_on=YESTERDAY)
    place = cast.make_team_member(vera, programme)
    announced(client, vera)
    assert vera.name in client.sign_in(marja).get("/vertrek").text
    assert vera.name not in client.sign_in(rik).get("/vertrek").text
    reloaded(place).ends_on = YESTERDAY
    db.session.commit()
    assert vera.name not in client.sign_in(marja).get("/vertrek").text
