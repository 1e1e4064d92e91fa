"""The second step of signing in: something that the person has (NIST SP 800-63B-4, AAL2)."""

from typing import Any

from flask import flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.accounts.actions.second_steps import WrongCode, use_code
from workspace.accounts.actions.under_way import StepTaken, finish_sign_in
from workspace.accounts.forms import CodeForm, ShownKeyForm
from workspace.accounts.models import SignInUnderWay
from workspace.accounts.queries import find_under_way, get_second_steps
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import UNDER_WAY, keeps_text, let_in, send_letter
from workspace.limits import limited
from workspace.passkeys import site_of
from workspace.web import current_actor, go_to, public, settings


def step_key() -> str:
    """Return the key of the limits on second steps: the person, in every browser together."""
    return f"person {current_actor.id or session.get(UNDER_WAY, {}).get('person')}"


def seldom(view: Any) -> Any:
    """Limit the tries of a second step of one person (design/safety.md)."""
    for setting in ("limit_second_step", "limit_second_step_daily"):
        view = limited(setting, setting, key=step_key, mistakes_only=True)(view)
    return view


def under_way_here() -> SignInUnderWay | None:
    """Return the sign-in that waits in this browser, or None."""
    return find_under_way(session.get(UNDER_WAY, {}).get("token", ""))


def begin_again() -> ResponseReturnValue:
    """Say that the first step was too long ago."""
    session.pop(UNDER_WAY, None)
    flash(_("Dat duurde te lang. Log opnieuw in."), "warning")
    return go_to(url_for("accounts.sign_in"))


@bp.route("/inloggen/tweede-stap", methods=["GET", "POST"])
@public("whoever takes the second step is not signed in yet")
@seldom
def second_step() -> ResponseReturnValue:
    under_way = under_way_here()
    if under_way is None:
        return begin_again()
    form = CodeForm()
    if form.validate_on_submit():
        try:
            return _take(under_way, form.code.data)
        except WrongCode:
            form.code.errors = [wrong_code()]
        except StepTaken:
            return begin_again()
    return step_page(under_way, form)


def _take(under_way: SignInUnderWay, code: str) -> ResponseReturnValue:
    user = under_way.user
    if use_code(user, code=code, by=user.as_actor()):
        left = get_second_steps(user.id).codes_left
        send_letter("recovery_code_used", user.email, language=user.locale, left=left)
    return enter(under_way)


def enter(under_way: SignInUnderWay) -> ResponseReturnValue:
    """Let in whoever took their second step just now; raise StepTaken when this was used already."""
    user = under_way.user
    finish_sign_in(under_way, by=current_actor)
    return let_in(user, under_way.next_path, way=under_way.way, second_step=True, by=current_actor)


def step_page(under_way: SignInUnderWay, form: CodeForm) -> ResponseReturnValue:
    """Return the page that asks for the second step, with every way that this person has."""
    page = render_template(
        "accounts/second_step.html",
        form=form,
        steps=get_second_steps(under_way.user_id),
        shown=ShownKeyForm(formdata=None),
        with_keys=site_of(settings()).has_passkeys,
        keeps_text=keeps_text(under_way.next_path),
    )
    return page, 422 if form.errors else 200


def wrong_code() -> str:
    """Return what is said of a code that is wrong, old, used or another's: always the same."""
    return str(
        _("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en probeer het nog eens.")
    )
