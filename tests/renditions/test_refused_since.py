"""A file is not given out when somebody refused, or hid, what stands in it since it was made."""

import pytest
from sqlalchemy import select

from tests import cast
from tests.renditions.conftest import SAID
from tests.renditions.steps import ask, words_of_pdf
from workspace.db import db, now
from workspace.learning.models import LearningMoment, QuoteConsent, Reflection
from workspace.programmes.models import Openness
from workspace.renditions.cli import make_all
from workspace.renditions.cli.making import keep_house


@pytest.fixture
def moment(history):
    return db.session.scalars(select(LearningMoment).where(LearningMoment.what == SAID)).one()


@pytest.mark.parametrize("answer", ["no", "rather", "asked again"])
def test_words_that_somebody_refused_since_are_not_given_out(client, paul, history, moment, folder, answer):
    facts = {"moment_id": moment.id, "shown_text": SAID, "answer": "yes", "answered_at": now()}
    cast.save(QuoteConsent(**facts))
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    assert client.get(f"{here}/bestand").status_code == 200
    moment = cast.reloaded(moment)
    consent = db.session.get_one(QuoteConsent, moment.id, populate_existing=True)
    moment.published_at = None
    if answer == "asked again":
        consent.answer, consent.answered_at, consent.asked_at = None, None, now()
    else:
        consent.answer, consent.answered_at = "no" if answer == "no" else None, now()
    db.session.commit()
    assert client.get(f"{here}/bestand").location == here
    keep_house()
    assert not list(folder.iterdir()), "The disk lets go of it too"
    again = client.post(f"{here}/opnieuw").location
    make_all()
    assert SAID not in words_of_pdf(client.get(f"{again}/bestand").data)


def test_a_reflection_that_went_among_partners_is_not_given_out(client, nico, paul, history, moment):
    facts = {"body": "Mooi.", "body_html": "<p>Mooi.</p>", "role": "partner", "openness": Openness.PUBLIC}
    said = cast.save(Reflection(moment_id=moment.id, author_id=paul.id, **facts))
    client.sign_in(nico)
    here = ask(client, history)
    make_all()
    said = cast.reloaded(said)
    said.openness, said.edited_at = Openness.PARTNERS, now()
    db.session.commit()
    assert client.get(f"{here}/bestand").location == here
