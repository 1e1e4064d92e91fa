"""An organisation with people of its own is asked before it takes part; others take part at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import cast
from workspace.db import db
from workspace.mail.models import OutgoingMail
from workspace.programmes.models import Partner, PartnerRequest, Programme
from workspace.times import today

HERE = "/programmas/samen-in-linde/partners"
THERE = "/programmas/samen-in-wilg/partners"


def ask(client, organisation, address=THERE):
    """Send the button behind an organisation."""
    return client.post(address, data={"organisation": str(organisation.id)})


def rows(kind):
    """Return all rows of this kind."""
    found = list(db.session.scalars(select(kind).order_by(kind.id)))
    db.session.commit()  # or the next request forgets what everybody is called
    return found


def partners_of(slug):
    """Return the ids of the organisations that take part in this programme, or did."""
    programme = next(row for row in rows(Programme) if row.slug == slug)
    return {row.organisation_id for row in rows(Partner) if row.programme_id == programme.id}


def test_a_manager_elsewhere_gets_no_grip_on_an_organisation_by_adding_it(client, otto, rik, welfare):
    client.sign_in(otto)
    assert ask(client, welfare).location == THERE
    assert partners_of("samen-in-wilg") == set()
    assert client.get("/organisaties/welzijn-linde/gegevens").status_code == 403
    assert client.get("/organisaties/welzijn-linde/uitnodigingen/nieuw").status_code == 403
    assert "nog geen antwoord" in client.get(THERE).text


def test_its_representative_hears_of_it_and_says_yes(client, otto, rik, welfare):
    ask(client.sign_in(otto), welfare)
    (mail,) = rows(OutgoingMail)
    assert mail.recipient == "rik@example.nl" and "/organisaties/welzijn-linde" in mail.text
    (question,) = rows(PartnerRequest)
    client.sign_in(rik)
    assert "Doet u mee met Samen in Wilg?" in client.get("/organisaties/welzijn-linde").text
    address = f"/organisaties/welzijn-linde/deelname/{question.id}"
    assert client.post(address, data={"answer": "misschien"}).status_code == 400
    for _ in range(2):
        assert client.post(address, data={"answer": "ja"}).status_code == 303
    assert partners_of("samen-in-wilg") == {welfare.id}
    assert len(rows(Partner)) == 2


def test_its_representative_says_no(client, otto, rik, welfare):
    ask(client.sign_in(otto), welfare)
    address = f"/organisaties/welzijn-linde/deelname/{rows(PartnerRequest)[0].id}"
    client.sign_in(rik).post(address, data={"answer": "nee"})
    client.post(address, data={"answer": "ja"})
    assert partners_of("samen-in-wilg") == set()
    assert "nog geen antwoord" not in client.sign_in(otto).get(THERE).text


@pytest.mark.parametrize("who", ["paul", "nico", "otto", "olaf", "karin", "marja", "ada"])
def test_nobody_else_answers_for_it(client, request, otto, rik, welfare, programme, who):
    somebody = request.getfixturevalue(who)
    ask(client.sign_in(otto), welfare)
    address = f"/organisaties/welzijn-linde/deelname/{rows(PartnerRequest)[0].id}"
    assert client.sign_in(somebody).post(address, data={"answer": "ja"}).status_code == 403
    assert partners_of("samen-in-wilg") == set()


def test_a_question_to_another_organisation_is_not_found(client, otto, rik, welfare, municipality):
    ask(client.sign_in(otto), municipality)
    address = f"/organisaties/welzijn-linde/deelname/{rows(PartnerRequest)[0].id}"
    assert client.sign_in(rik).post(address, data={"answer": "ja"}).status_code == 404


def test_a_question_is_asked_once_and_taken_back(client, otto, rik, welfare):
    client.sign_in(otto)
    for _ in range(2):
        ask(client, welfare)
    (question,) = rows(PartnerRequest)
    address = f"/programmas/samen-in-wilg/partnervragen/{question.id}/intrekking"
    for _ in range(2):
        assert client.post(address).status_code == 303
    client.sign_in(rik).post(f"/organisaties/welzijn-linde/deelname/{question.id}", data={"answer": "ja"})
    assert partners_of("samen-in-wilg") == set()


def test_an_organisation_without_people_takes_part_at_once_and_once(client, otto):
    club = cast.make_organisation("Buurtclub")
    client.sign_in(otto)
    for _ in range(2):
        ask(client, club)
    assert [row.organisation_id for row in rows(Partner)] == [club.id]


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "99999999999999"])
def test_an_organisation_that_is_not_there_is_not_found(client, otto, number):
    assert client.sign_in(otto).post(THERE, data={"organisation": number}).status_code == 404


@pytest.mark.parametrize("who", ["nico", "paul", "rik", "karin", "coby", "ada", "otto"])
def test_only_the_team_gathers_partners(client, request, board, welfare, who):
    client.sign_in(request.getfixturevalue(who))
    club = cast.make_organisation("Buurtclub")
    assert client.get(HERE).status_code == 403
    assert ask(client, club, HERE).status_code == 403
    assert club.id not in partners_of("samen-in-linde")


def test_a_partner_stops_and_its_people_see_no_more(client, tess, paul, welfare, programme):
    partner = next(row for row in rows(Partner) if row.organisation_id == welfare.id)
    client.sign_in(tess)
    address = f"{HERE}/{partner.id}"
    assert client.get(address).status_code == 200
    assert client.post(address, data={"last_day": "2001-01-01"}).status_code == 422
    yesterday = today() - timedelta(days=1)
    assert "/organisaties/welzijn-linde" in client.get("/programmas/samen-in-linde").text
    assert client.post(address, data={"last_day": str(yesterday)}).status_code == 303
    assert "/organisaties/welzijn-linde" not in client.get("/programmas/samen-in-linde").text
    assert client.get(address).status_code == 404
    assert "Samen in Linde" not in client.sign_in(paul).get("/organisaties/welzijn-linde").text


def test_the_question_waits_on_the_place_of_its_representative(client, otto, rik, paul, welfare):
    ask(client.sign_in(otto), welfare)
    assert "Doet Welzijn Linde mee met Samen in Wilg?" in client.sign_in(rik).get("/mijn").text
    assert "Samen in Wilg" not in client.sign_in(paul).get("/mijn").text


def test_while_nobody_represents_it_those_who_manage_it_answer(client, otto, marja, paul, welfare):
    ask(client.sign_in(otto), welfare)
    page = client.sign_in(marja).get("/organisaties/welzijn-linde").text
    assert "Ja, meedoen" in page
    address = f"/organisaties/welzijn-linde/deelname/{rows(PartnerRequest)[0].id}"
    assert client.post(address, data={"answer": "ja"}).status_code == 303
    assert partners_of("samen-in-wilg") == {welfare.id}
