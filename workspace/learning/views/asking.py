"""Asking the person quoted, and writing down that somebody no longer agrees: for who caught it and steers."""

from collections.abc import Callable

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import page as error_page
from workspace.forms import ButtonForm
from workspace.learning.actions import consent as actions
from workspace.learning.actions.withdrawing import take_consent_back
from workspace.learning.forms.consent import AskForm, GoneForm, Way
from workspace.learning.models import LearningMoment, QuoteConsent, shown_as
from workspace.learning.policy.consent import (
    may_ask_quoted,
    may_enter_paper,
    may_quote_oneself,
    may_take_consent_back,
)
from workspace.learning.queries import get_moment
from workspace.learning.queries.consent import find_consent, find_coordinator, name_of_author
from workspace.learning.queries.rows import find_picture
from workspace.learning.views.blueprint import bp
from workspace.learning.views.pictures import folder
from workspace.letters import compose, full_address
from workspace.limits import limited
from workspace.mail.actions import enqueue_mail
from workspace.times import today
from workspace.web import actor_here, current_actor, go_to, locale

ONE = "/leermomenten/<int:moment_id>/toestemming"
# With invitations: enough for a whole working group on one day, too little to send the world mail.
sparingly = limited("limit_invitations", "invitations", key=lambda: str(current_actor.id))


@bp.get(ONE)
def quote_asking(moment_id: int) -> ResponseReturnValue:
    """Show whether the person quoted was asked, and what the answer is."""
    return _page(_find(moment_id))


@bp.post(ONE)
@sparingly
def ask_quote(moment_id: int) -> ResponseReturnValue:
    """Ask the person quoted, or say that they said yes already."""
    moment = _find(moment_id, to_change=True)
    form = _ask_form(moment)
    if not form.validate_on_submit():
        return _page(moment, form), 422
    if form.is_stale(moment.version):
        return error_page(409)
    return _ask(moment, form)


@bp.post(f"{ONE}/opnieuw")
@sparingly
def ask_quote_again(moment_id: int) -> ResponseReturnValue:
    """Ask the same person again."""
    return _send_again(moment_id, actions.ask_again)


@bp.post(f"{ONE}/wens")
@sparingly
def take_over_quote_wish(moment_id: int) -> ResponseReturnValue:
    """Let the quote say what the person quoted wishes, and ask about that."""
    return _send_again(moment_id, actions.take_over_wish)


@bp.get(f"{ONE}/vervallen")
def consent_gone(moment_id: int) -> ResponseReturnValue:
    """Ask what somebody no longer agrees to."""
    moment = get_moment(moment_id, actor_here())
    require(may_take_consent_back(actor_here(), moment))
    return _gone_page(moment, GoneForm(formdata=None))


@bp.post(f"{ONE}/vervallen")
def let_consent_go(moment_id: int) -> ResponseReturnValue:
    """Take words or a picture out of sight everywhere, for somebody who no longer agrees."""
    moment = get_moment(moment_id, actor_here(), to_change=True)
    require(may_take_consent_back(actor_here(), moment))
    form = GoneForm()
    if not form.validate_on_submit():
        return _gone_page(moment, form), 422
    words = form.what.data == "words"
    take_consent_back(moment, words=words, picture=not words, folder=folder(), by=actor_here())
    if words:
        flash(_("Niemand ziet dit leermoment meer. In verslagen staat dat er iets is ingetrokken."))
    else:
        flash(_("De foto is weg, ook uit verslagen die al zijn vastgesteld."))
    return go_to(url_for("learning.show", moment_id=moment.id))


def send_quote_letter(moment: LearningMoment, letter: actions.Letter) -> None:
    """Write the letter to the person quoted; it holds the link, and none of the words."""
    written = compose(
        "quote",
        locale=locale(),
        hearer=name_of_author(moment),
        programme=moment.programme.name,
        day=moment.happened_on,
        link=full_address("learning.quote_by_key", key=letter.key),
    )
    enqueue_mail(letter.email, subject=written.subject, text=written.text, locale=locale(), by=actor_here())


def _find(moment_id: int, *, to_change: bool = False) -> LearningMoment:
    moment = get_moment(moment_id, actor_here(), to_change=to_change)
    require(may_ask_quoted(actor_here(), moment))
    return moment


def _ask(moment: LearningMoment, form: AskForm) -> ResponseReturnValue:
    actor = actor_here()
    match Way(form.way.data):
        case Way.MYSELF:
            actions.quote_oneself(moment, by=actor)
            flash(_("Uw citaat is nu te zien."))
        case Way.PAPER:
            actions.enter_paper_consent(moment, on=form.day, by=actor)
            flash(_("Het ja op papier is genoteerd. Het citaat is nu te zien."))
        case Way.COORDINATOR:
            coordinator = find_coordinator(moment)
            require(coordinator is not None)
            actions.ask_quoted_person(moment, user_id=coordinator[0] if coordinator else None, by=actor)
            flash(_("De vraag staat nu bij deze persoon op Mijn werkplek."))
        case Way.MAIL:
            letter = actions.ask_quoted_person(moment, email=form.address, by=actor)
            _posted(moment, letter)
    return go_to(_here(moment))


def _send_again(moment_id: int, act: Callable[..., actions.Letter | None]) -> ResponseReturnValue:
    moment = _find(moment_id, to_change=True)
    try:
        letter = act(moment, by=actor_here())
    except (actions.NobodyAsked, actions.NoWish):
        return error_page(409)
    _posted(moment, letter)
    return go_to(_here(moment))


def _posted(moment: LearningMoment, letter: actions.Letter | None) -> None:
    if letter is None:
        flash(_("De vraag is opnieuw gesteld."))
        return
    send_quote_letter(moment, letter)
    flash(_("De brief is onderweg. Tot er een ja komt, ziet niemand anders dit citaat."))


def _here(moment: LearningMoment) -> str:
    return url_for("learning.quote_asking", moment_id=moment.id)


def _ask_form(moment: LearningMoment, **stored: object) -> AskForm:
    actor = actor_here()
    coordinator = find_coordinator(moment)
    ways = [Way.MAIL]
    if coordinator is not None and coordinator[0] != actor.id:
        ways.append(Way.COORDINATOR)
    if may_quote_oneself(actor, moment):
        ways.append(Way.MYSELF)
    if may_enter_paper(actor, moment):
        ways.append(Way.PAPER)
    form = AskForm(**stored)
    form.offer(*ways, coordinator=coordinator[1] if coordinator else "")
    return form


def _page(moment: LearningMoment, form: AskForm | None = None) -> str:
    consent: QuoteConsent | None = find_consent(moment)
    data = {"version": str(moment.version), "paper_on": today()}
    return render_template(
        "learning/asking.html",
        moment=moment,
        consent=consent,
        fits=consent is not None and consent.fits(moment),
        shown_as=shown_as(moment),
        form=form or _ask_form(moment, formdata=None, data=data),
        button_form=ButtonForm(formdata=None),
    )


def _gone_page(moment: LearningMoment, form: GoneForm) -> str:
    return render_template(
        "learning/consent_gone.html", moment=moment, picture=find_picture(moment.id), form=form
    )
