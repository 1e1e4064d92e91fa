"""Signing up, and confirming that the address is one's own."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import passwords
from workspace.accounts.actions.links import LinkUsed, use_link
from workspace.accounts.actions.people import confirm_address, set_password
from workspace.accounts.actions.people import sign_up as sign_up_with
from workspace.accounts.forms import FirstPasswordForm, SignUpForm
from workspace.accounts.models import LinkPurpose, Way
from workspace.accounts.queries import find_link
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import (
    answered_before,
    arrive,
    keeps_text,
    link_gone,
    link_page,
    mail_sent,
    next_path,
    send_link,
)
from workspace.limits import limited, typed_address
from workspace.web import begin_writing, current_actor, go_to, locale, prepares, public, send_once, settings


@bp.route("/aanmelden", methods=["GET", "POST"])
@public("this is how people get an account")
@limited("limit_sign_up", "mail")
@limited("limit_mail", "mail", key=typed_address)
def sign_up() -> ResponseReturnValue:
    path = next_path()
    if current_actor.is_authenticated:
        return go_to(path)
    form = SignUpForm()
    if not form.validate_on_submit():
        page = render_template("accounts/sign_up.html", form=form, verder=path, keeps_text=keeps_text(path))
        return page, 422 if form.errors else 200
    user = sign_up_with(email=form.address, name=form.name.data, locale=locale(), by=current_actor)
    # Nobody learns here whether there was an account: the letter tells, to whoever reads that mailbox.
    if user.is_confirmed:
        send_link("known", user, LinkPurpose.SIGN_IN, next_path=path)
    else:
        send_link("confirm", user, LinkPurpose.CONFIRM, next_path=path)
    return mail_sent(form.address, path)


@bp.route("/aanmelden/<token>", methods=["GET", "POST"])
@public("the secret in the address says who this is")
@prepares("a password is hashed")
def confirm(token: str) -> ResponseReturnValue:
    link = find_link(token, LinkPurpose.CONFIRM)
    if link is None:
        return answered_before() or link_gone()
    form = FirstPasswordForm(about=(link.user.name, link.user.email, settings().site_name))
    if not form.validate_on_submit():
        waits = keeps_text(link.next_path)
        return link_page("accounts/confirm.html", link, form, keeps_text=waits)
    password_hash = passwords.hash_password(form.password.data) if form.password.data else None
    begin_writing()
    return send_once() or _confirm(token, password_hash)


def _confirm(token: str, password_hash: str | None) -> ResponseReturnValue:
    link = find_link(token, LinkPurpose.CONFIRM)
    if link is None:
        return link_gone()
    try:
        person = use_link(link, by=current_actor)
    except LinkUsed:
        return link_gone()
    confirm_address(link.user, by=person)
    if password_hash:
        set_password(link.user, password_hash=password_hash, by=person)
    answer = arrive(link.user, Way.LINK, link.next_path)
    flash(_("Welkom. Uw account is klaar."))
    return answer
