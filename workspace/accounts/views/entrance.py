"""What all ways in share: where to go next, letters with a link, and the session that begins."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from workspace.access import Actor
from workspace.accounts.actions.links import make_link
from workspace.accounts.actions.sessions import start_session
from workspace.accounts.actions.under_way import begin_sign_in
from workspace.accounts.models import AccountLink, LinkPurpose, User, Way
from workspace.accounts.queries import find_user, has_second_step
from workspace.audit.actions import note
from workspace.audit.queries.entries import list_devices_used
from workspace.boards.queries.actors import get_actors
from workspace.devices import code_of, device_of
from workspace.forms import Form
from workspace.letters import compose, full_address
from workspace.mail.actions import enqueue_mail
from workspace.web import (
    begin_writing,
    current_actor,
    finish_after_sign_in,
    go_to,
    locale,
    same_site_path,
    send_once,
    settings,
)

UNDER_WAY = "under_way"  # in the cookie: the secret of a sign-in that waits for its second step
PAGES = {
    LinkPurpose.CONFIRM: "accounts.confirm",
    LinkPurpose.SIGN_IN: "accounts.sign_in_by_link",
    LinkPurpose.RESET: "accounts.reset_password",
    LinkPurpose.CHANGE_EMAIL: "accounts.confirm_new_address",
}


def next_path() -> str:
    """Return where this person wanted to go before they had to say who they are."""
    return same_site_path(request.args.get("verder"))


def keeps_text(path: str) -> bool:
    """Tell whether something that was typed waits at this address."""
    return "bewaard" in parse_qs(urlsplit(path).query)


def own_key() -> str:
    """Return the key of a limit for somebody who is signed in."""
    return f"person {current_actor.id}"


def link_lasts() -> timedelta:
    """Return how long a link in a mail works."""
    return timedelta(minutes=settings().link_minutes)


def send_link(template: str, user: User, purpose: LinkPurpose, *, to: str = "", **facts: Any) -> None:
    """Mail this person a link; `facts` go to the link. `to` is a new address of theirs."""
    token = make_link(user, purpose, lasts=link_lasts(), by=current_actor, **facts)
    send_letter(
        template, to or user.email, language=user.locale, link=full_address(PAGES[purpose], token=token)
    )


def send_way_in(address: str, template: str, purpose: LinkPurpose, path: str) -> None:
    """Send a link, or a letter that says there is no account: either way as much work, and one answer."""
    if user := find_user(address):
        send_link(template, user, purpose, next_path=path)
    else:
        send_letter("no_account", address, link=full_address("accounts.sign_up", verder=path))


def send_letter(template: str, recipient: str, *, language: str = "", **facts: Any) -> None:
    """Mail one of templates/email to somebody.

    No letter to an address that was only typed holds a name that was only typed: it would carry anybody's
    message to anybody.
    """
    language = language or locale()
    letter = compose(template, locale=language, minutes=settings().link_minutes, **facts)
    enqueue_mail(recipient, subject=letter.subject, text=letter.text, locale=language, by=current_actor)


def arrive(user: User, way: Way, path: str, *, second_step: bool = False) -> ResponseReturnValue:
    """Let in whoever showed in this way who they are, or ask first for what they have besides.

    Every way in ends here, one from outside too. `second_step`: they also showed something that they have,
    by a passkey or to the organisation that vouches for them.
    """
    if second_step or user.blocked_at is not None or not has_second_step(user.id):
        return let_in(user, path, way=way, second_step=second_step, by=current_actor)
    token = begin_sign_in(user, way=way, next_path=path, by=current_actor)
    session.clear()
    session["locale"] = user.locale
    session[UNDER_WAY] = {"token": token, "person": user.id}
    return go_to(url_for("accounts.second_step"))


def let_in(
    user: User, path: str, *, way: Way = Way.LINK, second_step: bool = False, by: Actor
) -> ResponseReturnValue:
    """Begin a session in this browser and go on. Nothing of the session there was goes along."""
    if user.blocked_at is not None:  # they showed who they are, so they may know
        return render_template("accounts/blocked.html"), 403
    key = start_session(
        user,
        lasts=timedelta(days=settings().session_days),
        way=way,
        device=device_of(request.headers.get("User-Agent")),
        second_step=second_step,
        by=by,
    )
    _note_arrival(user, way, second_step=second_step)
    session.clear()
    session.permanent = True
    session["_user_id"] = key
    session["locale"] = user.locale
    return go_to(finish_after_sign_in(path))


def _note_arrival(user: User, way: Way, *, second_step: bool) -> None:
    """Write down that somebody came in who can do much (an official, who steers), or in two steps.

    The first time with another kind of device they get a mail; the kinds so far are those of the trail.
    """
    found = get_actors([user.id]).get(user.id)
    if found is not None and (
        second_step
        or found.is_admin
        or found.team_of
        or found.municipality_in
        or found.province_in
        or found.leads
    ):
        device = code_of(device_of(request.headers.get("User-Agent")))
        known = list_devices_used(user.id)
        note("signed_in", by=found, subject_id=user.id, way=way.value, second_step=second_step, device=device)
        if known and device not in known:
            send_letter("new_device", user.email, language=user.locale, device=device.replace("_", " "))


def mail_sent(recipient: str, path: str = "/") -> ResponseReturnValue:
    """Go to the page that says to look in the mail."""
    session["mailed_to"] = recipient
    return go_to(url_for("accounts.look_in_mail", verder=path))


def link_page(template: str, link: AccountLink | None, form: Form, **facts: Any) -> ResponseReturnValue:
    """Show the page of a link, or the one that says how to get another when it does not work."""
    if link is None:
        return link_gone()
    page = render_template(template, link=link, user=link.user, form=form, **facts)
    return page, 422 if form.errors else 200


def answered_before() -> ResponseReturnValue | None:
    """Return the answer to a form that was sent twice, the first of which used up the link; else None."""
    if request.method != "POST":
        return None
    begin_writing()
    return send_once()


def link_gone() -> ResponseReturnValue:
    """Say that a link was used, is too old or never was one: all the same to whoever holds it."""
    return render_template("accounts/link_gone.html"), 410
