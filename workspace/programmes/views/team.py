"""Pages of the programme team: only its manager comes here."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.forms import Form
from workspace.invitations.queries import list_invitations_to_programme
from workspace.programmes.actions import team as actions
from workspace.programmes.forms import EndForm
from workspace.programmes.queries.team import get_team_member, list_team
from workspace.programmes.views.blueprint import bp, managed_by_manager
from workspace.times import today
from workspace.web import current_actor, sensitive


@bp.get("/programmas/<slug>/team")
def team(slug: str) -> ResponseReturnValue:
    programme = managed_by_manager(slug)
    return render_template(
        "programmes/team.html",
        programme=programme,
        team=list_team(programme),
        invitations=list_invitations_to_programme(programme),
        bare=Form(),
    )


@bp.route("/programmas/<slug>/team/<int:member_id>", methods=["GET", "POST"])
@sensitive("it ends what somebody may do in a whole programme")
def end_team_member(slug: str, member_id: int) -> ResponseReturnValue:
    programme = managed_by_manager(slug)
    member = get_team_member(member_id, programme)
    form = EndForm(data={"last_day": today()})
    if form.validate_on_submit():
        try:
            actions.end_team_member(member, programme, last_day=form.last_day.data, by=current_actor)
        except actions.EndsBeforeStart:
            form.last_day.errors = [_("Kies een dag die niet voor de eerste dag ligt.")]
        except actions.LastManager:
            form.last_day.errors = [
                _("Een programma heeft altijd een manager. Nodig eerst een andere manager uit.")
            ]
        else:
            flash(_("Opgeslagen: de laatste dag van %(name)s.", name=member.user.name))
            if member.user_id == current_actor.id and form.last_day.data < today():
                return redirect(url_for("overview.programme", slug=slug), 303)
            return redirect(url_for("programmes.team", slug=slug), 303)
    page = render_template("programmes/end_team_member.html", programme=programme, member=member, form=form)
    return page, 422 if form.errors else 200
