"""The eight aspects on a day, and one of them with its history and its form."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import day_asked_for
from workspace.borging import policy
from workspace.borging.actions import change_aspect
from workspace.borging.forms import AspectForm
from workspace.borging.models import AspectCode
from workspace.borging.models.rules import year_before
from workspace.borging.queries import (
    list_answering_organisations,
    list_answering_people,
    picture_for,
    picture_of,
)
from workspace.borging.queries.picture import Picture
from workspace.borging.queries.since import differences
from workspace.borging.views.blueprint import (
    aspect_page,
    bp,
    changed,
    code_of,
    evidence_folder,
    form_in_place,
    page_of,
    picture_today,
)
from workspace.files import NotAFile, Received, brought, receive
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.limits import posting
from workspace.programmes.policy import may_see_streams
from workspace.programmes.queries.streams import list_stream_names
from workspace.times import day_of, today
from workspace.web import begin_writing, current_actor, prepares, public, send_once, wants_fragment

WHO_SEES = "whoever sees the initiative sees how its borging stands"


@bp.get("")
@public(WHO_SEES)
def index(initiative_id: int) -> ResponseReturnValue:
    """Show the picture of today, or as it stood on an earlier day (`op`) and what changed since."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    day, day_now = day_asked_for(request.args.get("op")), today()
    picture = picture_for(initiative, seen_by=current_actor, on=day)
    now = picture_of(initiative.id, on=day_now) if day < day_now else picture
    first = day_of(initiative.created_at)
    return page_of(
        "borging/index.html",
        initiative,
        picture,
        today=day_now,
        now=now,
        changes=differences(picture, now),
        year_ago=year_before(day_now) if first < year_before(day_now) else None,
        first_day=first if first < day_now else None,
    )


@bp.get("/<word>")
@public(WHO_SEES)
def aspect(initiative_id: int, word: str) -> ResponseReturnValue:
    """Show one aspect with its history, and the form for those who may change it."""
    code = code_of(word)
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    picture = picture_today(initiative)
    form = _form(initiative, picture, code) if picture.may_change else None
    if wants_fragment():
        require(picture.may_change)
    if form is not None and wants_fragment():
        return form_in_place(picture, code, form)
    return aspect_page(initiative, picture, code, form)


@bp.post("/<word>")
@posting
@prepares("a picture that was sent as evidence is made anew, while nobody waits for this")
def change(initiative_id: int, word: str) -> ResponseReturnValue:
    code = code_of(word)
    received = _receive(initiative_id, code)
    begin_writing()
    if (answered := send_once()) is not None:
        return answered
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_change_aspects(current_actor, initiative))
    picture = picture_today(initiative)
    form = _form(initiative, picture, code, received)
    is_right = form.validate_on_submit()
    if not form.is_about(picture[code]):
        form.version.data = str(picture[code].version)
        form.ask_file_again()
        return aspect_page(initiative, picture, code, form, is_changed=True), 409
    if not is_right:
        return _refused(initiative, picture, code, form)
    change_aspect(initiative, code, form.change(), folder=evidence_folder(), by=current_actor)
    return changed(initiative, _("De borging is bijgewerkt."))


def _receive(initiative_id: int, code: AspectCode) -> Received | NotAFile | None:
    """Return the file that was sent, or what is wrong with it; None when there is none."""
    sent = request.files.get(f"{code.word}-file")
    if not sent or not sent.filename:
        return None
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(policy.may_change_aspects(current_actor, initiative))
    try:
        return brought(receive(sent.stream, sent.filename), evidence_folder())
    except NotAFile as mistake:
        return mistake


def _form(
    initiative: Initiative,
    picture: Picture,
    code: AspectCode,
    received: Received | NotAFile | None = None,
) -> AspectForm:
    row = picture[code]
    organisations = list_answering_organisations(
        initiative, seen_by=current_actor, now_answering=row.organisation_id
    )
    people = list_answering_people([id for id, name in organisations])
    sees_streams = may_see_streams(current_actor, initiative.programme_id)
    streams = list_stream_names(initiative.programme_id) if sees_streams else []
    return AspectForm.about(row, organisations, people, streams, received)


def _refused(
    initiative: Initiative, picture: Picture, code: AspectCode, form: AspectForm
) -> ResponseReturnValue:
    if not wants_fragment():
        return aspect_page(initiative, picture, code, form), 422
    page = form_in_place(picture, code, form)
    return page, 422, {"HX-Retarget": f"#wijzig-{code.word}", "HX-Reswap": "outerHTML"}
