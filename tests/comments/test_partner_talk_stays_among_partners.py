"""What partners say among themselves reaches nobody else: no text, number, order, fragment or event."""

import re

import pytest

from tests import cast
from tests.client import HTMX
from workspace.activity.models import BoardPulse, Event
from workspace.comments.models import Comment
from workspace.db import db
from workspace.organisations.models import Membership

SECRET = "Onder ons gezegd en gezwegen."
INSIDERS = ["paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja"]
OUTSIDERS = ["rachida", "nico", "ada", "otto"]


@pytest.fixture
def talk(initiative) -> str:
    return f"/initiatieven/{initiative.id}/reacties"


@pytest.fixture
def secret(client, initiative, talk, paul) -> Comment:
    client.sign_in(paul).post(talk, data={"body": SECRET, "audience": "partners"})
    client.sign_out()
    comment = db.session.query(Comment).one()
    db.session.expunge(comment)
    return comment


@pytest.mark.parametrize("who", INSIDERS)
def test_partners_and_council_read_along(client, request, secret, talk, who):
    page = client.sign_in(request.getfixturevalue(who)).get(talk).text
    assert SECRET in page
    assert "Alleen voor partners" in page
    assert client.get(f"{talk}/{secret.id}").status_code == 200


@pytest.mark.parametrize("who", [*OUTSIDERS, None])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_nobody_else_sees_that_anything_was_said(
    client, request, secret, initiative, nico, talk, who, headers
):
    if who:
        client.sign_in(request.getfixturevalue(who))
    page = client.get(talk, headers=headers).text
    assert SECRET not in page
    assert '<span class="count">0</span>' in page
    assert f"reactie-{secret.id}" not in page
    assert client.get(f"{talk}/{secret.id}", headers=headers).status_code == 404
    assert client.get(f"{talk}/{secret.id}/antwoorden", headers=headers).status_code == 404


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_else_answers_changes_or_removes_it(client, request, secret, talk, who):
    client.sign_in(request.getfixturevalue(who))
    for noun in ("antwoorden", "wijziging", "verwijdering"):
        answer = client.post(f"{talk}/{secret.id}/{noun}", data={"body": "x", "reason": "x", "version": "1"})
        assert answer.status_code == 404


def test_a_hidden_comment_and_a_missing_one_answer_the_same(client, secret, talk, nico):
    client.sign_in(nico)
    hidden, missing = (client.get(f"{talk}/{number}").text for number in (secret.id, 987654))
    hidden, missing = (re.sub(r'csrf_token" value="[^"]*"', "", page) for page in (hidden, missing))
    assert hidden.replace(f"/{secret.id}?", "/987654?") == missing


def test_visitors_cannot_tell_from_counts_order_events_or_pulse(client, initiative, board, secret):
    fresh = cast.reloaded(initiative)
    assert (fresh.comment_count, fresh.partner_comment_count) == (0, 1)
    assert fresh.active_at < fresh.partner_active_at
    assert [e.is_public for e in db.session.query(Event)] == [False]
    pulse = db.session.get(BoardPulse, board.id)
    assert (pulse.public_version, pulse.partner_version) == (1, 2)


def test_an_answer_among_partners_stays_there(client, initiative, secret, talk, olaf, nico):
    data = {"body": "Dat hoorde ik ook.", "audience": "public"}
    client.sign_in(olaf).post(f"{talk}/{secret.id}/antwoorden", data=data)
    assert db.session.query(Comment).order_by(Comment.id.desc()).first().audience == "partners"
    assert "Dat hoorde ik ook." in client.get(talk).text
    assert "Dat hoorde ik ook." not in client.sign_in(nico).get(talk).text
    assert cast.reloaded(initiative).comment_count == 0


def test_the_council_reads_partner_talk_but_does_not_join_in(client, secret, talk, coby):
    client.sign_in(coby)
    assert "Wie mag dit lezen?" not in client.get(talk).text
    assert f"{secret.id}/antwoorden" not in client.get(talk).text
    assert client.get(f"{talk}/{secret.id}/antwoorden").status_code == 403
    assert client.post(f"{talk}/{secret.id}/antwoorden", data={"body": "Wij ook."}).status_code == 403
    client.post(talk, data={"body": "Ons advies.", "audience": "partners"})
    assert db.session.query(Comment).order_by(Comment.id.desc()).first().audience == "public"


def test_the_next_part_of_the_talk_does_not_show_a_gap(client, initiative, secret, talk, nico, paul):
    for n in range(25):
        cast.make_comment(initiative, nico, f"Nummer {n}.")
        cast.make_comment(initiative, paul, SECRET, audience="partners")
    page = client.get(talk).text
    assert page.count("Nummer ") == 20
    assert "Nummer 19." in page


def test_removing_partner_talk_tells_visitors_nothing(client, initiative, board, secret, talk, paul):
    before = cast.reloaded(initiative).active_at
    client.sign_in(paul).post(f"{talk}/{secret.id}/verwijdering", data={})
    fresh = cast.reloaded(initiative)
    assert (fresh.comment_count, fresh.partner_comment_count, fresh.active_at) == (0, 0, before)
    assert db.session.get(BoardPulse, board.id).public_version == 1
    assert "weggehaald" not in client.sign_out().get(talk).text
    assert "weggehaald" in client.sign_in(paul).get(talk).text


def test_talk_on_an_initiative_among_partners_is_no_public_event(client, initiative, talk, paul):
    initiative.visibility = "partners"
    db.session.commit()
    client.sign_in(paul).post(talk, data={"body": "Voor wie het ziet."})
    assert [e.is_public for e in db.session.query(Event)] == [False]


def test_a_partner_who_left_no_longer_reads_their_own_partner_talk(client, secret, talk, paul):
    for membership in db.session.query(Membership).filter_by(user_id=paul.id):
        db.session.delete(membership)
    db.session.commit()
    client.sign_in(paul)
    assert SECRET not in client.get(talk).text
    assert client.get(f"{talk}/{secret.id}/wijziging").status_code == 404
