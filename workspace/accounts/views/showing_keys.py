"""Showing a passkey: as the whole sign-in, as its second step, and to confirm that it is still them."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import passkeys
from workspace.accounts.actions.passkeys import make_challenge, use_passkey
from workspace.accounts.actions.sessions import confirm_self as note_that_it_is_them
from workspace.accounts.actions.under_way import StepTaken
from workspace.accounts.forms import CodeForm, ShownKeyForm, SignInForm
from workspace.accounts.models import Passkey, PasskeyChallenge, User, Way
from workspace.accounts.policy import may_sign_in
from workspace.accounts.queries import (
    find_challenge,
    find_passkey,
    find_person,
    get_account,
    get_second_steps,
)
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.confirming import confirm_page
from workspace.accounts.views.entrance import arrive, next_path
from workspace.accounts.views.second_step import begin_again, enter, seldom, step_page, under_way_here
from workspace.accounts.views.sign_in import sign_in_page
from workspace.limits import limited
from workspace.web import (
    before_second_step,
    begin_writing,
    current_actor,
    go_to,
    prepares,
    public,
    settings,
)

STEP_TWO = "twee"  # ?stap=twee: whose first step was taken in this browser


@bp.post("/toegangssleutel/vraag")
@public("whoever signs in with a passkey is not signed in yet")
@before_second_step("a second step that they have is shown here")
@limited("limit_key_questions", "key questions")
def ask_for_key() -> ResponseReturnValue:
    user = _whose()
    token, challenge = make_challenge(user, by=current_actor)
    known = [one.credential_id for one in get_second_steps(user.id).passkeys] if user else []
    site = passkeys.site_of(settings())
    return {"token": token, "publicKey": passkeys.to_show(site, challenge=challenge, known=known)}


def _whose() -> User | None:
    if current_actor.is_authenticated:
        return get_account(seen_by=current_actor)
    under_way = under_way_here() if request.args.get("stap") == STEP_TWO else None
    return under_way.user if under_way else None


def shown_key(form: ShownKeyForm, *, user_id: int | None) -> tuple[Passkey, int, PasskeyChallenge]:
    """Return the key that was shown, its new count and the question that it answers; raise Refused.

    Without a person the key says who it is, and the device must have asked for a finger, a face or a code.
    """
    asked = find_challenge(form.challenge.data, user_id=user_id)
    credential_id, handle = passkeys.shown_by(form.credential.data)
    key = find_passkey(credential_id)
    if asked is None or key is None or user_id not in (None, key.user_id):
        raise passkeys.Refused
    if handle is not None and handle != passkeys.handle_of(key.user_id):
        raise passkeys.Refused
    count = passkeys.read_shown(
        passkeys.site_of(settings()),
        form.credential.data,
        challenge=asked.challenge,
        public_key=key.public_key,
        sign_count=key.sign_count,
        verified=user_id is None,
    )
    return key, count, asked


@bp.post("/inloggen/toegangssleutel")
@public("this is how people come in")
@prepares("a signature is checked")
@limited("limit_sign_in", "passkey", mistakes_only=True)
def sign_in_by_key() -> ResponseReturnValue:
    if current_actor.is_authenticated:
        return go_to(next_path())
    form = ShownKeyForm()
    if form.validate_on_submit():
        try:
            key, count, asked = shown_key(form, user_id=None)
            begin_writing()
            use_passkey(key, sign_count=count, answers=asked, by=current_actor)
            user = find_person(key.user_id)
        except passkeys.Refused:
            user = None
        if user is not None and may_sign_in(user):
            return arrive(user, Way.PASSKEY, next_path(), second_step=True)
    page = SignInForm(formdata=None)
    page.form_errors.append(
        _("Inloggen met deze toegangssleutel lukt niet. Probeer het nog eens, of kies iets anders.")
    )
    return sign_in_page(page)


@bp.post("/inloggen/tweede-stap/toegangssleutel")
@public("whoever takes the second step is not signed in yet")
@prepares("a signature is checked")
@seldom
def second_step_by_key() -> ResponseReturnValue:
    under_way = under_way_here()
    if under_way is None:
        return begin_again()
    form = ShownKeyForm()
    if form.validate_on_submit():
        try:
            key, count, asked = shown_key(form, user_id=under_way.user_id)
            begin_writing()
            use_passkey(key, sign_count=count, answers=asked, by=current_actor)
            still = under_way_here()
            return enter(still) if still else begin_again()
        except StepTaken:
            return begin_again()
        except passkeys.Refused:
            pass
    page = CodeForm(formdata=None)
    page.form_errors.append(refused_key())
    return step_page(under_way, page)


@bp.post("/bevestigen/toegangssleutel")
@before_second_step("a second step that they have is shown here")
@prepares("a signature is checked")
@seldom
def confirm_by_key() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    form = ShownKeyForm()
    if form.validate_on_submit():
        try:
            key, count, asked = shown_key(form, user_id=user.id)
            begin_writing()
            use_passkey(key, sign_count=count, answers=asked, by=current_actor)
        except passkeys.Refused:
            pass
        else:
            note_that_it_is_them(second_step=True, by=current_actor)
            return go_to(next_path())
    page = CodeForm(formdata=None)
    page.form_errors.append(refused_key())
    return confirm_page(user, get_second_steps(user.id), by_code=page)


def refused_key() -> str:
    """Return what is said of a key that is not theirs, not here, a copy, or shown to another question."""
    return str(_("Dat lukt niet met deze toegangssleutel. Probeer het nog eens, of kies een andere manier."))
