"""Confirming that it is still the same person, before something that matters (workspace/door.py)."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import passwords
from workspace.accounts.actions.sessions import confirm_self as note_that_it_is_them
from workspace.accounts.forms import ConfirmByPasswordForm, PlainButton
from workspace.accounts.models import LinkPurpose
from workspace.accounts.queries import get_account
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import keeps_text, mail_sent, next_path, own_key, send_link
from workspace.limits import limited
from workspace.web import begin_writing, current_actor, go_to, prepares


@bp.route("/bevestigen", methods=["GET", "POST"])
@prepares("a password is compared")
@limited("limit_sign_in", "own password", key=own_key, mistakes_only=True)
def confirm_self() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    form = ConfirmByPasswordForm() if user.password_hash else None
    if form and form.validate_on_submit():
        if passwords.matches(user.password_hash, form.current_password.data):
            begin_writing()
            note_that_it_is_them(by=current_actor)
            return go_to(next_path())
        form.current_password.errors = [_("Dit is niet uw wachtwoord. Probeer het nog eens.")]
    page = render_template(
        "accounts/confirm_self.html",
        form=form,
        link=PlainButton(),
        email=user.email,
        verder=next_path(),
        keeps_text=keeps_text(next_path()),
    )
    return page, 422 if form and form.errors else 200


@bp.post("/bevestigen/link")
@limited("limit_mail", "confirm", key=own_key)
def ask_link_to_confirm() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    if user.password_hash:
        return go_to(url_for("accounts.confirm_self", verder=next_path()))
    # The link signs in anew: that shows who they are, in this browser or on the device where they read mail.
    send_link("confirm_self", user, LinkPurpose.SIGN_IN, next_path=next_path())
    return mail_sent(user.email, next_path())
