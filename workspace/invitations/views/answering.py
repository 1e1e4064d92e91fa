"""The page behind the link in the mail, and the answer."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.errors import page as error_page
from workspace.forms import Form
from workspace.invitations.actions import answering as actions
from workspace.invitations.models import Invitation, InvitedAs
from workspace.invitations.policy import may_answer
from workspace.invitations.queries import find_by_token, get_invitation
from workspace.invitations.views.blueprint import bp
from workspace.times import now
from workspace.web import current_actor, public


@bp.get("/uitnodigingen/<token>")
@public("whoever holds the link from the mail sees what they are asked, before they sign in")
def show(token: str) -> ResponseReturnValue:
    invitation = find_by_token(token)
    if may_answer(current_actor, invitation):
        return redirect(url_for("invitations.mine", invitation_id=invitation.id), 303)
    return _page(invitation)


@bp.get("/mijn/uitnodigingen/<int:invitation_id>")
def mine(invitation_id: int) -> ResponseReturnValue:
    return _page(get_invitation(invitation_id, seen_by=current_actor))


@bp.post("/mijn/uitnodigingen/<int:invitation_id>/antwoord")
def answer(invitation_id: int) -> ResponseReturnValue:
    invitation = get_invitation(invitation_id, seen_by=current_actor, to_change=True)
    given = request.form.get("answer", "")
    if given not in {"ja", "nee"}:
        return error_page(400)
    try:
        if given == "ja":
            actions.accept_invitation(invitation, by=current_actor)
        else:
            actions.decline_invitation(invitation, by=current_actor)
    except actions.NotOpen:
        flash(_("Op deze uitnodiging is al geantwoord, of zij is verlopen of ingetrokken."), "info")
        return redirect(url_for("invitations.mine", invitation_id=invitation_id), 303)
    except actions.PlaceEnded:
        return _page(invitation, has_ended=True)
    if given == "nee":
        flash(_("U hebt nee gezegd. Bedankt voor uw antwoord."))
        return redirect(url_for("overview.mine"), 303)
    flash(_("Welkom! Uw nieuwe rol is meteen begonnen."))
    return redirect(_place_of(invitation), 303)


def _page(invitation: Invitation, *, has_ended: bool = False) -> ResponseReturnValue:
    page = render_template(
        "invitations/show.html",
        invitation=invitation,
        place=invitation.place_name,
        is_open=invitation.is_open(now()),
        may_answer=may_answer(current_actor, invitation),
        has_ended=has_ended,
        bare=Form(),
    )
    return page, 409 if has_ended else 200


def _place_of(invitation: Invitation) -> str:
    if invitation.organisation is not None:
        return url_for("organisations.show", slug=invitation.organisation.slug)
    if invitation.board is not None:
        slug, board_slug = invitation.board.programme.slug, invitation.board.slug
        leads = invitation.invited_as == InvitedAs.THEME_LEAD
        # A working group of a board for partners may have members who are no partner: they do not see it.
        if not leads and not invitation.board.is_public:
            return url_for("overview.mine")
        return url_for("overview.board", slug=slug, board_slug=board_slug)
    if invitation.programme is not None:
        return url_for("overview.programme", slug=invitation.programme.slug)
    return url_for("overview.mine")
