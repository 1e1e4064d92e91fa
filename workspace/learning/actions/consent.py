"""Asking the person quoted, and their answer. No answer means not published (N25)."""

import secrets
from datetime import date
from typing import NamedTuple

from workspace.access import VISITOR, Actor, require
from workspace.accounts.models import hash_of
from workspace.activity.actions import record
from workspace.boards.queries.actors import get_actors
from workspace.consents.models import ConsentHow
from workspace.db import db, now
from workspace.learning.actions.telling import is_in_public, tell_moment, tell_published
from workspace.learning.actions.withdrawing import empty_testimonies, note_said
from workspace.learning.models import ConsentAnswer, LearningMoment, QuoteConsent, shown_as
from workspace.learning.policy.consent import (
    may_answer_quote,
    may_ask_quoted,
    may_enter_paper,
    may_quote_oneself,
)
from workspace.learning.queries.consent import find_consent, find_person


class NobodyAsked(Exception):
    """There is no address and no account to ask again."""


class NoWish(Exception):
    """The person quoted did not say how they would rather have said it."""


class WordsChanged(Exception):
    """The quote says something else by now: whoever is quoted is asked about that first."""


class Letter(NamedTuple):
    """To whom a letter goes, and the secret of the link in it, which is kept nowhere."""

    email: str
    key: str


def ask_quoted_person(
    moment: LearningMoment, *, email: str = "", user_id: int | None = None, by: Actor
) -> Letter | None:
    """Ask the person quoted, by a letter to an address or by their account, about the words as they are.

    Return the letter to send, or None when the account is told. Links of before no longer work.
    """
    require(may_ask_quoted(by, moment))
    consent = _renewed(moment)
    consent.email, consent.user_id = email, user_id or (find_person(email) if email else None)
    key = secrets.token_urlsafe(32) if email else None
    consent.key_hash = hash_of(key) if key else None
    _unpublish(moment)
    if user_id is not None:
        record("quote_asked", by=by, subject_id=user_id, moment=moment.id)
    return Letter(email, key) if key else None


def ask_again(moment: LearningMoment, *, by: Actor) -> Letter | None:
    """Ask the same person again, about the words as they are now; raise NobodyAsked."""
    require(may_ask_quoted(by, moment))
    consent = find_consent(moment)
    if consent is None or not (consent.email or consent.user_id):
        raise NobodyAsked
    if consent.user_id == moment.author_id == by.id and not consent.email:
        quote_oneself(moment, by=by)
        return None
    user_id = None if consent.email else consent.user_id
    return ask_quoted_person(moment, email=consent.email, user_id=user_id, by=by)


def take_over_wish(moment: LearningMoment, *, by: Actor) -> Letter | None:
    """Let the quote say what the person quoted wishes, and ask about that; raise NoWish or NobodyAsked."""
    require(may_ask_quoted(by, moment))
    consent = find_consent(moment)
    if consent is None or not consent.wish:
        raise NoWish
    moment.what, moment.edited_at = consent.wish, now()
    return ask_again(moment, by=by)


def quote_oneself(moment: LearningMoment, *, by: Actor) -> None:
    """Say that it is oneself who is quoted: it is published at once, without a link."""
    require(may_quote_oneself(by, moment))
    consent = _renewed(moment)
    consent.email, consent.key_hash, consent.user_id = "", None, by.signed_in_id()
    _say_yes(consent, moment)
    note_said(consent, given=True, how=ConsentHow.SELF, by=by)


def enter_paper_consent(moment: LearningMoment, *, on: date, by: Actor) -> None:
    """Write down that somebody who does not come online said yes to these words on paper, on this day."""
    require(may_enter_paper(by, moment))
    consent = _renewed(moment)
    consent.email, consent.key_hash, consent.user_id = "", None, None
    consent.paper_on, consent.entered_by_id = on, by.signed_in_id()
    _say_yes(consent, moment)
    note_said(consent, given=True, how=ConsentHow.PAPER, by=by)


def answer_quote(
    consent: QuoteConsent, answer: ConsentAnswer, *, key_hash: str | None = None, by: Actor
) -> None:
    """Let the person quoted say yes or no, also otherwise than before; the consent and its moment are held.

    Raise WordsChanged at a yes to words that are no longer those of the quote. After a no nothing of it stays
    in adopted reports either: whoever said yes once takes that back.
    """
    require(may_answer_quote(by, consent, key_hash) and consent.withdrawn_at is None)
    moment = consent.moment
    if consent.answer == answer:
        return
    if answer == ConsentAnswer.YES:
        if not consent.fits(moment):
            raise WordsChanged
        _say_yes(consent, moment)
    else:
        _unpublish(moment)
        consent.answer, consent.answered_at, consent.wish = answer, now(), ""
        consent.email = ""  # as the letter promised; the link goes on working
        empty_testimonies(moment)
    _note_answer(consent, answer == ConsentAnswer.YES, key_hash, by)
    _tell_author(consent, by)


def wish_otherwise(consent: QuoteConsent, wish: str, *, key_hash: str | None = None, by: Actor) -> None:
    """Let the person quoted say how they would rather have said it: not published until asked again."""
    require(may_answer_quote(by, consent, key_hash) and consent.withdrawn_at is None)
    _unpublish(consent.moment)
    if consent.answer == ConsentAnswer.YES:
        _note_answer(consent, False, key_hash, by)
    consent.wish, consent.answer, consent.answered_at = wish, None, now()
    _tell_author(consent, by)


def note_changed_quote(moment: LearningMoment) -> bool:
    """Take a quote out of sight whose words, name or readers are no longer those that were agreed to.

    Return whether somebody has to be asked again. Called by the action that changed it.
    """
    consent = find_consent(moment)
    if consent is None or consent.fits(moment):
        return False
    consent.answer = consent.answered_at = None
    moment.published_at = None
    return True


def _note_answer(consent: QuoteConsent, given: bool, key_hash: str | None, by: Actor) -> None:
    note_said(consent, given=given, how=ConsentHow.LINK if key_hash else ConsentHow.SELF, by=by)


def _renewed(moment: LearningMoment) -> QuoteConsent:
    """Return the consent of a moment with its words as they are now, and no answer."""
    consent = find_consent(moment)
    if consent is None:
        consent = QuoteConsent(moment_id=moment.id)
        db.session.add(consent)
    consent.shown_text, consent.shown_as, consent.shown_to = moment.what, shown_as(moment), moment.openness
    consent.asked_at, consent.wish = now(), ""
    consent.answer = consent.answered_at = consent.withdrawn_at = None
    consent.paper_on = consent.entered_by_id = None
    return consent


def _say_yes(consent: QuoteConsent, moment: LearningMoment) -> None:
    consent.answer, consent.answered_at, consent.wish = ConsentAnswer.YES, now(), ""
    if moment.hidden_at is not None:
        moment.published_before = moment.published_before or now()
    elif moment.published_at is None:
        moment.published_at = now()
        author = get_actors([moment.author_id]).get(moment.author_id, VISITOR)
        tell_published(moment, by=author)


def _unpublish(moment: LearningMoment) -> None:
    if moment.published_at is not None:
        was_public = is_in_public(moment)
        moment.published_at = None
        tell_moment("quote_unpublished", moment, by=VISITOR, was_public=was_public)


def _tell_author(consent: QuoteConsent, by: Actor) -> None:
    if by.id != consent.moment.author_id:
        record("quote_answered", by=VISITOR, subject_id=consent.moment.author_id, moment=consent.moment_id)
