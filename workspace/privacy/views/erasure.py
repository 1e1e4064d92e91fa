"""Asking to be forgotten: what goes, what stays, a choice, and a way back (AVG, article 17)."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.accounts.models import User
from workspace.accounts.queries import get_account
from workspace.forms import ButtonForm
from workspace.letters import compose, full_address
from workspace.mail.actions import enqueue_mail
from workspace.on_behalf.queries import get_person, get_person_to_change
from workspace.privacy.actions.erasure import ask_erasure, take_back_erasure
from workspace.privacy.forms import ErasureForm
from workspace.privacy.models import Contributions, ErasureRequest
from workspace.privacy.queries.erasure import find_open_request, what_becomes_of
from workspace.privacy.views.blueprint import bp
from workspace.times import day_of, show_day
from workspace.web import current_actor, go_to, sensitive

WHY = "an account cannot be brought back"


@bp.route("/account/weg", methods=["GET", "POST"])
@sensitive(WHY)
def erase() -> ResponseReturnValue:
    """Tell what goes, what stays and what others keep; ask it."""
    return _ask(get_account(seen_by=current_actor))


@bp.post("/account/weg/terug")
def take_back() -> ResponseReturnValue:
    """Stay after all: needs signing in and nothing more."""
    _take_back(get_account(seen_by=current_actor))
    return go_to(url_for("accounts.show"))


@bp.route("/namens/<int:person_id>/weg", methods=["GET", "POST"])
@sensitive(WHY)
def erase_person(person_id: int) -> ResponseReturnValue:
    """Ask it for somebody who does not come online, because they asked."""
    return _ask(get_person(person_id, seen_by=current_actor))


@bp.post("/namens/<int:person_id>/weg/terug")
def take_back_person(person_id: int) -> ResponseReturnValue:
    _take_back(get_person_to_change(person_id, seen_by=current_actor))
    return go_to(url_for("on_behalf.person", person_id=person_id))


def _ask(user: User) -> ResponseReturnValue:
    asked = find_open_request(user.id)
    form = ErasureForm(data={"contributions": asked.contributions} if asked else None)
    if not form.validate_on_submit():
        return _page(user, form, asked), 422 if form.errors else 200
    request, is_new = ask_erasure(user, contributions=form.chosen, by=current_actor)
    if is_new and not user.is_on_paper:
        _write(user, request)
    return go_to(_address(user))


def _page(user: User, form: ErasureForm, asked: ErasureRequest | None) -> str:
    if user.is_on_paper:  # who is here did not write it
        form.contributions.label.text = _("Kies wat er gebeurt met de teksten")
    return render_template(
        "privacy/erase.html",
        form=form,
        button=ButtonForm(formdata=None),
        user=user,
        erasure=asked,
        becomes=what_becomes_of(user),
        address=_address(user),
        back=_address_back(user),
    )


def _take_back(user: User) -> None:
    if take_back_erasure(user, by=current_actor):
        flash(_("Er wordt niets weggehaald. Alles blijft zoals het was."))


def _write(user: User, request: ErasureRequest) -> None:
    letter = compose(
        "erasure_asked",
        locale=user.locale,
        day=show_day(day_of(request.due_at), user.locale),
        goes=request.contributions is Contributions.GO,
        link=full_address("privacy.erase"),
    )
    enqueue_mail(user.email, subject=letter.subject, text=letter.text, locale=user.locale, by=current_actor)


def _address(user: User) -> str:
    if user.is_on_paper:
        return url_for("privacy.erase_person", person_id=user.id)
    return url_for("privacy.erase")


def _address_back(user: User) -> str:
    if user.is_on_paper:
        return url_for("privacy.take_back_person", person_id=user.id)
    return url_for("privacy.take_back")
