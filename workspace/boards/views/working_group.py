"""Pages of the working group: who joins, who leads, who stops."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.boards.actions import working_group as actions
from workspace.boards.forms import EndForm, PersonForm
from workspace.boards.queries.working_group import (
    get_board_member,
    list_candidates,
    list_working_group,
)
from workspace.boards.views.blueprint import bp, managed
from workspace.times import today
from workspace.web import current_actor


@bp.route("/programmas/<slug>/<board_slug>/werkgroep/nieuw", methods=["GET", "POST"])
def add_member(slug: str, board_slug: str) -> ResponseReturnValue:
    board = managed(slug, board_slug)
    form = PersonForm()
    present = {row.user_id for row in list_working_group(board)}
    form.offer([], [one for one in list_candidates(board) if one.user_id not in present])
    if form.validate_on_submit() and _someone(form):
        try:
            actions.add_board_member(board, user_id=int(form.person.data), by=current_actor)
        except (actions.NotACandidate, actions.AlreadyMember):
            form.person.errors = [_("Kies iemand uit de lijst.")]
        else:
            flash(_("De werkgroep heeft er iemand bij."))
            return redirect(url_for("boards.manage", slug=slug, board_slug=board_slug), 303)
    page = render_template("boards/add_member.html", form=form, board=board, programme=board.programme)
    return page, 422 if form.errors else 200


@bp.route("/programmas/<slug>/<board_slug>/kartrekker", methods=["GET", "POST"])
def theme_lead(slug: str, board_slug: str) -> ResponseReturnValue:
    board = managed(slug, board_slug)
    members = list_working_group(board)
    lead = next((row for row in members if row.is_lead), None)
    form = PersonForm()
    form.offer([row for row in members if not row.is_lead], list_candidates(board))
    if form.validate_on_submit() and _someone(form):
        try:
            actions.name_theme_lead(board, user_id=int(form.person.data), by=current_actor)
        except actions.AlreadyMember:
            form.person.errors = [_("Deze persoon is al kartrekker. Kies iemand anders.")]
        except actions.NotACandidate:
            form.person.errors = [_("Kies iemand uit de lijst.")]
        else:
            flash(_("De nieuwe kartrekker staat op het bord."))
            # Whoever handed over their own board may not manage it any more.
            still = board.programme_id in current_actor.team_of
            where = "boards.manage" if still else "overview.board"
            return redirect(url_for(where, slug=slug, board_slug=board_slug), 303)
    page = render_template(
        "boards/theme_lead.html", form=form, board=board, programme=board.programme, lead=lead
    )
    return page, 422 if form.errors else 200


@bp.route("/programmas/<slug>/<board_slug>/werkgroep/<int:member_id>", methods=["GET", "POST"])
def end_member(slug: str, board_slug: str, member_id: int) -> ResponseReturnValue:
    board = managed(slug, board_slug)
    member = get_board_member(member_id, board)
    form = EndForm(data={"last_day": today()})
    if form.validate_on_submit():
        try:
            actions.end_board_member(member, board, last_day=form.last_day.data, by=current_actor)
        except actions.EndsBeforeStart:
            form.last_day.errors = [_("Kies een dag die niet voor de eerste dag ligt.")]
        else:
            flash(_("Opgeslagen: de laatste dag van %(name)s.", name=member.user.name))
            still = board.programme_id in current_actor.team_of or member.user_id != current_actor.id
            where = "boards.manage" if still else "overview.board"
            return redirect(url_for(where, slug=slug, board_slug=board_slug), 303)
    page = render_template(
        "boards/end_member.html", form=form, board=board, programme=board.programme, member=member
    )
    return page, 422 if form.errors else 200


def _someone(form: PersonForm) -> bool:
    if form.person.data:
        return True
    form.person.errors = [str(form.person.invalid_choice_message)]
    return False
