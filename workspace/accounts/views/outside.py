"""Coming in through one's own organisation, linking an account to it, and letting go of that."""

import logging
from dataclasses import asdict
from typing import Any, cast

from flask import current_app, flash, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from workspace.accounts.actions.outside import (
    LinkedElsewhere,
    come_from_outside,
    link_outside,
    sign_up_from_outside,
    unlink_outside,
)
from workspace.accounts.actions.people import AddressTaken, sign_up
from workspace.accounts.forms import PlainButton
from workspace.accounts.models import NAME_LENGTH, LinkPurpose, Way
from workspace.accounts.queries import (
    find_outside_identity,
    get_account,
    get_outside_identity,
    list_outside_identities,
)
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import arrive, mail_sent, next_path, send_letter, send_link
from workspace.letters import full_address
from workspace.limits import count_one, key_of_address, limited
from workspace.outside import Directory, NotBelieved, OutsideAway, Outsider, OutsideRefused, Started
from workspace.text import email_address
from workspace.web import (
    begin_writing,
    current_actor,
    go_to,
    locale,
    prepares,
    public,
    send_once,
    sensitive,
    settings,
)

log = logging.getLogger(__name__)
KEPT_AS = "outside"  # in the browser's own session
SENT_ON = ("code", "state", "iss")


def directory() -> Directory:
    """Return the directory of the settings; raise NotFound where none is set."""
    if not settings().oidc_issuer:
        raise NotFound
    key = (settings(),)
    kept = current_app.extensions.get("directory")
    if kept is None or kept[0] != key:
        kept = current_app.extensions["directory"] = (key, Directory(settings()))
    return cast(Directory, kept[1])


@bp.get("/inloggen/organisatie")
@public("this is how people come in who have an account at their organisation")
def ask_outside() -> ResponseReturnValue:
    directory()
    if current_actor.is_authenticated:
        return go_to(next_path())
    found = _ask(next_path(), link=False)
    return go_to(found) if isinstance(found, str) else found


@bp.get("/account/organisatie/koppelen")
@sensitive("whoever comes in through an organisation comes in without this account's password")
def ask_to_link() -> ResponseReturnValue:
    """Show the way to the organisation, as a link.

    Somebody comes here from a form too, in which they confirmed that it is them. To be sent on from there to
    another site is to send the form there: `form-action` in our policy forbids that (CSP 3, 6.4.1), and the
    browser would stay where it is.
    """
    found = _ask(url_for("accounts.outside"), link=True)
    if not isinstance(found, str):
        return found
    return render_template("accounts/outside_go.html", address=found, office=settings().oidc_name)


def _ask(path: str, *, link: bool) -> str | tuple[str, int]:
    """Return where the organisation asks who this is, with what we asked kept; or the page of what failed."""
    try:
        address, started = directory().ask(full_address("accounts.outside_answer"))
    except OutsideAway as problem:
        return _failed("away", problem)
    session[KEPT_AS] = {**asdict(started), "path": path, "link": current_actor.id if link else None}
    return address


@bp.route("/inloggen/organisatie/terug", methods=["GET", "POST"])
@public("whoever comes back from their organisation is not signed in yet")
@prepares("the organisation is asked who this is")
@limited("limit_sign_up", "outside")
def outside_answer() -> ResponseReturnValue:
    office, kept = directory(), session.get(KEPT_AS)
    answer = (request.form if request.method == "POST" else request.args).to_dict()
    form = PlainButton()
    try:
        if not form.validate_on_submit():
            office.check(answer, _started(kept))
            fields = {name: answer[name] for name in SENT_ON if name in answer}
            links = kept is not None and kept["link"] is not None
            return render_template("accounts/outside_answer.html", form=form, fields=fields, links=links)
        outsider = office.who(
            answer, _started(session.pop(KEPT_AS, None)), full_address("accounts.outside_answer")
        )
    except OutsideAway as problem:
        return _failed("away", problem)
    except OutsideRefused as problem:
        return _failed("refused", problem)
    except NotBelieved as problem:
        return _failed("not_believed", problem)
    begin_writing()
    return send_once() or _receive(outsider, cast(dict[str, Any], kept))


def _started(kept: dict[str, Any] | None) -> Started | None:
    try:
        return (
            Started(**{name: kept[name] for name in ("state", "nonce", "verifier", "at")}) if kept else None
        )
    except KeyError:
        return None


def _failed(why: str, problem: Exception) -> tuple[str, int]:
    """Say plainly that this way does not lead in now; the other ways do."""
    log.warning("Nobody came in through the organisation (%s): %s", why, problem)
    session.pop(KEPT_AS, None)
    status = {"away": 502, "refused": 403, "not_believed": 400}[why]
    return render_template("accounts/outside_failed.html", why=why, office=settings().oidc_name), status


def _receive(outsider: Outsider, kept: dict[str, Any]) -> ResponseReturnValue:
    identity = find_outside_identity(outsider.issuer, outsider.subject)
    if kept["link"] is not None:
        return _link(outsider, kept["link"])
    if identity is not None:
        come_from_outside(identity, by=identity.user.as_actor())
        return arrive(identity.user, Way.OUTSIDE, kept["path"], second_step=outsider.has_second_step)
    try:
        address = email_address(outsider.email)
    except ValueError:
        return _page("accounts/outside_no_address.html", 422)
    name = outsider.name if 0 < len(outsider.name) <= NAME_LENGTH else address.split("@")[0][:NAME_LENGTH]
    if not outsider.email_is_theirs:
        return _confirm_first(address, name)
    try:
        user = sign_up_from_outside(
            issuer=outsider.issuer,
            subject=outsider.subject,
            email=address,
            name=name,
            locale=locale(),
            by=current_actor,
        )
    except AddressTaken:
        return _page("accounts/outside_known.html", 200, address=address)
    answer = arrive(user, Way.OUTSIDE, kept["path"], second_step=outsider.has_second_step)
    flash(_("Welkom. Uw account is klaar."))
    return answer


def _link(outsider: Outsider, user_id: int) -> ResponseReturnValue:
    """Link the account of who asked for it, when they are still the one who sits here."""
    if current_actor.id != user_id:
        return _failed("not_believed", NotBelieved("somebody else"))
    identity = find_outside_identity(outsider.issuer, outsider.subject)
    try:
        if identity is None or identity.user_id != user_id:
            user = get_account(seen_by=current_actor)
            link_outside(user, issuer=outsider.issuer, subject=outsider.subject, by=current_actor)
            send_letter("outside_linked", user.email, language=user.locale, office=settings().oidc_name)
    except LinkedElsewhere:
        return _page("accounts/outside_taken.html", 409)
    flash(_("U kunt nu inloggen via %(office)s.", office=settings().oidc_name))
    return go_to(url_for("accounts.outside"))


def _confirm_first(address: str, name: str) -> ResponseReturnValue:
    """Let somebody show that they read this mailbox, as the organisation does not say so; then they link."""
    count_one(settings().limit_sign_up, "mail")
    count_one(settings().limit_mail, "mail", key=key_of_address(address))
    user, path = (
        sign_up(email=address, name=name, locale=locale(), by=current_actor),
        url_for("accounts.ask_to_link"),
    )
    if user.is_confirmed:
        send_link("known", user, LinkPurpose.SIGN_IN, next_path=path)
    else:
        send_link("confirm", user, LinkPurpose.CONFIRM, next_path=path)
    return mail_sent(address, path)


def _page(template: str, status: int, **facts: str) -> ResponseReturnValue:
    return render_template(template, office=settings().oidc_name, **facts), status


@bp.get("/account/organisatie")
def outside() -> ResponseReturnValue:
    return render_template(
        "accounts/outside.html",
        identities=list_outside_identities(seen_by=current_actor),
        office=settings().oidc_name,
        button=PlainButton(),
    )


@bp.post("/account/organisatie/<int:identity_id>/ontkoppelen")
@sensitive("whoever lets go of a way in may close the account to its person")
def unlink(identity_id: int) -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    unlink_outside(get_outside_identity(identity_id, seen_by=current_actor), by=current_actor)
    send_letter("outside_unlinked", user.email, language=user.locale)
    flash(_("U logt niet meer in via uw organisatie."))
    return go_to(url_for("accounts.outside"))
