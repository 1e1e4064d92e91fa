"""Entering an idea, a support or a comment for somebody who does not come online."""

from typing import TypeVar

from flask import flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.boards.models import Board
from workspace.boards.queries.boards import get_board
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative
from workspace.on_behalf import policy
from workspace.on_behalf.actions import Entered, enter_comment, enter_idea, enter_support
from workspace.on_behalf.forms import ContributionForm, IdeaForm, WhomForm
from workspace.on_behalf.models import Contribution
from workspace.on_behalf.queries import list_people
from workspace.on_behalf.views.blueprint import bp
from workspace.web import current_actor, go_to

AnyForm = TypeVar("AnyForm", bound=WhomForm)
ON_BOARD = "/programmas/<slug>/<board_slug>/namens"
UNDER = "/initiatieven/<int:initiative_id>/namens"


@bp.get(ON_BOARD)
def new_idea(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show the form for an idea of somebody else."""
    board = get_board(slug, board_slug, seen_by=current_actor)
    require(policy.may_enter_idea(current_actor, board))
    return _idea_page(board, _offered(IdeaForm()))


@bp.post(ON_BOARD)
def add_idea(slug: str, board_slug: str) -> ResponseReturnValue:
    board = get_board(slug, board_slug, seen_by=current_actor)
    require(policy.may_enter_idea(current_actor, board))
    form = _offered(IdeaForm())
    if not form.validate_on_submit():
        return _idea_page(board, form), 422
    entered = enter_idea(board, idea=form.idea(), whom=form.whom(), told=form.told(), by=current_actor)
    return _to_paper(entered)


@bp.get(UNDER)
def new_contribution(initiative_id: int) -> ResponseReturnValue:
    """Show the form for a support or a comment of somebody else."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(policy.may_enter_anything(current_actor, initiative))
    return _contribution_page(initiative, _offered(ContributionForm()))


@bp.post(UNDER)
def add_contribution(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(policy.may_enter_anything(current_actor, initiative))
    form = _offered(ContributionForm())
    form.ask(_kinds(initiative))
    if not form.validate_on_submit():
        return _contribution_page(initiative, form), 422
    whom, told = form.whom(), form.told()
    if form.kind.data == Contribution.SUPPORT.value:
        return _to_paper(enter_support(initiative, whom=whom, told=told, by=current_actor))
    return _to_paper(enter_comment(initiative, body=form.body.data, whom=whom, told=told, by=current_actor))


def _kinds(initiative: Initiative) -> list[Contribution]:
    may = {
        Contribution.SUPPORT: policy.may_enter_support(current_actor, initiative),
        Contribution.COMMENT: policy.may_enter_comment(current_actor, initiative),
    }
    return [kind for kind, allowed in may.items() if allowed]


def _offered(form: AnyForm) -> AnyForm:
    form.offer(list_people(current_actor))
    return form


def _to_paper(entered: Entered) -> ResponseReturnValue:
    """Go to the paper for this person; a new code goes along in this browser's session, to be shown once."""
    if entered.code:
        session["code_on_paper"] = [entered.person_id, entered.code]
    flash(
        _("Het staat erop.") if entered.is_new else _("Deze persoon steunde dit al. Er is niets veranderd.")
    )
    return go_to(url_for("on_behalf.person", person_id=entered.person_id))


def _idea_page(board: Board, form: IdeaForm) -> str:
    return render_template("on_behalf/idea.html", board=board, form=form)


def _contribution_page(initiative: Initiative, form: ContributionForm) -> str:
    form.ask(_kinds(initiative))
    address = address_of_initiative(initiative.id, initiative.title)
    return render_template("on_behalf/contribution.html", initiative=initiative, address=address, form=form)
