"""The histories of a programme, and reading one."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from workspace.forms import ButtonForm
from workspace.histories import policy
from workspace.histories.queries import get_history, read_whole_history
from workspace.histories.queries.lists import list_histories
from workspace.histories.views.blueprint import bp
from workspace.programmes.queries.programmes import get_programme
from workspace.web import actor_here, public

WHY = "a published history is for everybody where its programme is; visible_histories holds back the rest"


@bp.get("/programmas/<slug>/leergeschiedenissen")
@public(WHY)
def index(slug: str) -> ResponseReturnValue:
    """Show the histories of a programme."""
    actor = actor_here()
    programme = get_programme(slug, seen_by=actor)
    return render_template(
        "histories/index.html",
        programme=programme,
        histories=list_histories(programme.id, seen_by=actor),
        may_make=policy.may_make_history(actor, programme.id),
    )


@bp.get("/leergeschiedenissen/<int:history_id>")
@public(WHY)
def show(history_id: int) -> ResponseReturnValue:
    """Show a whole history, to read."""
    actor = actor_here()
    whole = read_whole_history(get_history(history_id, actor), actor)
    return render_template(
        "histories/show.html",
        whole=whole,
        may_make=policy.may_make_history(actor, whole.programme_id),
        may_publish=policy.may_publish_history(actor, whole.programme_id),
        may_take_over=policy.may_take_over_question(actor, whole.programme_id),
        bare=ButtonForm(formdata=None),
        take_along_address=url_for("renditions.choose_history", history_id=whole.id),
        take_along_form=ButtonForm(formdata=None) if actor.is_authenticated else None,
    )
