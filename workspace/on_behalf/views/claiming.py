"""Claiming with the code on paper: type it, sign in, see what becomes yours, and confirm."""

from flask import abort, current_app, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from workspace.access import require
from workspace.forms import ButtonForm
from workspace.limits import limited
from workspace.on_behalf import policy
from workspace.on_behalf.actions import CodeGone, claim
from workspace.on_behalf.forms import CodeForm
from workspace.on_behalf.models.codes import hash_of_code
from workspace.on_behalf.queries import CodeRow, find_code, hold_person, list_entered, read_person
from workspace.on_behalf.views.blueprint import bp
from workspace.web import current_actor, go_to, prepares, public

WHY = "whoever got a paper has no account yet; what the code opens is shown after signing in"
TICKET_LASTS = 86400  # seconds: long enough to make an account first


@bp.get("/code")
@public(WHY)
def code() -> ResponseReturnValue:
    """Ask for the code on paper."""
    return _code_page(CodeForm(formdata=None))


@bp.post("/code")
@public(WHY)
@prepares("a code is hashed slowly; nothing is changed")
@limited("limit_codes", "codes", mistakes_only=True)
def type_code() -> ResponseReturnValue:
    """Go on with a code that works; a wrong one and a used one get the same answer."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _code_page(form), 422
    found = find_code(hash_of_code(form.meant)) if form.meant else None
    if found is None:
        form.refuse()
        return _code_page(form), 422
    return go_to(url_for("on_behalf.claiming", ticket=ticket_of(found.code_hash)))


@bp.get("/code/<ticket>")
def claiming(ticket: str) -> ResponseReturnValue:
    """Show what will be theirs, to whoever typed the code and signed in."""
    found = _read(ticket)
    if found is None:
        return _gone(), 410
    person = read_person(found.person_id)
    if not policy.may_claim(current_actor, person):
        return render_template("on_behalf/not_yours.html"), 403
    return render_template(
        "on_behalf/claim.html",
        person=person,
        entered=list_entered(person.id),
        ticket=ticket,
        form=ButtonForm(formdata=None),
    )


@bp.post("/code/<ticket>")
def confirm(ticket: str) -> ResponseReturnValue:
    found = _read(ticket)
    if found is None:
        return _gone(), 409
    person = hold_person(found.person_id)
    require(policy.may_claim(current_actor, person))
    try:
        number = claim(person, found, by=current_actor)
    except CodeGone:
        return _gone(), 409
    flash(
        ngettext(
            "Het is nu van u: %(num)s initiatief kent u nu met uw eigen naam.",
            "Het is nu van u: %(num)s initiatieven kennen u nu met uw eigen naam.",
            number,
        )
    )
    return go_to("/mijn")


def ticket_of(code_hash: str) -> str:
    """Return what a code that was typed well is called in an address, while somebody signs in."""
    return str(_tickets().dumps(code_hash))


def _tickets() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="code on paper")


def _read(ticket: str) -> CodeRow | None:
    """Return the code that somebody typed, or None when it does nothing any more; 404 for a forged one."""
    try:
        code_hash = _tickets().loads(ticket, max_age=TICKET_LASTS)
    except SignatureExpired:
        return None
    except BadSignature:
        abort(404)
    return find_code(str(code_hash))


def _gone() -> str:
    form = CodeForm(formdata=None)
    form.code.errors = []
    form.refuse()
    return _code_page(form)


def _code_page(form: CodeForm) -> str:
    return render_template("on_behalf/code.html", form=form)
