"""Changing what an initiative says, also when two people do so at once."""

from datetime import date
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.initiatives import policy
from workspace.initiatives.actions import edit_initiative
from workspace.initiatives.forms.editing import EditForm, Options
from workspace.initiatives.models import Initiative, Kind, ParticipationLevel, Scale, Visibility
from workspace.initiatives.queries.choices import list_coordinators, list_partner_organisations, list_places
from workspace.initiatives.queries.contents import (
    Contents,
    contents_of,
    get_initiative_to_edit,
    pilot_began_on,
)
from workspace.initiatives.queries.revisions import changes_since, compare, merge
from workspace.initiatives.views.blueprint import bp
from workspace.initiatives.words import NAMES, in_words
from workspace.times import today
from workspace.web import current_actor

PILOT_MONTHS = 18


@bp.get("/initiatieven/<int:initiative_id>/bewerken")
def edit(initiative_id: int) -> ResponseReturnValue:
    initiative = _get(initiative_id)
    form = _filled(contents_of(initiative), initiative, _options(initiative))
    return _page(initiative, form)


@bp.post("/initiatieven/<int:initiative_id>/bewerken")
def save(initiative_id: int) -> ResponseReturnValue:
    initiative = _get(initiative_id)
    form = EditForm(options=_options(initiative))
    if "another_row" in request.form:
        form.renew()
        return _page(initiative, form)
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    typed = _typed(form)
    others = changes_since(initiative, _version(form)) if _version(form) != initiative.version else {}
    if others and typed != contents_of(initiative):
        return _conflict(initiative, typed, others), 409
    edit_initiative(initiative, typed, by=current_actor)
    return redirect(address_of_initiative(initiative.id, initiative.title), 303)


def _get(initiative_id: int) -> Initiative:
    initiative = get_initiative_to_edit(initiative_id, seen_by=current_actor)
    require(policy.may_edit(current_actor, initiative))
    return initiative


def _options(initiative: Initiative) -> Options:
    partners = list_partner_organisations(
        initiative.programme_id, also=[each.organisation_id for each in initiative.partners]
    )
    own = [*current_actor.member_of, *([initiative.organisation_id] if initiative.organisation_id else [])]
    organisations = list_partner_organisations(initiative.programme_id, also=own)
    visibilities = (
        (Visibility.DRAFT,)
        if initiative.visibility == Visibility.DRAFT
        else (Visibility.PUBLIC, Visibility.PARTNERS)
    )
    return Options(
        areas=_pairs(
            list_places(initiative.board.programme.area_id, also=[area.id for area in initiative.areas])
        ),
        partners=_pairs(partners),
        organisations=[
            (number, name)
            for number, name in organisations
            if policy.may_give_to(current_actor, initiative, number)
        ],
        coordinators=_pairs(list_coordinators(initiative, seen_by=current_actor)),
        visibilities=[
            each
            for each in visibilities
            if each == initiative.visibility
            or policy.may_show_to(current_actor, initiative.programme_id, each)
        ],
        pilot_ends_by=_months_later(pilot_began_on(initiative) or today(), PILOT_MONTHS),
    )


def _pairs(rows: Any) -> list[tuple[int, str]]:
    return [(number, name) for number, name in rows]


def _months_later(day: date, months: int) -> date:
    """Return the day so many months on; the last of the month where that month is shorter."""
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first.replace(day=min(day.day, (following - first).days)), following)


def _filled(contents: Contents, initiative: Initiative, options: Options) -> EditForm:
    data = {name: getattr(contents, name) for name in contents.__dataclass_fields__}
    data["goals"] = [{"text": text, "indicator": indicator} for text, indicator in contents.goals]
    data["partners"] = [{"organisation": number, "part": part} for number, part in contents.partners]
    data["participation"] = contents.participation or ""
    data["version"] = initiative.version
    return EditForm(options=options, formdata=None, data=data)


def _typed(form: EditForm) -> Contents:
    goals = [(row["text"], row["indicator"]) for row in form.goals.data if row["text"]]
    partners = {row["organisation"]: row["part"] for row in form.partners.data if row["organisation"]}
    kind = Kind(form.kind.data)
    return Contents(
        title=form.title.data,
        summary=form.summary.data,
        why=form.why.data,
        for_whom=form.for_whom.data,
        target_groups=tuple(form.target_groups.data),
        place=form.place.data,
        areas=tuple(sorted(form.areas.data)),
        helpers=form.helpers.data,
        policy_field=form.policy_field.data,
        yearly_cost_cents=form.yearly_cost_cents.data,
        kind=kind,
        pilot_ends_on=form.pilot_ends_on.data if kind == Kind.PILOT else None,
        scale=Scale(form.scale.data),
        scale_reason=form.scale_reason.data,
        participation=ParticipationLevel(form.participation.data) if form.participation.data else None,
        asked=form.asked.data,
        promised=form.promised.data,
        goals=tuple(goals),
        partners=tuple(sorted(partners.items())),
        coordinator=form.coordinator.data,
        organisation=form.organisation.data,
        visibility=Visibility(form.visibility.data),
    )


def _version(form: EditForm) -> int:
    text = str(form.version.data or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _conflict(initiative: Initiative, typed: Contents, others: dict[str, list[Any]]) -> str:
    """Show both texts side by side, and a form with what this person changed in the newest text."""
    stored = contents_of(initiative)
    differences = compare(stored, typed, others)
    form = _filled(merge(stored, typed, differences), initiative, _options(initiative))
    form.add_rows()
    rows = [
        (NAMES[each.name], in_words(each.name, each.stored), in_words(each.name, each.typed), each.is_taken)
        for each in differences
        if each.name != "coordinator"
    ]
    return render_template(
        "initiatives/conflict.html",
        initiative=initiative,
        form=form,
        rows=rows,
        address=address_of_initiative(initiative.id, initiative.title),
    )


def _page(initiative: Initiative, form: EditForm) -> str:
    form.add_rows()
    return render_template(
        "initiatives/edit.html",
        initiative=initiative,
        form=form,
        address=address_of_initiative(initiative.id, initiative.title),
    )
