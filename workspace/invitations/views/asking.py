"""Pages on which somebody is invited, and the mail they get."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.boards.policy import may_manage_board
from workspace.boards.queries.boards import get_board
from workspace.invitations.actions import asking as actions
from workspace.invitations.forms import InvitationForm
from workspace.invitations.models import Invitation, InvitedAs
from workspace.invitations.policy import may_withdraw
from workspace.invitations.queries import get_invitation_to_manage
from workspace.invitations.views.blueprint import bp
from workspace.letters import compose, full_address
from workspace.limits import limited
from workspace.mail.actions import enqueue_mail
from workspace.organisations.policy import may_manage_organisation
from workspace.organisations.queries import get_organisation, programmes_of
from workspace.programmes.policy import may_manage_means_and_team
from workspace.programmes.queries.programmes import get_programme
from workspace.web import current_actor, locale, sensitive

# Enough for a whole working group on one day, too little to send the world mail.
sparingly = limited("limit_invitations", "invitations", key=lambda: str(current_actor.id))


@bp.route("/organisaties/<slug>/uitnodigingen/nieuw", methods=["GET", "POST"])
@sensitive("it gives somebody the right to speak for an organisation")
@sparingly
def to_organisation(slug: str) -> ResponseReturnValue:
    organisation = get_organisation(slug, seen_by=current_actor)
    require(may_manage_organisation(current_actor, organisation, programmes_of(organisation)))
    form = InvitationForm()
    form.offer(InvitedAs.MEMBER, InvitedAs.REPRESENTATIVE)
    back = url_for("organisations.show", slug=slug)
    if form.validate_on_submit():
        try:
            sent = actions.invite_to_organisation(
                organisation,
                email=form.address,
                represents=form.invited_as.data == InvitedAs.REPRESENTATIVE,
                by=current_actor,
            )
        except actions.AlreadyInvited:
            form.email.errors = [_already()]
        else:
            return _send(*sent, place=organisation.name, back=back)
    return _page(form, organisation.name, back)


@bp.route("/programmas/<slug>/uitnodigingen/nieuw", methods=["GET", "POST"])
@sensitive("it gives somebody rights in a whole programme")
@sparingly
def to_team(slug: str) -> ResponseReturnValue:
    programme = get_programme(slug, seen_by=current_actor)
    require(may_manage_means_and_team(current_actor, programme.id))
    form = InvitationForm()
    form.offer(InvitedAs.TEAM, InvitedAs.MANAGER)
    back = url_for("programmes.team", slug=slug)
    if form.validate_on_submit():
        try:
            sent = actions.invite_to_team(
                programme,
                email=form.address,
                manager=form.invited_as.data == InvitedAs.MANAGER,
                by=current_actor,
            )
        except actions.AlreadyInvited:
            form.email.errors = [_already()]
        else:
            return _send(*sent, place=programme.name, back=back)
    return _page(form, programme.name, back)


@bp.route("/programmas/<slug>/<board_slug>/uitnodigingen/nieuw", methods=["GET", "POST"])
@sparingly
def to_board(slug: str, board_slug: str) -> ResponseReturnValue:
    board = get_board(slug, board_slug, seen_by=current_actor)
    require(may_manage_board(current_actor, board))
    form = InvitationForm()
    form.offer(InvitedAs.WORKING_GROUP, InvitedAs.THEME_LEAD)
    if request.method == "GET" and request.args.get("als") == InvitedAs.THEME_LEAD:
        form.invited_as.data = InvitedAs.THEME_LEAD.value
    back = url_for("boards.manage", slug=slug, board_slug=board_slug)
    if form.validate_on_submit():
        try:
            sent = actions.invite_to_board(
                board,
                email=form.address,
                lead=form.invited_as.data == InvitedAs.THEME_LEAD,
                by=current_actor,
            )
        except actions.AlreadyInvited:
            form.email.errors = [_already()]
        else:
            return _send(*sent, place=board.title, back=back)
    return _page(form, board.title, back)


@bp.post("/uitnodigingen/<int:invitation_id>/intrekking")
def withdraw(invitation_id: int) -> ResponseReturnValue:
    invitation = get_invitation_to_manage(invitation_id)
    organisation, board, programme = invitation.organisation, invitation.board, invitation.programme
    programmes = programmes_of(organisation) if organisation else frozenset()
    require(may_withdraw(current_actor, invitation, programmes))
    try:
        actions.withdraw_invitation(invitation, programmes, by=current_actor)
        flash(_("De uitnodiging is ingetrokken. De link in de mail werkt niet meer."))
    except actions.AlreadyAnswered:
        flash(_("Op deze uitnodiging is al geantwoord, of zij is verlopen."), "info")
    if organisation is not None:
        back = url_for("organisations.show", slug=organisation.slug)
    elif board is not None:
        back = url_for("boards.manage", slug=board.programme.slug, board_slug=board.slug)
    else:
        back = url_for("programmes.team", slug=programme.slug if programme is not None else "")
    return redirect(back, 303)


def _send(invitation: Invitation, secret: str, *, place: str, back: str) -> ResponseReturnValue:
    letter = compose(
        "invitation",
        locale=locale(),
        inviter=current_actor.name,
        invited_as=invitation.invited_as,
        place=place,
        link=full_address("invitations.show", token=secret),
        expires_at=invitation.expires_at,
    )
    enqueue_mail(
        invitation.email, subject=letter.subject, text=letter.text, locale=locale(), by=current_actor
    )
    flash(_("De uitnodiging voor %(email)s is onderweg.", email=invitation.email))
    return redirect(back, 303)


def _page(form: InvitationForm, place: str, back: str) -> ResponseReturnValue:
    page = render_template("invitations/new.html", form=form, place=place, back=back)
    return page, 422 if form.errors else 200


def _already() -> str:
    return str(_("Dit e-mailadres heeft al zo'n uitnodiging. Trek die eerst in, of kies een ander adres."))
