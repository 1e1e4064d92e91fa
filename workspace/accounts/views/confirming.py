"""Confirming that it is still the same person, before something that matters (workspace/door.py)."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import passwords
from workspace.accounts.actions.second_steps import WrongCode, use_code
from workspace.accounts.actions.sessions import confirm_self as note_that_it_is_them
from workspace.accounts.forms import CodeForm, ConfirmByPasswordForm, PlainButton, ShownKeyForm
from workspace.accounts.models import LinkPurpose, User
from workspace.accounts.queries import SecondSteps, get_account, get_second_steps
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import (
    keeps_text,
    mail_sent,
    next_path,
    own_key,
    send_letter,
    send_link,
)
from workspace.accounts.views.second_step import seldom, wrong_code
from workspace.limits import limited
from workspace.passkeys import site_of
from workspace.web import before_second_step, begin_writing, current_actor, go_to, prepares, settings


@bp.route("/bevestigen", methods=["GET", "POST"])
@before_second_step("a second step that they have is shown here")
@prepares("a password is compared")
@limited("limit_sign_in", "own password", key=own_key, mistakes_only=True)
def confirm_self() -> ResponseReturnValue:
    user, steps = _who()
    form = ConfirmByPasswordForm()
    if takes_password(user, steps) and form.validate_on_submit():
        if passwords.matches(user.password_hash, form.current_password.data):
            begin_writing()
            note_that_it_is_them(by=current_actor)
            return go_to(next_path())
        form.current_password.errors = [_("Dit is niet uw wachtwoord. Probeer het nog eens.")]
    return confirm_page(user, steps, by_password=form)


@bp.post("/bevestigen/code")
@before_second_step("a second step that they have is shown here")
@seldom
def confirm_by_code() -> ResponseReturnValue:
    user, steps = _who()
    form = CodeForm()
    if form.validate_on_submit():
        try:
            on_paper = use_code(user, code=form.code.data, by=current_actor)
        except WrongCode:
            form.code.errors = [wrong_code()]
        else:
            if on_paper:
                send_letter("recovery_code_used", user.email, language=user.locale, left=steps.codes_left - 1)
            note_that_it_is_them(second_step=True, by=current_actor)
            return go_to(next_path())
    return confirm_page(user, steps, by_code=form)


@bp.post("/bevestigen/link")
@before_second_step("who must set up a second step, and has no password, confirms by mail first")
@limited("limit_mail", "confirm", key=own_key)
def ask_link_to_confirm() -> ResponseReturnValue:
    user, steps = _who()
    if user.password_hash or steps.any:
        return go_to(url_for("accounts.confirm_self", verder=next_path()))
    # The link signs in anew: that shows who they are, in this browser or on the device where they read mail.
    send_link("confirm_self", user, LinkPurpose.SIGN_IN, next_path=next_path())
    return mail_sent(user.email, next_path())


def _who() -> tuple[User, SecondSteps]:
    user = get_account(seen_by=current_actor)
    return user, get_second_steps(user.id)


def takes_password(user: User, steps: SecondSteps) -> bool:
    """Tell whether a password is enough: not for a session that began before there was a second step."""
    return bool(user.password_hash) and (current_actor.second_step_at is not None or not steps.any)


def confirm_page(
    user: User,
    steps: SecondSteps,
    *,
    by_password: ConfirmByPasswordForm | None = None,
    by_code: CodeForm | None = None,
) -> ResponseReturnValue:
    """Return the page with every way that this person has to confirm that it is them."""
    form = by_password or by_code or PlainButton()
    page = render_template(
        "accounts/confirm_self.html",
        form=form,
        by_password=(by_password or ConfirmByPasswordForm(formdata=None))
        if takes_password(user, steps)
        else None,
        by_code=(by_code or CodeForm(formdata=None)) if steps.any else None,
        link=None if user.password_hash or steps.any else PlainButton(formdata=None),
        steps=steps,
        email=user.email,
        verder=next_path(),
        shown=ShownKeyForm(formdata=None),
        with_keys=site_of(settings()).has_passkeys,
        keeps_text=keeps_text(next_path()),
    )
    return page, 422 if form.errors else 200
