"""The page of the person quoted: the words as they will stand there, and yes, no or rather otherwise.

By the link in a letter, without signing in, or by account. Nothing of it is kept by browsers in between.
"""

from flask import flash, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.accounts.models import hash_of
from workspace.forms import ButtonForm
from workspace.learning.actions.consent import WordsChanged, answer_quote, wish_otherwise
from workspace.learning.actions.withdrawing import withdraw_quote
from workspace.learning.forms.consent import AnswerForm, Reply
from workspace.learning.models import ConsentAnswer, QuoteConsent
from workspace.learning.queries.consent import get_consent_asked_of, get_consent_by_key
from workspace.learning.queries.rows import find_picture
from workspace.learning.views.blueprint import bp
from workspace.learning.views.pictures import folder
from workspace.web import actor_here, go_to, public

BY_KEY = "the person quoted has no account perhaps; the key in the link cannot be guessed"
ONE = "/leermomenten/<int:moment_id>/citaat"


@bp.get("/citaat/<key>")
@public(BY_KEY)
def quote_by_key(key: str) -> ResponseReturnValue:
    """Show the quote to whoever holds the link."""
    return _page(get_consent_by_key(key), _address_by(key))


@bp.post("/citaat/<key>")
@public(BY_KEY)
def answer_quote_by_key(key: str) -> ResponseReturnValue:
    """Take the answer of whoever holds the link."""
    return _answer(get_consent_by_key(key, to_change=True), _address_by(key), hash_of(key))


@bp.post("/citaat/<key>/intrekking")
@public(BY_KEY)
def withdraw_quote_by_key(key: str) -> ResponseReturnValue:
    """Let whoever holds the link take everything back."""
    return _withdraw(get_consent_by_key(key, to_change=True), _address_by(key), hash_of(key))


@bp.get(ONE)
def my_quote(moment_id: int) -> ResponseReturnValue:
    """Show the quote to the person whose account was asked."""
    return _page(get_consent_asked_of(moment_id, actor_here()), _address_of(moment_id))


@bp.post(ONE)
def answer_my_quote(moment_id: int) -> ResponseReturnValue:
    """Take the answer of the person whose account was asked."""
    consent = get_consent_asked_of(moment_id, actor_here(), to_change=True)
    return _answer(consent, _address_of(moment_id), None)


@bp.post(f"{ONE}/intrekking")
def withdraw_my_quote(moment_id: int) -> ResponseReturnValue:
    """Let the person whose account was asked take everything back."""
    consent = get_consent_asked_of(moment_id, actor_here(), to_change=True)
    return _withdraw(consent, _address_of(moment_id), None)


def _address_by(key: str) -> str:
    return url_for("learning.quote_by_key", key=key)


def _address_of(moment_id: int) -> str:
    return url_for("learning.my_quote", moment_id=moment_id)


def _answer(consent: QuoteConsent, address: str, key_hash: str | None) -> ResponseReturnValue:
    form = AnswerForm()
    if consent.withdrawn_at is not None or consent.moment.withdrawn_at is not None:
        return _page(consent, address, status=409)
    if not form.validate_on_submit():
        return _page(consent, address, form, status=422)
    if form.is_stale(consent.version):
        return _page(consent, address, is_late=True, status=409)
    reply, by = Reply(form.reply.data), actor_here()
    try:
        if reply == Reply.RATHER:
            wish_otherwise(consent, form.wish.data, key_hash=key_hash, by=by)
        else:
            answer = ConsentAnswer.YES if reply == Reply.YES else ConsentAnswer.NO
            answer_quote(consent, answer, key_hash=key_hash, by=by)
    except WordsChanged:
        return _page(consent, address, status=409)
    flash(_thanks(reply))
    return go_to(address)


def _withdraw(consent: QuoteConsent, address: str, key_hash: str | None) -> ResponseReturnValue:
    form = ButtonForm()
    if not form.validate_on_submit():
        return _page(consent, address, status=422)
    withdraw_quote(consent, folder=folder(), key_hash=key_hash, by=actor_here())
    flash(_("U hebt het citaat ingetrokken. Niemand ziet het meer."))
    return go_to(address)


def _thanks(reply: Reply) -> str:
    if reply == Reply.YES:
        return str(_("Dank u. Het citaat is nu te zien."))
    if reply == Reply.NO:
        return str(_("Dank u voor uw antwoord. Het citaat wordt niet getoond."))
    return str(_("Dank u. Wij geven uw woorden door en vragen het u opnieuw."))


def _page(
    consent: QuoteConsent,
    address: str,
    form: AnswerForm | None = None,
    *,
    is_late: bool = False,
    status: int = 200,
) -> ResponseReturnValue:
    said = {ConsentAnswer.YES: Reply.YES, ConsentAnswer.NO: Reply.NO}.get(consent.answer or ConsentAnswer.YES)
    data = {"version": str(consent.version), "reply": said if consent.answer else None, "wish": consent.wish}
    page = render_template(
        "learning/quoted.html",
        consent=consent,
        moment=consent.moment,
        picture=find_picture(consent.moment_id),
        fits=consent.fits(consent.moment),
        is_late=is_late,
        address=address,
        form=form or AnswerForm(formdata=None, data=data),
        button_form=ButtonForm(formdata=None),
    )
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
