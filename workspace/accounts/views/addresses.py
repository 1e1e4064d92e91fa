"""Moving an account to another e-mail address."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import passwords
from workspace.accounts.actions.links import LinkUsed, use_link
from workspace.accounts.actions.people import AddressTaken
from workspace.accounts.actions.people import change_email as change_email_to
from workspace.accounts.forms import NewAddressForm, NewAddressWithPasswordForm, PlainButton
from workspace.accounts.models import LinkPurpose
from workspace.accounts.queries import find_link, find_user, get_account
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import link_gone, link_page, mail_sent, own_key, send_letter, send_link
from workspace.limits import limited
from workspace.web import begin_writing, current_actor, go_to, prepares, public, send_once, sensitive


@bp.route("/account/e-mailadres", methods=["GET", "POST"])
@sensitive("whoever reads the mail of an account can take it over")
@prepares("a password is compared")
@limited("limit_sign_in", "own password", key=own_key, mistakes_only=True)
@limited("limit_mail", "new address", key=own_key)
def change_email() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    form = NewAddressWithPasswordForm() if user.password_hash else NewAddressForm()
    if form.validate_on_submit():
        if isinstance(form, NewAddressWithPasswordForm) and not passwords.matches(
            user.password_hash, form.current_password.data
        ):
            form.current_password.errors = [_("Dit is niet uw wachtwoord. Probeer het nog eens.")]
        else:
            return _ask(form.address)
    page = render_template("accounts/change_email.html", form=form, email=user.email)
    return page, 422 if form.errors else 200


def _ask(address: str) -> ResponseReturnValue:
    begin_writing()
    if again := send_once():
        return again
    if find_user(address):
        # The same answer as for a free address; only who reads that mailbox learns that it has an account.
        send_letter("address_taken", address)
    else:
        user = get_account(seen_by=current_actor)
        send_link("new_address", user, LinkPurpose.CHANGE_EMAIL, to=address, new_email=address)
    return mail_sent(address, url_for("accounts.show"))


@bp.route("/account/e-mailadres/<token>", methods=["GET", "POST"])
@public("the secret in the address says who this is, also on another device")
def confirm_new_address(token: str) -> ResponseReturnValue:
    link = find_link(token, LinkPurpose.CHANGE_EMAIL)
    form = PlainButton()
    if link is None or link.new_email is None or not form.validate_on_submit():
        return link_page("accounts/confirm_new_address.html", link, form)
    old = link.user.email
    try:
        person = use_link(link, by=current_actor)
        change_email_to(link.user, email=link.new_email, by=person)
    except (LinkUsed, AddressTaken):
        return link_gone()
    send_letter("address_changed", old, language=link.user.locale)
    flash(_("Uw e-mailadres is gewijzigd."))
    return go_to(url_for("accounts.show"))
