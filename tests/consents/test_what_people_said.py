"""What people agreed to: one line each time, on a page of their own, and never changed."""

from datetime import date

import pytest
from sqlalchemy import delete, update

from workspace.access import OPERATOR
from workspace.consents.actions import note_consent
from workspace.consents.models import ConsentEntry, ConsentFor, ConsentHow
from workspace.consents.models.guard import SaidStays
from workspace.consents.queries import list_consents_of
from workspace.db import db

PAGE = "/account/toestemmingen"


def say(person, given, **facts):
    facts = {"how": ConsentHow.SELF, "by": person.as_actor()} | facts
    note_consent(ConsentFor.DIGEST, "mail_choice", person.id, given=given, person_id=person.id, **facts)
    db.session.commit()


def test_people_see_each_yes_and_each_taking_back(client, nico, rachida):
    say(nico, True, how=ConsentHow.PAPER, said_on=date(2024, 5, 6), by=OPERATOR)
    say(nico, True, by=rachida.as_actor())
    say(nico, False)
    text = client.sign_in(nico).get(PAGE).text
    assert text.count("Mail met nieuws krijgen") == 3
    assert text.count("Nee, of weer ingetrokken") == 1
    assert text.count("opgeschreven door iemand anders") == 1
    assert "6 mei 2024" in text
    assert PAGE in client.get("/account").text
    assert "U gaf nog nergens toestemming voor." in client.sign_in(rachida).get(PAGE).text


def test_the_newest_comes_first(nico):
    say(nico, True)
    say(nico, False)
    assert [row.is_given for row in list_consents_of(nico.id)] == [False, True]


def test_what_was_said_neither_changes_nor_goes(nico):
    say(nico, True)
    entry = db.session.query(ConsentEntry).one()
    entry.is_given = False
    with pytest.raises(SaidStays):
        db.session.flush()
    db.session.rollback()
    db.session.delete(db.session.query(ConsentEntry).one())
    with pytest.raises(SaidStays):
        db.session.flush()
    db.session.rollback()
    for statement in (update(ConsentEntry).values(is_given=False), delete(ConsentEntry)):
        with pytest.raises(SaidStays):
            db.session.execute(statement)
        db.session.rollback()


def test_choosing_about_mail_says_yes_or_no(client, nico):
    client.sign_in(nico).post("/mijn/post", data={"rhythm": "daily"})
    client.post("/mijn/post", data={"rhythm": "weekly", "days": ["1"]})  # a yes already
    client.post("/mijn/post", data={"rhythm": "never"})
    client.post("/mijn/post", data={"rhythm": "never", "at_once": "y"})
    assert [row.is_given for row in list_consents_of(nico.id)] == [True, False, True]
    assert {row.how for row in list_consents_of(nico.id)} == {ConsentHow.SELF}
