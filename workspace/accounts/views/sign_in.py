"""Signing in with a password or a link, and signing out."""

from flask import current_app, flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import passwords
from workspace.access import VISITOR
from workspace.accounts.actions.links import LinkUsed, use_link
from workspace.accounts.actions.people import confirm_address, renew_password_hash
from workspace.accounts.actions.sessions import end_session, end_sessions
from workspace.accounts.forms import PlainButton, ShownKeyForm, SignInForm, SignInLinkForm
from workspace.accounts.models import LinkPurpose, User, Way
from workspace.accounts.queries import find_link, find_password_hash, find_user, get_account
from workspace.accounts.views.blueprint import bp
from workspace.accounts.views.entrance import (
    arrive,
    keeps_text,
    link_gone,
    link_page,
    mail_sent,
    next_path,
    send_way_in,
)
from workspace.audit.actions import note_reading
from workspace.limits import is_within, limited, typed_address
from workspace.passkeys import site_of
from workspace.web import before_second_step, begin_writing, current_actor, go_to, prepares, public, settings

FAILURES = "5 per 15 minutes"  # of one address; more is no slip of the finger
ONCE = "1 per hour"


@bp.route("/inloggen", methods=["GET", "POST"])
@public("this is how people come in")
@prepares(
    "a password is compared; and a second click signs in again, as the browser forgets the first answer"
)
@limited("limit_sign_in", "password", mistakes_only=True)
@limited("limit_sign_in", "password", key=typed_address, mistakes_only=True)
def sign_in() -> ResponseReturnValue:
    if current_actor.is_authenticated:
        return go_to(next_path())
    form = SignInForm()
    if form.validate_on_submit():
        if user := _who_knows_the_password(form):
            return arrive(user, Way.PASSWORD, next_path())
        _note_failure(form.address)
        form.form_errors.append(
            _("Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk ze na, of laat een link sturen.")
        )
    return sign_in_page(form)


def _note_failure(address: str) -> None:
    """Write down that it went wrong too often for one address: once an hour, however often it is tried."""
    key = typed_address()
    if not is_within(FAILURES, "failed sign-ins", key=key) and is_within(ONCE, "failures noted", key=key):
        user = find_user(address)
        note_reading("sign_in_failed", by=VISITOR, subject_id=user.id if user else None)


def _who_knows_the_password(form: SignInForm) -> User | None:
    stored = find_password_hash(form.address)
    if not passwords.matches(stored, form.password.data) or stored is None:
        return None
    renewed = passwords.renewed(stored, form.password.data)
    begin_writing()
    user = find_user(form.address)
    if user is None or user.password_hash != stored:
        return None  # it was changed while we compared
    if renewed:
        renew_password_hash(user, password_hash=renewed, by=user.as_actor())
    return user


def sign_in_page(form: SignInForm) -> ResponseReturnValue:
    """Return the page with every way in."""
    path = next_path()
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        verder=path,
        keeps_text=keeps_text(path),
        shown=ShownKeyForm(formdata=None),
        with_keys=site_of(settings()).has_passkeys,
    )
    return page, 422 if form.errors else 200


@bp.post("/inloggen/link")
@public("this is how people come in who have no password, or forgot it")
@limited("limit_sign_up", "mail")
@limited("limit_mail", "mail", key=typed_address)
def ask_sign_in_link() -> ResponseReturnValue:
    form = SignInLinkForm()
    if not form.validate_on_submit():
        return sign_in_page(form)
    send_way_in(form.address, "sign_in", LinkPurpose.SIGN_IN, next_path())
    return mail_sent(form.address, next_path())


@bp.get("/inloggen/verstuurd")
@public("whoever asked for a mail is not signed in yet")
@before_second_step("whoever has no password confirms by mail who they are")
def look_in_mail() -> ResponseReturnValue:
    outbox = settings().demo and not settings().has_mail
    return render_template(
        "accounts/look_in_mail.html",
        recipient=session.get("mailed_to"),
        minutes=settings().link_minutes,
        keeps_text=keeps_text(next_path()),
        outbox=url_for("mail.outbox") if outbox else None,
    )


@bp.route("/inloggen/link/<token>", methods=["GET", "POST"])
@public("the secret in the address says who this is")
@before_second_step("it is a way in, and whoever comes in so is asked for their second step as well")
def sign_in_by_link(token: str) -> ResponseReturnValue:
    link = find_link(token, LinkPurpose.SIGN_IN)
    form = PlainButton()
    if link is None or not form.validate_on_submit():
        return link_page("accounts/sign_in_by_link.html", link, form)
    try:
        person = use_link(link, by=current_actor)
    except LinkUsed:
        return link_gone()
    confirm_address(link.user, by=person)
    return arrive(link.user, Way.LINK, link.next_path)


@bp.post("/uitloggen")
@before_second_step("whoever does not want one leaves")
@public("signing out twice does no harm")
def sign_out() -> ResponseReturnValue:
    if current_actor.is_authenticated:
        end_session(by=current_actor)
    return _gone(_("U bent uitgelogd."))


@bp.post("/uitloggen/overal")
@before_second_step("this must always work")
def sign_out_everywhere() -> ResponseReturnValue:
    end_sessions(get_account(seen_by=current_actor), by=current_actor)
    return _gone(_("U bent overal uitgelogd."))


def _gone(message: str) -> ResponseReturnValue:
    language = session.get("locale", "nl")
    session.clear()
    session["locale"] = language
    flash(message)
    # Not "cookies": that would clear those of every site under the same domain, such as a municipality's own.
    response = current_app.make_response(go_to("/"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
