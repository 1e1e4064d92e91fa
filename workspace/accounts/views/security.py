"""What somebody has that shows it is them: seeing it, adding to it, and taking it away."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import codes
from workspace.accounts.actions import second_steps as actions
from workspace.accounts.forms import CodeForm, PlainButton
from workspace.accounts.models import CodeGenerator, User
from workspace.accounts.queries import find_code_generator, get_account, get_second_steps
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import next_path, send_letter
from workspace.accounts.views.second_step import seldom, wrong_code
from workspace.qr import drawn
from workspace.web import (
    awaits_second_step,
    before_second_step,
    begin_writing,
    current_actor,
    go_to,
    prepares,
    sensitive,
    settings,
)

to_set_up = before_second_step("this is how people get a second step")


@bp.get("/account/veiligheid")
@to_set_up
def security() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    steps = get_second_steps(user.id)
    if awaits_second_step() and steps.any:
        return go_to(url_for("accounts.confirm_self", verder=next_path()))
    return render_template(
        "accounts/security.html",
        user=user,
        steps=steps,
        must=awaits_second_step(),
        verder=next_path(),
    )


def back() -> str:
    """Return the address of the page of security, from where they go on to where they were going."""
    path = next_path()
    return url_for("accounts.security", verder=path if path != "/" else None)


def after_adding(user: User) -> str:
    """Return where to go after adding a second step: first to codes on paper, for whoever has none."""
    if get_second_steps(user.id).codes_left:
        return back()
    path = next_path()
    return url_for("accounts.recovery_codes", verder=path if path != "/" else None)


@bp.route("/account/veiligheid/app", methods=["GET", "POST"])
@to_set_up
@sensitive("whoever adds a second step can sign in with it")
def begin_app() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    form = PlainButton()
    if not form.validate_on_submit():
        page = render_template("accounts/app_begin.html", form=form, verder=next_path())
        return page, 422 if form.errors else 200
    actions.begin_code_generator(user, by=current_actor)
    return go_to(url_for("accounts.confirm_app", verder=next_path()))


@bp.route("/account/veiligheid/app/code", methods=["GET", "POST"])
@to_set_up
@sensitive("whoever adds a second step can sign in with it")
@seldom
def confirm_app() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    generator = find_code_generator(user.id)
    if generator is None or generator.confirmed_at:
        return go_to(back())
    form = CodeForm()
    if form.validate_on_submit():
        try:
            actions.confirm_code_generator(user, code=form.code.data, by=current_actor)
        except actions.WrongCode:
            form.code.errors = [wrong_code()]
        else:
            send_letter("second_step_added", user.email, language=user.locale)
            flash(_("De app is toegevoegd."))
            return go_to(after_adding(user))
    return _app_page(user, generator, form)


def _app_page(user: User, generator: CodeGenerator, form: CodeForm) -> ResponseReturnValue:
    secret = actions.secret_of(generator, by=current_actor)
    if secret is None:
        return go_to(url_for("accounts.begin_app", verder=next_path()))
    address = codes.address_for_app(secret, account=user.email, site=settings().site_name)
    page = render_template(
        "accounts/app_confirm.html",
        form=form,
        address=address,  # of the app on this same device, where there is no picture to scan
        drawing=drawn(address),
        secret=codes.in_fours(secret, " "),
        verder=next_path(),
    )
    return page, 422 if form.errors else 200


@bp.route("/account/veiligheid/app/verwijdering", methods=["GET", "POST"])
@sensitive("whoever takes a second step away makes an account easier to take")
def remove_app() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    steps = get_second_steps(user.id)
    form = PlainButton()
    if steps.app is None:
        return go_to(url_for("accounts.security"))
    if not form.validate_on_submit():
        page = render_template("accounts/app_remove.html", form=form, is_last=not steps.passkeys)
        return page, 422 if form.errors else 200
    actions.remove_code_generator(user, by=current_actor)
    send_letter("second_step_removed", user.email, language=user.locale)
    flash(_("De app is weggehaald."))
    return go_to(url_for("accounts.security"))


@bp.route("/account/veiligheid/herstelcodes", methods=["GET", "POST"])
@to_set_up
@sensitive("these codes open the account to whoever has them")
@prepares("a second click makes codes anew, as the browser forgets the first answer")
def recovery_codes() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    steps = get_second_steps(user.id)
    if not steps.any:
        return go_to(back())
    form = PlainButton()
    made: list[str] = []
    if form.validate_on_submit():
        begin_writing()
        made = actions.make_recovery_codes(get_account(seen_by=current_actor), by=current_actor)
    page = render_template(
        "accounts/recovery_codes.html", form=form, steps=steps, made=made, verder=next_path()
    )
    return page, 422 if form.errors else 200
