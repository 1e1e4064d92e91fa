"""The start check: what is clear before the start, what is not, and who could say (N9)."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.initiatives import policy
from workspace.initiatives.actions import answer_start_check
from workspace.initiatives.forms.starting import QUESTIONS, StartCheckForm
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.initiatives.queries.starting import has_joined, list_started_anyway, read_start_check
from workspace.initiatives.views.blueprint import bp
from workspace.initiatives.views.known import known_of
from workspace.web import actor_here, go_to, public

HERE = "/initiatieven/<int:initiative_id>/startcheck"


@bp.get(HERE)
@public("what is clear before the start is in sight of everyone (N9)")
def start_check(initiative_id: int) -> ResponseReturnValue:
    """Show what is clear, what is not, who could say, who said it and when."""
    initiative = get_initiative(initiative_id, seen_by=actor_here())
    return render_template(
        "initiatives/start_check.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        check=read_start_check(initiative),
        begun=list_started_anyway(initiative),
        known=known_of(initiative, seen_by=actor_here()),
        wording=QUESTIONS,
        may_fill=_may_fill(initiative),
        may_join=policy.may_join(actor_here(), initiative),
    )


@bp.get(f"{HERE}/vragen")
def fill_start_check(initiative_id: int) -> ResponseReturnValue:
    """Show the six questions, empty: what was said stands beside them."""
    initiative = get_initiative(initiative_id, seen_by=actor_here())
    require(_may_fill(initiative))
    return _form_page(initiative, StartCheckForm())


@bp.post(f"{HERE}/vragen")
def save_start_check(initiative_id: int) -> ResponseReturnValue:
    """Add what this person says to what others said."""
    initiative = get_initiative_to_change(initiative_id, seen_by=actor_here())
    require(_may_fill(initiative))
    form = StartCheckForm()
    if not form.validate_on_submit():
        return _form_page(initiative, form), 422
    answer_start_check(initiative, form.answers(), by=actor_here())
    flash(_("Bedankt. Wat u zei, staat nu bij de startcheck."))
    return go_to(url_for("initiatives.start_check", initiative_id=initiative.id))


def _may_fill(initiative: Initiative) -> bool:
    actor = actor_here()
    return policy.may_fill_start_check(actor, initiative, has_joined=has_joined(initiative, actor))


def _form_page(initiative: Initiative, form: StartCheckForm) -> str:
    return render_template(
        "initiatives/fill_start_check.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        check=read_start_check(initiative),
        known=known_of(initiative, seen_by=actor_here()),
        wording=QUESTIONS,
        form=form,
    )
