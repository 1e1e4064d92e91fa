"""Pages on which a programme gathers its partners, and on which an organisation answers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import page as error_page
from workspace.forms import Form
from workspace.letters import compose, full_address
from workspace.mail.actions import enqueue_mail
from workspace.organisations.models import Organisation
from workspace.organisations.policy import may_commit_organisation
from workspace.organisations.queries import (
    PAGE,
    get_organisation,
    get_organisation_by_id,
    is_represented,
    list_organisations,
    programmes_of,
)
from workspace.programmes.actions import partners as actions
from workspace.programmes.forms import EndForm
from workspace.programmes.models import Programme
from workspace.programmes.queries import partners as queries
from workspace.programmes.views.blueprint import bp, managed
from workspace.text import clean
from workspace.times import today
from workspace.web import current_actor


@bp.get("/programmas/<slug>/partners")
def partners(slug: str) -> ResponseReturnValue:
    programme = managed(slug)
    text = clean(request.args.get("q", ""))[:100]
    taking_part = queries.list_partners(programme)
    theirs = {row.organisation_id for row in taking_part}
    found = list_organisations(current_actor, text=text) if text else []
    return render_template(
        "programmes/partners.html",
        programme=programme,
        partners=taking_part,
        requests=queries.list_requests_of(programme),
        text=text,
        found=[row for row in found if row.id not in theirs][:PAGE],
        bare=Form(),
    )


@bp.post("/programmas/<slug>/partners")
def add_partner(slug: str) -> ResponseReturnValue:
    programme = managed(slug)
    number = request.form.get("organisation", type=int)
    if number is None or not 0 < number < 2**31:
        return error_page(404)
    organisation = get_organisation_by_id(number, seen_by=current_actor)
    try:
        if actions.add_partner(programme, organisation, by=current_actor):
            flash(_("%(name)s doet nu mee.", name=organisation.name))
        else:
            _write_to(organisation, programme)
            flash(
                _(
                    "De vraag staat klaar bij %(name)s. Een vertegenwoordiger antwoordt op de pagina van die "
                    "organisatie.",
                    name=organisation.name,
                )
            )
    except actions.AlreadyPartner:
        flash(_("%(name)s doet al mee.", name=organisation.name), "info")
    except actions.AlreadyAsked:
        flash(_("%(name)s is al gevraagd en heeft nog niet geantwoord.", name=organisation.name), "info")
    return redirect(url_for("programmes.partners", slug=slug), 303)


def _write_to(organisation: Organisation, programme: Programme) -> None:
    for address, language in queries.list_representatives_to_write(organisation):
        letter = compose(
            "partner_request",
            locale=language,
            who=current_actor.name,
            programme=programme.name,
            organisation=organisation.name,
            link=full_address("organisations.show", slug=organisation.slug),
        )
        enqueue_mail(address, subject=letter.subject, text=letter.text, locale=language, by=current_actor)


@bp.route("/programmas/<slug>/partners/<int:partner_id>", methods=["GET", "POST"])
def end_partner(slug: str, partner_id: int) -> ResponseReturnValue:
    programme = managed(slug)
    partner = queries.get_partner(partner_id, programme)
    form = EndForm(data={"last_day": today()})
    if form.validate_on_submit():
        try:
            actions.end_partner(partner, programme, last_day=form.last_day.data, by=current_actor)
        except actions.EndsBeforeStart:
            form.last_day.errors = [_("Kies een dag die niet voor de eerste dag ligt.")]
        else:
            flash(_("Opgeslagen: de laatste dag van %(name)s.", name=partner.organisation.name))
            return redirect(url_for("programmes.partners", slug=slug), 303)
    page = render_template("programmes/end_partner.html", programme=programme, partner=partner, form=form)
    return page, 422 if form.errors else 200


@bp.post("/programmas/<slug>/partnervragen/<int:request_id>/intrekking")
def withdraw_request(slug: str, request_id: int) -> ResponseReturnValue:
    programme = managed(slug)
    try:
        actions.withdraw_request(queries.get_request_of(request_id, programme), programme, by=current_actor)
        flash(_("De vraag is ingetrokken."))
    except actions.AlreadyAnswered:
        flash(_("Op deze vraag is al geantwoord."), "info")
    return redirect(url_for("programmes.partners", slug=slug), 303)


@bp.post("/organisaties/<slug>/deelname/<int:request_id>")
def answer_request(slug: str, request_id: int) -> ResponseReturnValue:
    organisation = get_organisation(slug, seen_by=current_actor, to_change=True)
    programmes, represented = programmes_of(organisation), is_represented(organisation)
    require(may_commit_organisation(current_actor, organisation, programmes, is_represented=represented))
    question = queries.get_request_to(request_id, organisation)
    answer = request.form.get("answer", "")
    if answer not in {"ja", "nee"}:
        return error_page(400)
    try:
        actions.answer_request(question, organisation, accepts=answer == "ja", by=current_actor)
    except actions.AlreadyAnswered:
        flash(_("Op deze vraag is al geantwoord."), "info")
    else:
        name = question.programme.name
        flash(
            _("Deze organisatie doet nu mee met %(name)s.", name=name)
            if answer == "ja"
            else _("U hebt geantwoord dat deze organisatie niet meedoet met %(name)s.", name=name)
        )
    return redirect(url_for("organisations.show", slug=slug), 303)
