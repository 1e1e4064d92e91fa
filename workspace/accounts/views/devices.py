"""Where one is signed in, and signing out there."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta
from flask_babel import gettext as _

from workspace.accounts.actions.sessions import end_device, end_sessions
from workspace.accounts.forms import PlainButton
from workspace.accounts.queries import get_account, get_session, list_devices
from workspace.accounts.views.blueprint import bp
from workspace.devices import parts
from workspace.presence import stay_of
from workspace.web import actor_here, current_actor, go_to, settings


@bp.get("/account/apparaten")
def devices() -> ResponseReturnValue:
    actor = actor_here()
    stay = stay_of(actor, settings())
    return render_template(
        "accounts/devices.html",
        devices=list_devices(stay=stay, seen_by=actor),
        name_of=name_of,
        here=actor.session_id,
        idle=format_timedelta(stay.idle),
        at_most=format_timedelta(stay.at_most),
        button=PlainButton(),
    )


@bp.post("/account/apparaten/<int:session_id>/uitloggen")
def sign_out_device(session_id: int) -> ResponseReturnValue:
    session = get_session(session_id, seen_by=current_actor)
    end_device(session, by=current_actor)
    flash(_("U bent uitgelogd op %(device)s.", device=name_of(session.device)))
    return go_to(url_for("accounts.devices"))


@bp.post("/account/apparaten/andere/uitloggen")
def sign_out_others() -> ResponseReturnValue:
    end_sessions(get_account(seen_by=current_actor), keep=current_actor.session_key, by=current_actor)
    flash(_("U bent uitgelogd op alle andere apparaten."))
    return go_to(url_for("accounts.devices"))


def name_of(device: str) -> str:
    """Return what a device is called on the screen."""
    browser, system = parts(device)
    if browser and system:
        return str(_("%(browser)s op %(system)s", browser=browser, system=system))
    return browser or system or str(_("een onbekend apparaat"))
