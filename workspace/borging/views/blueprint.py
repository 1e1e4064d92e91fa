"""The addresses of borging, and what its views share."""

import json
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from workspace.addresses import address_of_initiative
from workspace.borging.forms import AspectForm, ConfirmForm, WithdrawForm
from workspace.borging.models import AspectCode
from workspace.borging.models.rules import CLAIMS
from workspace.borging.queries import history_of, picture_for
from workspace.borging.queries.picture import AspectRow, Picture
from workspace.initiatives.models import Initiative
from workspace.stores import Folder, files_of
from workspace.times import today
from workspace.web import current_actor, go_to, settings, wants_fragment

bp = Blueprint("borging", __name__, url_prefix="/initiatieven/<int:initiative_id>/borging")


def code_of(word: str) -> AspectCode:
    """Return the aspect that this word in an address stands for; 404 when there is none."""
    for code in AspectCode:
        if code.word == word:
            return code
    abort(404)


def evidence_folder() -> Folder:
    """Return the folder in which files lie that were given as evidence."""
    return files_of(settings()).folder("evidence")


def picture_today(initiative: Initiative) -> Picture:
    """Return the picture of today with what the person at the keyboard may do."""
    return picture_for(initiative, seen_by=current_actor, on=today())


def page_of(template: str, initiative: Initiative, picture: Picture, **more: Any) -> str:
    """Return a page or fragment about the borging of an initiative."""
    more.setdefault("confirm_form", ConfirmForm(formdata=None))
    address = address_of_initiative(initiative.id, initiative.title)
    return render_template(template, initiative=initiative, address=address, picture=picture, **more)


def aspect_page(
    initiative: Initiative, picture: Picture, code: AspectCode, form: AspectForm | None, **more: Any
) -> str:
    """Return the page of one aspect: how it stands, how that came, and the form if there is one."""
    more.setdefault("is_changed", False)
    history = history_of(initiative.id, code)
    row = picture[code]
    refused = more.pop("refused", {})
    about = {
        "row": row,
        "form": form,
        "history": history,
        "in_place": False,
        "withdrawals": (_withdrawals(row) | refused) if picture.may_change else {},
        "refused_form": next(iter(refused.values()), None),
    }
    return page_of("borging/aspect.html", initiative, picture, **about, **more)


def _withdrawals(row: AspectRow) -> dict[int, WithdrawForm]:
    """Return the form to take back each piece of evidence, as long as a claim does not rest on it alone."""
    if row.state in CLAIMS and len(row.evidence) == 1:
        return {}
    return {each.id: WithdrawForm.about(each.id, row.version, formdata=None) for each in row.evidence}


def form_in_place(picture: Picture, code: AspectCode, form: AspectForm) -> str:
    """Return the form for one aspect, to stand among the eight."""
    about = {"row": picture[code], "form": form, "picture": picture, "in_place": True}
    return render_template("borging/_aspect_form.html", **about)


def changed(initiative: Initiative, message: str) -> ResponseReturnValue:
    """Answer a change: the eight aspects as they are now, or back to the page."""
    if not wants_fragment():
        return go_to(f"{address_of_initiative(initiative.id, initiative.title)}#borging")
    page = page_of("borging/_aspects.html", initiative, picture_today(initiative))
    return page, {"HX-Trigger": json.dumps({"announce": message})}
