"""One's own passkeys: adding one, giving it a name, and removing it."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import passkeys
from workspace.accounts.actions.passkeys import (
    KeyTaken,
    add_passkey,
    make_challenge,
    remove_passkey,
    rename_passkey,
)
from workspace.accounts.forms import KeyNameForm, NewKeyForm, PlainButton
from workspace.accounts.queries import find_challenge, get_account, get_passkey, get_second_steps
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import next_path, send_letter
from workspace.accounts.views.security import after_adding, back, to_set_up
from workspace.devices import device_of
from workspace.limits import limited
from workspace.web import begin_writing, current_actor, go_to, prepares, send_once, sensitive, settings

AT_MOST = 20  # passkeys of one person
ADDING = sensitive("whoever adds a second step can sign in with it")
REMOVING = sensitive("whoever takes a second step away makes an account easier to take")


@bp.post("/account/veiligheid/toegangssleutels/vraag")
@to_set_up
@ADDING
@limited("limit_key_questions", "key questions")
def ask_to_make_key() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    token, challenge = make_challenge(user, by=current_actor)
    asked = passkeys.to_make(
        passkeys.site_of(settings()),
        challenge=challenge,
        user_id=user.id,
        account=user.email,
        name=user.name,
        known=[one.credential_id for one in get_second_steps(user.id).passkeys],
    )
    return {"token": token, "publicKey": asked}


@bp.route("/account/veiligheid/toegangssleutels/nieuw", methods=["GET", "POST"])
@to_set_up
@ADDING
@prepares("a signature is checked")
def add_key() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    form = NewKeyForm(data={"label": device_of(request.headers.get("User-Agent"))})
    if len(get_second_steps(user.id).passkeys) >= AT_MOST:
        flash(_("U hebt al veel toegangssleutels. Verwijder er eerst een."), "warning")
        return go_to(back())
    if form.validate_on_submit():
        try:
            return _add(form)
        except passkeys.Refused:
            form.form_errors.append(_("Dat lukte niet. Probeer het nog eens."))
        except KeyTaken:
            form.form_errors.append(_("Deze toegangssleutel is al toegevoegd."))
    page = render_template(
        "accounts/key_add.html",
        form=form,
        verder=next_path(),
        works=passkeys.site_of(settings()).has_passkeys,
    )
    return page, 422 if form.errors else 200


def _add(form: NewKeyForm) -> ResponseReturnValue:
    asked = find_challenge(form.challenge.data, user_id=current_actor.id)
    if asked is None:
        raise passkeys.Refused
    key = passkeys.read_new(passkeys.site_of(settings()), form.credential.data, challenge=asked.challenge)
    begin_writing()
    if again := send_once():
        return again
    user = get_account(seen_by=current_actor)
    add_passkey(user, key=key, label=form.label.data, answers=asked, by=current_actor)
    send_letter("second_step_added", user.email, language=user.locale)
    flash(_("De toegangssleutel is toegevoegd."))
    return go_to(after_adding(user))


@bp.route("/account/veiligheid/toegangssleutels/<int:passkey_id>", methods=["GET", "POST"])
def rename_key(passkey_id: int) -> ResponseReturnValue:
    key = get_passkey(passkey_id, seen_by=current_actor)
    form = KeyNameForm(data={"label": key.label})
    if not form.validate_on_submit():
        page = render_template("accounts/key_rename.html", form=form, key=key)
        return page, 422 if form.errors else 200
    rename_passkey(key, get_account(seen_by=current_actor), label=form.label.data, by=current_actor)
    flash(_("De naam is opgeslagen."))
    return go_to(url_for("accounts.security"))


@bp.route("/account/veiligheid/toegangssleutels/<int:passkey_id>/verwijdering", methods=["GET", "POST"])
@REMOVING
def remove_key(passkey_id: int) -> ResponseReturnValue:
    key = get_passkey(passkey_id, seen_by=current_actor)
    user = get_account(seen_by=current_actor)
    form = PlainButton()
    if not form.validate_on_submit():
        steps = get_second_steps(user.id)
        is_last = steps.app is None and len(steps.passkeys) == 1
        page = render_template("accounts/key_remove.html", form=form, key=key, is_last=is_last)
        return page, 422 if form.errors else 200
    remove_passkey(key, user, by=current_actor)
    send_letter("second_step_removed", user.email, language=user.locale)
    flash(_("De toegangssleutel is verwijderd."))
    return go_to(url_for("accounts.security"))
