"""The frameworks of an initiative: what is fixed, what is free, who decides, and what changed why (N10)."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.errors import conflict_page
from workspace.initiatives import policy
from workspace.initiatives.actions import change_frameworks
from workspace.initiatives.forms.frameworks import FrameworksForm
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.initiatives.queries.frameworks import (
    frameworks_of,
    list_framework_changes,
    version_of_frameworks,
)
from workspace.initiatives.views.blueprint import bp
from workspace.web import actor_here, go_to, public

HERE = "/initiatieven/<int:initiative_id>/kaders"


@bp.get(HERE)
@public("the frameworks, and why they changed, are in sight of everyone (N9, N10)")
def frameworks(initiative_id: int) -> ResponseReturnValue:
    """Show the frameworks and how they changed, with the form for who may edit the initiative."""
    return _page(get_initiative(initiative_id, seen_by=actor_here()))


@bp.post(HERE)
def save_frameworks(initiative_id: int) -> ResponseReturnValue:
    """Let the frameworks say something else; when somebody was first, both texts are shown."""
    initiative = get_initiative_to_change(initiative_id, seen_by=actor_here())
    require(policy.may_edit(actor_here(), initiative))
    form = FrameworksForm(is_first=_is_first(initiative))
    is_late = form.is_stale(version_of_frameworks(initiative))
    if is_late and form.fixed.data and form.frameworks() != frameworks_of(initiative):
        return conflict_page(form, stored=_filled(initiative))
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    if change_frameworks(initiative, form.frameworks(), reason=form.why(), by=actor_here()):
        flash(_("De kaders zijn opgeslagen."))
    return go_to(url_for("initiatives.frameworks", initiative_id=initiative.id))


def _is_first(initiative: Initiative) -> bool:
    return not any(frameworks_of(initiative))


def _filled(initiative: Initiative) -> FrameworksForm:
    data = frameworks_of(initiative)._asdict() | {"version": str(version_of_frameworks(initiative))}
    return FrameworksForm(is_first=_is_first(initiative), formdata=None, data=data)


def _page(initiative: Initiative, form: FrameworksForm | None = None) -> str:
    may_edit = policy.may_edit(actor_here(), initiative)
    return render_template(
        "initiatives/frameworks.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        changes=list_framework_changes(initiative),
        is_first=_is_first(initiative),
        form=(form or _filled(initiative)) if may_edit else None,
    )
