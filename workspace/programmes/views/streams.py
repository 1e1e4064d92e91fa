"""Pages of the streams of money of a programme: what there is, until when, and what rests on it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.borging.queries.streams import list_streams
from workspace.errors import conflict_page
from workspace.programmes.actions import streams as actions
from workspace.programmes.forms import StreamForm
from workspace.programmes.policy import may_manage_programme, may_see_streams
from workspace.programmes.queries.programmes import get_programme
from workspace.programmes.queries.streams import get_stream
from workspace.programmes.views.blueprint import bp, managed
from workspace.web import current_actor


@bp.get("/programmas/<slug>/geldstromen")
def streams(slug: str) -> ResponseReturnValue:
    programme = get_programme(slug, seen_by=current_actor)
    require(may_see_streams(current_actor, programme.id))
    return render_template(
        "programmes/streams.html",
        programme=programme,
        streams=list_streams(programme, seen_by=current_actor),
        may_manage=may_manage_programme(current_actor, programme.id),
    )


@bp.route("/programmas/<slug>/geldstromen/nieuw", methods=["GET", "POST"])
def new_stream(slug: str) -> ResponseReturnValue:
    programme = managed(slug)
    form = StreamForm()
    if form.validate_on_submit():
        try:
            actions.add_stream(
                programme,
                name=form.name.data,
                funder=form.funder.data,
                ends_on=form.ends_on.data,
                by=current_actor,
            )
        except actions.NameTaken:
            form.name.errors = [_taken()]
        else:
            flash(_("De geldstroom is toegevoegd."))
            return redirect(url_for("programmes.streams", slug=slug), 303)
    page = render_template("programmes/stream.html", form=form, programme=programme, stream=None)
    return page, 422 if form.errors else 200


@bp.route("/programmas/<slug>/geldstromen/<int:stream_id>", methods=["GET", "POST"])
def edit_stream(slug: str, stream_id: int) -> ResponseReturnValue:
    programme = managed(slug)
    stream = get_stream(stream_id, programme)
    form = StreamForm(obj=stream)
    if form.validate_on_submit():
        if form.is_stale(stream.version):
            return conflict_page(form, stored=StreamForm(obj=stream, formdata=None))
        try:
            actions.edit_stream(
                stream,
                programme,
                name=form.name.data,
                funder=form.funder.data,
                ends_on=form.ends_on.data,
                by=current_actor,
            )
        except actions.NameTaken:
            form.name.errors = [_taken()]
        else:
            flash(_("De geldstroom is opgeslagen."))
            return redirect(url_for("programmes.streams", slug=slug), 303)
    page = render_template("programmes/stream.html", form=form, programme=programme, stream=stream)
    return page, 422 if form.errors else 200


def _taken() -> str:
    return str(_("Er is al een geldstroom met deze naam. Kies een andere naam."))
