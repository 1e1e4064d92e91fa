"""Whoever may manage a place invites people to it by e-mail; only the owner of the address says yes."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from workspace.boards.models import BoardMember
from workspace.db import db
from workspace.invitations.models import Invitation
from workspace.invitations.queries import list_open_for
from workspace.mail.models import OutgoingMail
from workspace.organisations.models import Membership
from workspace.programmes.models import Openness, Programme, TeamMember
from workspace.times import now, today

ORGANISATION = "/organisaties/welzijn-linde/uitnodigingen/nieuw"
TEAM = "/programmas/samen-in-linde/uitnodigingen/nieuw"
BOARD = "/programmas/samen-in-linde/eenzaamheid/uitnodigingen/nieuw"

PLACES = [
    (ORGANISATION, "member"),
    (ORGANISATION, "representative"),
    (TEAM, "team"),
    (TEAM, "manager"),
    (BOARD, "working_group"),
    (BOARD, "theme_lead"),
]
INVITERS = {ORGANISATION: {"rik", "tess", "marja", "ada"}, TEAM: {"marja"}, BOARD: {"karin", "tess", "marja"}}
EVERYBODY = ["nico", "paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja", "ada", "otto"]


def rows(kind, **facts):
    """Return all rows of this kind with these facts."""
    found = list(db.session.scalars(select(kind).filter_by(**facts).order_by(kind.id)))
    db.session.commit()  # or the next request forgets what everybody is called
    return found


def invite(client, address, role, email="Nico@Example.nl"):
    """Send the form."""
    return client.post(address, data={"email": email, "invited_as": role})


def link():
    """Return the path in the last mail."""
    return re.search(r"(/uitnodigingen/\S+)", rows(OutgoingMail)[-1].text)[1]


def answer(client, word="ja"):
    """Answer the last invitation."""
    return client.post(f"/mijn/uitnodigingen/{rows(Invitation)[-1].id}/antwoord", data={"answer": word})


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("address", [ORGANISATION, TEAM, BOARD])
def test_only_those_who_manage_a_place_invite_to_it(client, request, programme, board, welfare, address, who):
    client.sign_in(request.getfixturevalue(who))
    role = next(role for place, role in PLACES if place == address)
    allowed = who in INVITERS[address]
    assert client.get(address).status_code == (200 if allowed else 403)
    assert invite(client, address, role).status_code == (303 if allowed else 403)
    assert len(rows(Invitation)) == len(rows(OutgoingMail)) == int(allowed)


@pytest.mark.parametrize(("address", "role"), PLACES)
def test_saying_yes_begins_the_role(client, marja, nico, board, welfare, address, role):
    invite(client.sign_in(marja), address, role)
    path = link()
    assert "nico@example.nl" in rows(Invitation)[0].email
    client.sign_in(nico)
    page = client.get(path, follow_redirects=True)
    assert page.status_code == 200 and "Ja, ik doe mee" in page.text
    assert [row.invited_as for row in list_open_for("nico@example.nl")] == [role]
    db.session.commit()
    landed = answer(client)
    assert landed.status_code == 303 and client.get(landed.location).status_code == 200
    kinds = {ORGANISATION: Membership, TEAM: TeamMember, BOARD: BoardMember}
    (row,) = rows(kinds[address], user_id=nico.id)
    strong = getattr(row, {ORGANISATION: "represents", TEAM: "is_manager", BOARD: "is_lead"}[address])
    assert (strong, row.starts_on) == (role in {"representative", "manager", "theme_lead"}, today())
    assert list_open_for("nico@example.nl") == []


def test_a_visitor_reads_what_is_asked_and_signs_in_first(client, marja, programme):
    invite(client.sign_in(marja), TEAM, "team")
    path = link()
    page = client.sign_out().get(path).text
    assert "Marja" in page and f"/inloggen?verder={path}" in page and f"/aanmelden?verder={path}" in page
    assert "nico@example.nl" not in page.lower()


def test_another_person_with_the_link_is_told_so_and_cannot_answer(client, marja, nico, rachida, programme):
    invite(client.sign_in(marja), TEAM, "manager")
    page = client.sign_out().sign_in(rachida).get(link())
    assert "naar een ander e-mailadres gestuurd" in page.text and "nico@example.nl" not in page.text
    assert answer(client).status_code == 404
    assert client.get(f"/mijn/uitnodigingen/{rows(Invitation)[0].id}").status_code == 404
    assert rows(TeamMember, user_id=rachida.id) == []


def test_a_guessed_link_is_not_found(client):
    assert client.get("/uitnodigingen/raad-maar").status_code == 404


def test_a_second_answer_changes_nothing(client, marja, nico, programme):
    invite(client.sign_in(marja), TEAM, "team")
    client.sign_in(nico)
    answer(client)
    assert answer(client).status_code == 303 and answer(client, "nee").status_code == 303
    assert len(rows(TeamMember, user_id=nico.id)) == 1
    assert "U hebt al ja gezegd." in client.get(link(), follow_redirects=True).text


def test_no_is_an_answer(client, marja, nico, programme):
    invite(client.sign_in(marja), TEAM, "team")
    client.sign_in(nico)
    assert answer(client, "nee").location == "/mijn"
    answer(client)
    assert rows(TeamMember, user_id=nico.id) == []
    assert answer(client, "misschien").status_code == 400


def test_after_thirty_days_it_is_over(client, marja, nico, programme):
    invite(client.sign_in(marja), TEAM, "team")
    invitation = rows(Invitation)[0]
    assert timedelta(days=29) < invitation.expires_at - now() <= timedelta(days=30)
    invitation = db.session.get(Invitation, invitation.id)
    invitation.expires_at = now() - timedelta(seconds=1)
    db.session.commit()
    assert "verlopen" in client.sign_in(nico).get(link(), follow_redirects=True).text
    answer(client)
    assert rows(TeamMember, user_id=nico.id) == []


@pytest.mark.parametrize(
    ("address", "role"), [(ORGANISATION, "member"), (TEAM, "team"), (BOARD, "theme_lead")]
)
def test_taken_back_it_does_not_work_any_more(client, marja, nico, otto, board, welfare, address, role):
    invite(client.sign_in(marja), address, role)
    withdrawal = f"/uitnodigingen/{rows(Invitation)[0].id}/intrekking"
    for somebody in (nico, otto):
        assert client.sign_in(somebody).post(withdrawal).status_code == 403
    client.sign_in(marja)
    back = client.post(withdrawal).location
    assert "ingetrokken" in client.get(back).text
    assert client.post(withdrawal).status_code == 303
    assert "ingetrokken" in client.sign_in(nico).get(link(), follow_redirects=True).text
    answer(client)
    assert rows(BoardMember, user_id=nico.id) == rows(TeamMember, user_id=nico.id) == []


def test_a_programme_that_ended_since_takes_nobody_in(client, marja, nico, programme):
    invite(client.sign_in(marja), TEAM, "team")
    stored, invitation = db.session.get(Programme, programme.id), rows(Invitation)[0]
    stored.ends_on = today() - timedelta(days=1)
    db.session.get(Invitation, invitation.id).created_at = now() - timedelta(days=3)
    db.session.commit()
    refused = answer(client.sign_in(nico))
    assert refused.status_code == 409 and "afgelopen" in refused.text
    assert rows(TeamMember, user_id=nico.id) == []
    assert rows(Invitation)[0].accepted_at is None


def test_the_same_question_is_mailed_once(client, marja, programme):
    client.sign_in(marja)
    invite(client, TEAM, "team")
    again = invite(client, TEAM, "team", "nico@example.NL")
    assert again.status_code == 422 and "heeft al zo" in again.text
    assert invite(client, TEAM, "manager").status_code == 303
    assert len(rows(OutgoingMail)) == 2


def test_who_belongs_there_already_belongs_there_once(client, marja, paul, welfare, programme):
    invite(client.sign_in(marja), ORGANISATION, "representative", "paul@example.nl")
    answer(client.sign_in(paul))
    (membership,) = rows(Membership, user_id=paul.id)
    assert membership.represents
    invite(client.sign_in(marja), ORGANISATION, "member", "paul@example.nl")
    answer(client.sign_in(paul))
    assert [row.represents for row in rows(Membership, user_id=paul.id)] == [True]


def test_a_team_member_becomes_manager_with_a_date(client, marja, tess, programme):
    invite(client.sign_in(marja), TEAM, "manager", "tess@example.nl")
    answer(client.sign_in(tess))
    assert [(row.is_manager, row.ends_on is None) for row in rows(TeamMember, user_id=tess.id)] == [
        (False, False),
        (True, True),
    ]
    assert client.get("/programmas/samen-in-linde/team").status_code == 200


def test_a_new_kartrekker_ends_the_term_of_the_one_before(client, karin, nico, board):
    invite(client.sign_in(karin), BOARD, "theme_lead")
    answer(client.sign_in(nico))
    assert rows(BoardMember, user_id=karin.id)[0].ends_on == today() - timedelta(days=1)
    assert "Nico" in client.get("/programmas/samen-in-linde/eenzaamheid").text


def test_who_joins_a_hidden_board_lands_where_they_may_be(client, karin, nico, board):
    stored = db.session.get(type(board), board.id)
    stored.openness = Openness.PARTNERS
    db.session.commit()
    invite(client.sign_in(karin), BOARD, "working_group")
    assert answer(client.sign_in(nico)).location == "/mijn"


@pytest.mark.parametrize(
    ("email", "role", "message"),
    [
        ("", "team", "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        ("nico", "team", "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        ("nico@example.nl\r\nBcc: x@example.nl", "team", "Vul een e-mailadres in"),
        ("a" * 260 + "@example.nl", "team", "hoogstens 254 tekens"),
        ("nico@example.nl", "member", "Kies als wat u deze persoon uitnodigt."),
        ("nico@example.nl", "", "Kies als wat u deze persoon uitnodigt."),
    ],
)
def test_bad_input_is_explained(client, marja, programme, email, role, message):
    refused = invite(client.sign_in(marja), TEAM, role, email)
    assert refused.status_code == 422 and message in refused.text
    assert rows(Invitation) == []


def test_whoever_left_cannot_invite_any_more(client, tess, programme, board):
    member = db.session.scalars(select(TeamMember).where(TeamMember.user_id == tess.id)).one()
    member.ends_on = date(2020, 1, 1)
    db.session.commit()
    assert invite(client.sign_in(tess), BOARD, "theme_lead").status_code == 403


def test_the_board_page_can_be_asked_for_a_kartrekker_at_once(client, karin, board):
    page = client.sign_in(karin).get(BOARD + "?als=theme_lead").text
    assert re.search(r'value="theme_lead"[^>]* checked', page)


def test_a_member_sees_no_invitations(client, marja, paul, welfare):
    invite(client.sign_in(marja), ORGANISATION, "member")
    assert "nico@example.nl" in client.get("/organisaties/welzijn-linde").text
    assert "nico@example.nl" not in client.sign_in(paul).get("/organisaties/welzijn-linde").text


def test_an_invitation_waits_on_ones_own_place(client, marja, nico, programme):
    invite(client.sign_in(marja), TEAM, "team")
    (invitation,) = rows(Invitation)
    assert f'href="/mijn/uitnodigingen/{invitation.id}"' in client.sign_in(nico).get("/mijn").text
    assert "/mijn/uitnodigingen/" not in client.sign_in(marja).get("/mijn").text


def test_a_programme_that_had_ended_before_may_still_invite(client, marja, nico, programme):
    stored = db.session.get(Programme, programme.id)
    stored.ends_on = today() - timedelta(days=1)
    db.session.commit()
    invite(client.sign_in(marja), TEAM, "team")
    assert answer(client.sign_in(nico)).status_code == 303
    assert len(rows(TeamMember, user_id=nico.id)) == 1
