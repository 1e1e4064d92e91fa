"""When somebody wants mail: on their own page, or by the link that every such message carries."""

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.digests.actions import change_choice, choose_mail, stop_mail
from workspace.digests.forms import MailForm, StopForm
from workspace.digests.models import MailChoice
from workspace.digests.queries.choices import find_choice, get_choice_by_key
from workspace.web import current_actor, go_to, public, without_csrf

bp = Blueprint("digests", __name__)
BY_KEY = "Who got a message stops it without signing in; the key in its link cannot be guessed."


@bp.route("/mijn/post", methods=["GET", "POST"])
def choose() -> ResponseReturnValue:
    """Show when the person at the keyboard wants mail, and change it."""
    form = MailForm(chosen=find_choice(seen_by=current_actor))
    if not form.validate_on_submit():
        return render_template("digests/choose.html", form=form), 422 if form.errors else 200
    choose_mail(weekdays=form.weekdays(), at_once=form.at_once.data, by=current_actor)
    flash(_("Uw keuze is opgeslagen."))
    return go_to(url_for("digests.choose"))


@bp.get("/uitschrijven/<mail_key>")
@public(BY_KEY)
def stopping(mail_key: str) -> ResponseReturnValue:
    """Ask first: mail programs and virus scanners open every link."""
    return _page(get_choice_by_key(mail_key))


@bp.post("/uitschrijven/<mail_key>")
@public(BY_KEY)
@without_csrf("RFC 8058: a mail provider sends it. It asks for the key, and acts for whoever got that only.")
def stop(mail_key: str) -> ResponseReturnValue:
    choice = get_choice_by_key(mail_key)
    if request.form.get("List-Unsubscribe") != "One-Click":
        return _page(choice)
    stop_mail(choice, by=current_actor)
    return _page(get_choice_by_key(mail_key))


@bp.post("/uitschrijven/<mail_key>/keuze")
@public(BY_KEY)
def change(mail_key: str) -> ResponseReturnValue:
    """Choose less mail rather than none."""
    choice = get_choice_by_key(mail_key)
    form = MailForm(chosen=choice)
    if not form.validate_on_submit():
        return _page(choice, form), 422
    change_choice(choice, weekdays=form.weekdays(), at_once=form.at_once.data, by=current_actor)
    flash(_("Uw keuze is opgeslagen."))
    return go_to(url_for("digests.stopping", mail_key=mail_key))


def _page(choice: MailChoice, form: MailForm | None = None) -> str:
    return render_template(
        "digests/stop.html",
        choice=choice,
        form=form or MailForm(chosen=choice, formdata=None),
        stop=StopForm(formdata=None),
    )
