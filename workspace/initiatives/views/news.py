"""News of an initiative and its pictures."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.initiatives import policy
from workspace.initiatives.actions import post_update
from workspace.initiatives.forms.news import PICTURES, NewsForm
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative
from workspace.initiatives.queries.pictures import get_picture_name
from workspace.initiatives.views.blueprint import bp
from workspace.limits import posting, takes
from workspace.pictures import brought
from workspace.results.actions import add_result
from workspace.sending import send_kept
from workspace.stores import Folder, files_of
from workspace.web import (
    begin_writing,
    current_actor,
    go_to,
    prepares,
    public,
    send_once,
    settings,
    wants_fragment,
)

SIX_PHOTOGRAPHS = 40 * 1024 * 1024  # bytes, as phones make them, at once


@bp.get("/initiatieven/<int:initiative_id>/nieuws/nieuw")
def tell_news(initiative_id: int) -> ResponseReturnValue:
    return _page(_initiative_to_tell_of(initiative_id), NewsForm())


@bp.post("/initiatieven/<int:initiative_id>/nieuws/nieuw")
@takes(SIX_PHOTOGRAPHS)
@prepares("pictures are made anew, while nobody waits for this")
@posting
def post_news(initiative_id: int) -> ResponseReturnValue:
    initiative = _initiative_to_tell_of(initiative_id)
    form = NewsForm()
    pictures = form.read()
    if pictures is None:
        return _page(initiative, form), 422
    pictures = [(brought(picture, _folder()), alt) for picture, alt in pictures]
    begin_writing()
    if (answered := send_once()) is not None:
        return answered
    initiative = _initiative_to_tell_of(initiative_id)
    update = post_update(
        initiative, body=form.body.data, pictures=pictures, folder=_folder(), by=current_actor
    )
    if form.counted is not None:
        add_result(initiative, form.counted, update=update, by=current_actor)
    return go_to(f"{address_of_initiative(initiative.id, initiative.title)}#nieuws-{update.id}")


@bp.get("/beelden/<name>")
@public("pictures are seen by whoever sees their initiative")
def picture(name: str) -> ResponseReturnValue:
    file_name = get_picture_name(name, seen_by=current_actor)
    return send_kept(_folder(), file_name, "image/webp")


def _initiative_to_tell_of(initiative_id: int) -> Initiative:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(policy.may_post_update(current_actor, initiative))
    return initiative


def _folder() -> Folder:
    return files_of(settings()).folder("pictures")


def _page(initiative: Initiative, form: NewsForm) -> str:
    return render_template(
        "initiatives/tell_news.html",
        initiative=initiative,
        form=form,
        numbers=PICTURES,
        pictures_are_lost=form.has_files and not wants_fragment(),
        address=address_of_initiative(initiative.id, initiative.title),
    )
