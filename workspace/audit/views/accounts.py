"""Accounts, as the administrator looks them up and keeps them in order."""

from collections.abc import Callable

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import Actor, require
from workspace.accounts import policy as accounts_policy
from workspace.accounts.actions.administering import (
    LastAdministrator,
    block_account,
    end_administrator,
    name_administrator,
    sign_out_account,
    unblock_account,
)
from workspace.accounts.models import User
from workspace.audit.actions import note_reading
from workspace.audit.forms import SearchForm
from workspace.audit.queries.accounts import get_account_facts, get_user_to_change, search_accounts
from workspace.audit.views.blueprint import bp
from workspace.forms import ButtonForm
from workspace.web import actor_here, go_to, sensitive

ONE = "/beheer/accounts/<int:user_id>"
WHY = "It changes who comes in."


@bp.route("/beheer/accounts", methods=["GET", "POST"])
def accounts() -> ResponseReturnValue:
    """Look for an account. What was typed is in no address, and so in no history or log."""
    require(accounts_policy.may_manage_accounts(actor_here()))
    form = SearchForm()
    if not form.validate_on_submit():
        page = render_template("audit/accounts.html", form=form, found=None)
        return page, 422 if form.errors else 200
    found = search_accounts(form.words.data, seen_by=actor_here())
    note_reading("account.searched", by=actor_here(), found=len(found))
    again = SearchForm(formdata=None, data={"words": form.words.data})
    return render_template("audit/accounts.html", form=again, found=found)


@bp.get(ONE)
def account(user_id: int) -> ResponseReturnValue:
    require(accounts_policy.may_manage_accounts(actor_here()))
    facts = get_account_facts(user_id, seen_by=actor_here())
    note_reading("account.looked_at", by=actor_here(), subject_id=user_id)
    return render_template(
        "audit/account.html", account=facts, button=ButtonForm(), is_me=user_id == actor_here().id
    )


@bp.post(f"{ONE}/blokkade")
@sensitive(WHY)
def block(user_id: int) -> ResponseReturnValue:
    return _change(user_id, block_account, _("Dit account is geblokkeerd, en overal uitgelogd."))


@bp.post(f"{ONE}/blokkade/opheffing")
@sensitive(WHY)
def unblock(user_id: int) -> ResponseReturnValue:
    return _change(user_id, unblock_account, _("Deze persoon kan weer inloggen."))


@bp.post(f"{ONE}/uitloggen")
def sign_out(user_id: int) -> ResponseReturnValue:
    return _change(user_id, sign_out_account, _("Deze persoon is overal uitgelogd."))


@bp.post(f"{ONE}/beheerder")
@sensitive(WHY)
def name(user_id: int) -> ResponseReturnValue:
    return _change(user_id, name_administrator, _("Deze persoon is nu ook beheerder."))


@bp.post(f"{ONE}/beheerder/einde")
@sensitive(WHY)
def end(user_id: int) -> ResponseReturnValue:
    return _change(user_id, end_administrator, _("Deze persoon is geen beheerder meer."))


def _change(user_id: int, change: Callable[..., None], done: str) -> ResponseReturnValue:
    actor: Actor = actor_here()
    require(accounts_policy.may_manage_accounts(actor))
    user: User = get_user_to_change(user_id, seen_by=actor)
    try:
        change(user, by=actor)
    except LastAdministrator:
        flash(_("Dit is de laatste beheerder. Maak eerst iemand anders beheerder."), "error")
        return go_to(url_for("audit.account", user_id=user_id))
    flash(done)
    is_over = user.id == actor.id and not user.is_admin
    return go_to("/" if is_over else url_for("audit.account", user_id=user_id))
