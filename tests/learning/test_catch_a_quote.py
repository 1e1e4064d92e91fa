"""A quote is asked about in the form that catches it; nobody else sees it before there is a yes."""

from sqlalchemy import select

from tests.learning.making import verbs
from workspace.activity.models import Event
from workspace.db import db
from workspace.learning.models import LearningMoment
from workspace.mail.models import OutgoingMail

WORDS = "Ik kom voor de soep en blijf voor de mensen."


def at(initiative):
    return f"/initiatieven/{initiative.id}/leermoment"


def catch(client, address, **fields):
    return client.post(address, data={"kind": "quote", "what": WORDS} | fields)


def test_a_quote_is_not_told_to_anybody_yet(client, initiative, nico, paul, karin):
    answer = catch(client.sign_in(nico), at(initiative), said_by="Riet Jansen")
    assert "Nog één stap" in client.get(answer.location).text  # nobody to ask yet
    moment = db.session.scalars(select(LearningMoment)).one()
    assert moment.published_at is None
    place = f"/leermomenten/{moment.id}"
    assert "Dit citaat wacht op een ja" in client.get(place).text
    assert verbs() == ["quote_caught"]
    assert db.session.scalars(select(Event.is_public)).one() is False
    assert client.sign_in(paul).get(place).status_code == 404
    assert client.sign_in(karin).get(place).status_code == 200
    assert "leermoment vast" not in client.get(f"/initiatieven/{initiative.id}/geschiedenis").text


def test_who_is_quoted_gets_a_letter_with_a_link_and_none_of_the_words(client, initiative, nico, paul):
    quoted = {"said_by": "Riet Jansen", "quoted_email": "riet@example.nl"}
    answer = catch(client.sign_in(nico), at(initiative), **quoted)
    assert "De brief is onderweg" in client.get(answer.location).text
    letter = db.session.scalars(select(OutgoingMail)).one()
    assert letter.recipient == "riet@example.nl"
    assert "/citaat/" in letter.text
    assert WORDS not in letter.text
    assert client.sign_in(paul).get(answer.location).status_code == 404


def test_ones_own_words_are_published_at_once_under_ones_own_name(client, initiative, nico):
    answer = catch(client.sign_in(nico), at(initiative), is_mine="y")
    page = client.sign_out().get(answer.location).text
    assert f"“{WORDS}”" in page
    assert '<p class="moment__said">Nico</p>' in page
    assert verbs() == ["quote_caught", "moment_caught"]
    assert db.session.scalars(select(OutgoingMail)).all() == []
