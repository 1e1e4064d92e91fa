"""The people for whom somebody entered something, and the paper with a code for each."""

from flask import flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.comments.queries import get_comment
from workspace.forms import ButtonForm
from workspace.initiatives.queries import get_initiative_to_change
from workspace.letters import full_address
from workspace.on_behalf import policy
from workspace.on_behalf.actions import renew_code, take_back
from workspace.on_behalf.queries import (
    get_entered,
    get_person,
    get_person_to_change,
    list_entered,
    list_people,
    made_on,
)
from workspace.on_behalf.views.blueprint import bp
from workspace.qr import qr_code
from workspace.web import current_actor, go_to


@bp.get("/namens")
def people() -> ResponseReturnValue:
    """Show the people for whom this worker entered something."""
    return render_template("on_behalf/people.html", people=list_people(current_actor))


@bp.get("/namens/<int:person_id>")
def person(person_id: int) -> ResponseReturnValue:
    """Show the paper for one person; their code only when it was made just now."""
    known = get_person(person_id, seen_by=current_actor)
    entered = list_entered(known.id)
    address = full_address("on_behalf.code")
    return render_template(
        "on_behalf/paper.html",
        person=known,
        entered=entered,
        code=_code_made_just_now(known.id),
        made_on=made_on(known.id),
        may_renew=policy.may_renew_code(current_actor, known, entered),
        form=ButtonForm(formdata=None),
        address=address,
        qr=qr_code(address),
    )


@bp.post("/namens/<int:person_id>/code")
def new_code(person_id: int) -> ResponseReturnValue:
    """Make a new code, which takes the power from the one before."""
    known = get_person_to_change(person_id, seen_by=current_actor)
    session["code_on_paper"] = [known.id, renew_code(known, by=current_actor)]
    return go_to(url_for("on_behalf.person", person_id=known.id))


@bp.post("/namens/<int:person_id>/<int:entered_id>/intrekking")
def take_back_one(person_id: int, entered_id: int) -> ResponseReturnValue:
    """Take back a comment or a support, because the person asks."""
    known = get_person_to_change(person_id, seen_by=current_actor)
    entered = get_entered(entered_id, of=known)
    initiative = get_initiative_to_change(entered.initiative_id, seen_by=current_actor)
    comment = (
        get_comment(entered.comment_id, under=initiative, seen_by=current_actor)
        if entered.comment_id
        else None
    )
    take_back(entered, known, initiative=initiative, comment=comment, by=current_actor)
    flash(_("Het is weggehaald."))
    return go_to(url_for("on_behalf.person", person_id=known.id))


def _code_made_just_now(person_id: int) -> str | None:
    """Return the code that the last form made for this person, once."""
    made_for, code = session.pop("code_on_paper", (None, None))
    return code if made_for == person_id else None
