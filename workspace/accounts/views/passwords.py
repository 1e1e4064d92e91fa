"""A password that was forgotten, chosen for the first time, or changed."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import passwords
from workspace.accounts.actions.links import LinkUsed, use_link
from workspace.accounts.actions.people import confirm_address, set_password
from workspace.accounts.forms import AddressForm, ChangePasswordForm, NewPasswordForm
from workspace.accounts.models import LinkPurpose, User, Way
from workspace.accounts.queries import find_link, get_account
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import (
    answered_before,
    arrive,
    link_gone,
    link_page,
    mail_sent,
    own_key,
    send_letter,
    send_way_in,
)
from workspace.limits import limited, typed_address
from workspace.web import (
    begin_writing,
    current_actor,
    go_to,
    prepares,
    public,
    send_once,
    sensitive,
    settings,
)


def _known_of(user: User) -> tuple[str, ...]:
    return user.name, user.email, settings().site_name


@bp.route("/wachtwoord-vergeten", methods=["GET", "POST"])
@public("whoever forgot a password cannot sign in with it")
@limited("limit_sign_up", "mail")
@limited("limit_mail", "mail", key=typed_address)
def forgotten() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        return render_template("accounts/forgotten.html", form=form), 422 if form.errors else 200
    send_way_in(form.address, "reset", LinkPurpose.RESET, "/")
    return mail_sent(form.address)


@bp.route("/wachtwoord-vergeten/<token>", methods=["GET", "POST"])
@public("the secret in the address says who this is")
@prepares("a password is hashed")
def reset_password(token: str) -> ResponseReturnValue:
    link = find_link(token, LinkPurpose.RESET)
    if link is None:
        return answered_before() or link_gone()
    form = NewPasswordForm(about=_known_of(link.user))
    if not form.validate_on_submit():
        return link_page("accounts/reset_password.html", link, form)
    password_hash = passwords.hash_password(form.password.data)
    begin_writing()
    return send_once() or _reset(token, password_hash)


def _reset(token: str, password_hash: str) -> ResponseReturnValue:
    link = find_link(token, LinkPurpose.RESET)
    if link is None:
        return link_gone()
    try:
        person = use_link(link, by=current_actor)
    except LinkUsed:
        return link_gone()
    confirm_address(link.user, by=person)
    set_password(link.user, password_hash=password_hash, by=person)
    send_letter("password_changed", link.user.email, language=link.user.locale)
    answer = arrive(link.user, Way.LINK, "/")
    flash(_("Uw nieuwe wachtwoord is opgeslagen. U bent op andere apparaten uitgelogd."))
    return answer


@bp.route("/account/wachtwoord", methods=["GET", "POST"])
@sensitive("a first password would open the account to whoever chose it")
@prepares("a password is compared and another hashed")
@limited("limit_sign_in", "own password", key=own_key, mistakes_only=True)
def change_password() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    stored = user.password_hash
    form = (ChangePasswordForm if stored else NewPasswordForm)(about=_known_of(user))
    if form.validate_on_submit():
        if isinstance(form, ChangePasswordForm) and not passwords.matches(stored, form.current_password.data):
            form.current_password.errors = [_("Dit is niet uw huidige wachtwoord. Probeer het nog eens.")]
        else:
            return _change(stored, passwords.hash_password(form.password.data))
    page = render_template("accounts/change_password.html", form=form, has_password=bool(stored))
    return page, 422 if form.errors else 200


def _change(stored: str | None, password_hash: str) -> ResponseReturnValue:
    begin_writing()
    if again := send_once():
        return again
    user = get_account(seen_by=current_actor)
    if user.password_hash != stored:
        return go_to(url_for("accounts.change_password"))  # it was changed while we compared: begin again
    set_password(user, password_hash=password_hash, by=current_actor)
    send_letter("password_changed", user.email, language=user.locale)
    flash(_("Uw wachtwoord is opgeslagen. U bent op andere apparaten uitgelogd."))
    return go_to(url_for("accounts.show"))
