"""A new board, its management page, its facts and its partners."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.boards.actions import boards as actions
from workspace.boards.forms import BoardForm, BoardPartnersForm
from workspace.boards.models import Board, ConsultationStage, TargetGroup
from workspace.boards.policy import may_add_board
from workspace.boards.queries.boards import list_board_partners, list_partner_choices
from workspace.boards.queries.working_group import list_former_leads, list_working_group
from workspace.boards.views.blueprint import bp, managed
from workspace.errors import conflict_page
from workspace.forms import Form
from workspace.invitations.queries import list_invitations_to_board
from workspace.programmes.models import Openness
from workspace.programmes.queries.programmes import get_programme
from workspace.web import current_actor


@bp.route("/programmas/<slug>/themaborden/nieuw", methods=["GET", "POST"])
def new(slug: str) -> ResponseReturnValue:
    programme = get_programme(slug, seen_by=current_actor)
    require(may_add_board(current_actor, programme.id))
    form = BoardForm()
    if form.validate_on_submit():
        board = actions.create_board(programme, **_typed(form), by=current_actor)
        flash(_("Het themabord is gemaakt. Kies nu een kartrekker."))
        return redirect(url_for("boards.manage", slug=slug, board_slug=board.slug), 303)
    page = render_template("boards/new.html", form=form, programme=programme)
    return page, 422 if form.errors else 200


@bp.get("/programmas/<slug>/<board_slug>/beheer")
def manage(slug: str, board_slug: str) -> ResponseReturnValue:
    board = managed(slug, board_slug)
    return render_template(
        "boards/manage.html",
        board=board,
        programme=board.programme,
        target_groups=[TargetGroup(group) for group in board.target_groups],
        members=list_working_group(board),
        former_leads=list_former_leads(board),
        partners=list_board_partners(board),
        invitations=list_invitations_to_board(board),
        may_manage_programme=may_add_board(current_actor, board.programme_id),
        bare=Form(),
    )


@bp.route("/programmas/<slug>/<board_slug>/gegevens", methods=["GET", "POST"])
def edit(slug: str, board_slug: str) -> ResponseReturnValue:
    board = managed(slug, board_slug)
    form = BoardForm(data=_stored(board))
    if form.validate_on_submit():
        if form.is_stale(board.version):
            return conflict_page(form, stored=BoardForm(data=_stored(board), formdata=None))
        actions.edit_board(board, **_typed(form), by=current_actor)
        flash(_("De gegevens zijn opgeslagen."))
        return redirect(url_for("boards.manage", slug=slug, board_slug=board_slug), 303)
    page = render_template("boards/edit.html", form=form, board=board, programme=board.programme)
    return page, 422 if form.errors else 200


@bp.route("/programmas/<slug>/<board_slug>/partners", methods=["GET", "POST"])
def partners(slug: str, board_slug: str) -> ResponseReturnValue:
    board = managed(slug, board_slug)
    offered = list_partner_choices(board)
    form = BoardPartnersForm(data={"organisations": [str(one.id) for one in offered if one.is_partner]})
    form.offer(offered)
    if form.validate_on_submit():
        chosen = [int(number) for number in form.organisations.data or ()]
        actions.set_board_partners(board, organisations=chosen, by=current_actor)
        flash(_("De partners van dit bord zijn opgeslagen."))
        return redirect(url_for("boards.manage", slug=slug, board_slug=board_slug), 303)
    page = render_template(
        "boards/partners.html", form=form, board=board, programme=board.programme, offered=offered
    )
    return page, 422 if form.errors else 200


def _typed(form: BoardForm) -> dict[str, Any]:
    return {
        "title": form.title.data,
        "ambition": form.ambition.data,
        "threshold": form.threshold.data,
        "policy_field": form.policy_field.data,
        "target_groups": [TargetGroup(group) for group in form.target_groups.data or ()],
        "consultation": ConsultationStage(form.consultation.data),
        "how_to_join": form.how_to_join.data,
        "openness": Openness(form.openness.data),
    }


def _stored(board: Board) -> dict[str, Any]:
    return {
        "title": board.title,
        "ambition": board.ambition,
        "threshold": board.threshold,
        "policy_field": board.policy_field,
        "target_groups": board.target_groups,
        "consultation": board.consultation.value,
        "how_to_join": board.how_to_join,
        "openness": board.openness.value,
        "version": board.version,
    }
