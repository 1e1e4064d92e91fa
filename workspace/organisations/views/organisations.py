"""The list of organisations, one organisation, and its form."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.answers.queries import waiting_times
from workspace.areas.models import AreaKind
from workspace.areas.queries import list_areas
from workspace.errors import conflict_page
from workspace.following.forms import follow_button
from workspace.following.models import FollowedKind
from workspace.following.queries.choices import follows
from workspace.forms import Form
from workspace.invitations.queries import list_invitations_to_organisation
from workspace.labels import named
from workspace.organisations import actions, policy, queries
from workspace.organisations.forms import OrganisationForm
from workspace.organisations.models import Layer, Organisation, OrganisationKind
from workspace.organisations.views.blueprint import bp
from workspace.programmes.actions.partners import add_partner
from workspace.programmes.policy import may_manage_programme
from workspace.programmes.queries.partners import list_participation, list_requests_to
from workspace.programmes.queries.programmes import get_programme
from workspace.text import clean
from workspace.web import current_actor, public

KINDS = (AreaKind.COUNTRY, AreaKind.PROVINCE, AreaKind.MUNICIPALITY)


@bp.get("/organisaties")
@public("who takes part is known to everybody, as in a directory")
def index() -> ResponseReturnValue:
    text = clean(request.args.get("q", ""))[:100]
    asked = request.args.get("soort", "")
    kind = OrganisationKind(asked) if asked in list(OrganisationKind) else None
    name, at = request.args.get("na", ""), request.args.get("na_nr", type=int)
    after = (clean(name), at) if at is not None and abs(at) < 2**31 else None
    rows = queries.list_organisations(current_actor, text=text, kind=kind, after=after)
    return render_template(
        "organisations/index.html",
        rows=rows[: queries.PAGE],
        times=waiting_times([row.id for row in rows[: queries.PAGE]]),
        more=rows[queries.PAGE - 1] if len(rows) > queries.PAGE else None,
        text=text,
        kind=kind,
        kinds=named(OrganisationKind),
        may_add=policy.may_add_organisation(current_actor),
    )


@bp.get("/organisaties/<slug>")
@public("who takes part is known to everybody, as in a directory")
def show(slug: str) -> ResponseReturnValue:
    organisation = queries.get_organisation(slug, seen_by=current_actor)
    programmes = queries.programmes_of(organisation)
    may_manage = policy.may_manage_organisation(current_actor, organisation, programmes)
    representatives = queries.list_representatives(organisation)
    sees_members = policy.may_see_members(current_actor, organisation, programmes)
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        time=waiting_times([organisation.id]).get(organisation.id),
        participation=list_participation(organisation, seen_by=current_actor),
        representatives=representatives,
        members=queries.list_members(organisation, seen_by=current_actor) if sees_members else None,
        may_manage=may_manage,
        invitations=list_invitations_to_organisation(organisation) if may_manage else [],
        requests=list_requests_to(organisation) if may_manage else [],
        may_commit=policy.may_commit_organisation(
            current_actor, organisation, programmes, is_represented=bool(representatives)
        ),
        bare=Form(),
        follow=follow_button(
            f"/organisaties/{organisation.slug}",
            follows=follows(current_actor, FollowedKind.ORGANISATION, organisation.id),
        ),
    )


@bp.route("/organisaties/nieuw", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require(policy.may_add_organisation(current_actor))
    slug = request.args.get("programma", "")
    programme = get_programme(slug, seen_by=current_actor) if slug else None
    if programme is not None:
        require(may_manage_programme(current_actor, programme.id))
    form = OrganisationForm()
    form.offer(_kinds(), list_areas(*KINDS))
    if form.validate_on_submit():
        organisation = actions.add_organisation(
            name=form.name.data,
            kind=OrganisationKind(form.kind.data),
            layer=Layer(form.layer.data),
            area_id=int(form.area.data) if form.area.data else None,
            description=form.description.data,
            website=form.website.data,
            by=current_actor,
        )
        flash(_("%(name)s is toegevoegd.", name=organisation.name))
        if programme is not None:
            add_partner(programme, organisation, by=current_actor)
            return redirect(url_for("programmes.partners", slug=programme.slug), 303)
        return redirect(url_for("organisations.show", slug=organisation.slug), 303)
    page = render_template("organisations/new.html", form=form, programme=programme)
    return page, 422 if form.errors else 200


@bp.route("/organisaties/<slug>/gegevens", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    changing = request.method == "POST"
    organisation = queries.get_organisation(slug, seen_by=current_actor, to_change=changing)
    programmes = queries.programmes_of(organisation)
    require(policy.may_manage_organisation(current_actor, organisation, programmes))
    may_classify = policy.may_classify(current_actor, organisation, programmes)
    form = _form_of(organisation, may_classify)
    if form.validate_on_submit():
        if form.is_stale(organisation.version):
            return conflict_page(form, stored=_form_of(organisation, may_classify, formdata=None))
        actions.edit_organisation(
            organisation,
            name=form.name.data,
            layer=Layer(form.layer.data),
            description=form.description.data,
            website=form.website.data,
            by=current_actor,
        )
        if may_classify:
            actions.classify_organisation(
                organisation,
                kind=OrganisationKind(form.kind.data),
                area_id=int(form.area.data) if form.area.data else None,
                by=current_actor,
            )
        flash(_("De gegevens zijn opgeslagen."))
        return redirect(url_for("organisations.show", slug=organisation.slug), 303)
    page = render_template("organisations/edit.html", form=form, organisation=organisation)
    return page, 422 if form.errors else 200


def _kinds() -> list[OrganisationKind]:
    return [kind for kind in OrganisationKind if policy.may_choose_kind(current_actor, kind)]


def _form_of(organisation: Organisation, may_classify: bool, **options: None) -> OrganisationForm:
    form = OrganisationForm(
        data={
            "name": organisation.name,
            "kind": organisation.kind.value,
            "layer": organisation.layer.value,
            "area": str(organisation.area_id or ""),
            "description": organisation.description,
            "website": organisation.website,
            "version": organisation.version,
        },
        **options,
    )
    areas = list_areas(*KINDS, besides=organisation.area_id) if may_classify else []
    form.offer(_kinds() if may_classify else [], areas)
    return form
