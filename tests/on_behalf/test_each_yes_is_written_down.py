"""Each yes of somebody who does not come online, and each taking back, is a line that stays."""

from sqlalchemy import select

from workspace.consents.models import ConsentEntry, ConsentHow
from workspace.db import db
from workspace.on_behalf.models import OnBehalf


def said() -> list[tuple[bool, ConsentHow, bool]]:
    entries = db.session.scalars(select(ConsentEntry).order_by(ConsentEntry.id))
    return [(entry.is_given, entry.how, entry.noted_by_id == entry.person_id) for entry in entries]


def test_a_support_that_is_taken_back(client, enter, paul):
    paper = enter(paul, "support")
    number = db.session.query(OnBehalf).one().id
    client.post(f"{paper}/{number}/intrekking")
    assert said() == [(True, ConsentHow.SPOKEN, False), (False, ConsentHow.SPOKEN, False)]
    first = db.session.query(ConsentEntry).first()
    assert (first.said_at.date().isoformat(), first.subject_id) == ("2020-01-31", number)


def test_a_comment_on_paper_taken_back_twice(client, enter, paul):
    paper = enter(paul, "comment", received="paper")
    address = f"{paper}/{db.session.query(OnBehalf).one().id}/intrekking"
    client.post(address)
    client.post(address)
    assert said() == [(True, ConsentHow.PAPER, False), (False, ConsentHow.SPOKEN, False)]


def test_who_claims_it_says_yes_themselves(client, code_of, paul, nico):
    code = code_of(paul)
    client.sign_in(nico).post(client.post("/code", data={"code": code}).location)
    assert said() == [(True, ConsentHow.SPOKEN, False), (True, ConsentHow.SELF, True)]
