"""Each yes to words or a picture, and each taking back, is a line that stays (AVG, article 7)."""

from sqlalchemy import select

from tests.learning.quoting import answer, ask
from workspace.consents.models import ConsentEntry, ConsentFor, ConsentHow
from workspace.db import db


def said() -> list[tuple[ConsentFor, bool, ConsentHow]]:
    entries = db.session.scalars(select(ConsentEntry).order_by(ConsentEntry.id))
    found = [(entry.consent_for, entry.is_given, entry.how) for entry in entries]
    db.session.commit()
    return found


def test_of_a_quote_by_the_link_in_a_letter(client, quote, key):
    answer(client, key, "ja", quote)
    answer(client, key, "anders", quote, wish="Ik kom voor de soep.")
    answer(client, key, "nee", quote)
    client.post(f"/citaat/{key}/intrekking")
    assert said()[:3] == [
        (ConsentFor.QUOTE, True, ConsentHow.LINK),
        (ConsentFor.QUOTE, False, ConsentHow.LINK),
        (ConsentFor.QUOTE, False, ConsentHow.LINK),
    ]
    assert {entry.person_id for entry in db.session.query(ConsentEntry)} == {None}


def test_of_a_quote_on_paper_and_of_who_no_longer_agrees(client, quote, karin):
    ask(client.sign_in(karin), quote, way="paper", paper_on="2020-01-31", agreed="y")
    client.post(f"/leermomenten/{quote.id}/toestemming/vervallen", data={"what": "words"})
    assert said()[0] == (ConsentFor.QUOTE, True, ConsentHow.PAPER)
    assert said()[1] == (ConsentFor.QUOTE, False, ConsentHow.SPOKEN)
    entry = db.session.query(ConsentEntry).first()
    assert (entry.said_at.date().isoformat(), entry.noted_by_id) == ("2020-01-31", karin.id)
