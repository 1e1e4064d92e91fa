"""Pages on which an organisation keeps who belongs to it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.organisations import actions, policy, queries
from workspace.organisations.forms import EndForm, MembershipForm
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.views.blueprint import bp
from workspace.times import today
from workspace.web import READING, current_actor, sensitive


@bp.route("/organisaties/<slug>/leden/<int:membership_id>", methods=["GET", "POST"])
@sensitive("it gives somebody the right to speak for an organisation")
def member(slug: str, membership_id: int) -> ResponseReturnValue:
    organisation, membership = _membership(slug, membership_id)
    form = MembershipForm(data={"function": membership.function, "represents": membership.represents})
    is_last = queries.is_last_representative(membership)
    if form.validate_on_submit():
        try:
            actions.change_membership(
                membership,
                organisation,
                represents=form.represents.data,
                function=form.function.data,
                accepts_none_left=form.none_left.data,
                by=current_actor,
            )
        except actions.LastRepresentative:
            form.none_left.errors = [_warning(membership)]
        else:
            flash(_("De gegevens van %(name)s zijn opgeslagen.", name=membership.user.name))
            return redirect(url_for("organisations.show", slug=slug), 303)
    page = render_template(
        "organisations/member.html",
        organisation=organisation,
        membership=membership,
        form=form,
        is_last=is_last,
    )
    return page, 422 if form.errors else 200


@bp.route("/organisaties/<slug>/leden/<int:membership_id>/einde", methods=["GET", "POST"])
def end_membership(slug: str, membership_id: int) -> ResponseReturnValue:
    organisation, membership = _membership(slug, membership_id)
    form = EndForm(data={"last_day": today()})
    is_last = queries.is_last_representative(membership)
    if form.validate_on_submit():
        try:
            actions.end_membership(
                membership,
                organisation,
                last_day=form.last_day.data,
                accepts_none_left=form.none_left.data,
                by=current_actor,
            )
        except actions.EndsBeforeStart:
            form.last_day.errors = [_("Kies een dag die niet voor de eerste dag ligt.")]
        except actions.LastRepresentative:
            form.none_left.errors = [_warning(membership)]
        else:
            flash(_("Opgeslagen: de laatste dag van %(name)s.", name=membership.user.name))
            return redirect(url_for("organisations.show", slug=slug), 303)
    page = render_template(
        "organisations/end_membership.html",
        organisation=organisation,
        membership=membership,
        form=form,
        is_last=is_last,
    )
    return page, 422 if form.errors else 200


def _membership(slug: str, membership_id: int) -> tuple[Organisation, Membership]:
    changing = request.method not in READING
    organisation = queries.get_organisation(slug, seen_by=current_actor, to_change=changing)
    programmes = queries.programmes_of(organisation)
    require(policy.may_manage_organisation(current_actor, organisation, programmes))
    return organisation, queries.get_membership(membership_id, organisation, seen_by=current_actor)


def _warning(membership: Membership) -> str:
    return str(
        _(
            "%(name)s is de laatste vertegenwoordiger. Kruis aan dat u dit weet, of kies eerst een ander.",
            name=membership.user.name,
        )
    )
