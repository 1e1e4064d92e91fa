"""Asking the person quoted, as tests do it through the pages."""

import re

from sqlalchemy import select

from tests import cast
from tests.learning.making import verbs
from workspace.db import db
from workspace.learning.models import LearningMoment, QuoteConsent
from workspace.mail.models import OutgoingMail

WORDS = "Ik kom voor de soep en blijf voor de mensen."


def read(query):
    """Return one value, and leave no transaction open: what tests hold stays as they read it."""
    found = db.session.scalar(query)
    db.session.commit()
    return found


def stored(thing):
    found = cast.reloaded(thing)
    db.session.commit()
    return found


def ask(client, quote, **fields):
    version = read(select(LearningMoment.version).where(LearningMoment.id == quote.id))
    data = {"way": "mail", "email": "mieke@example.nl", "version": version} | fields
    return client.post(f"/leermomenten/{quote.id}/toestemming", data=data)


def key_in_the_last_letter():
    letter = read(select(OutgoingMail).order_by(OutgoingMail.id.desc()).limit(1))
    return re.search(r"/citaat/(\S+)", letter.text).group(1)


def told():
    found = verbs()
    db.session.commit()
    return found


def version_of(quote):
    return read(select(QuoteConsent.version).where(QuoteConsent.moment_id == quote.id))


def answer(client, key, reply, quote, **fields):
    return client.post(f"/citaat/{key}", data={"reply": reply, "version": version_of(quote)} | fields)


def consent_of(quote):
    return read(select(QuoteConsent).where(QuoteConsent.moment_id == quote.id))
