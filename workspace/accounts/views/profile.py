"""One's own account: name, language, and where one is signed in."""

from flask import flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.accounts.actions.people import change_language as change_language_to
from workspace.accounts.actions.people import change_name as change_name_to
from workspace.accounts.forms import LANGUAGES, LanguageForm, NameForm
from workspace.accounts.queries import get_account, list_devices
from workspace.accounts.views.blueprint import bp
from workspace.forms import Form
from workspace.presence import stay_of
from workspace.privacy.queries.erasure import find_open_request
from workspace.web import actor_here, current_actor, go_to, settings


@bp.get("/account")
def show() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    return render_template(
        "accounts/show.html",
        user=user,
        erasure=find_open_request(user.id),
        back=url_for("privacy.take_back"),
        button=Form(formdata=None),
        language=LANGUAGES[user.locale],
        sessions=len(list_devices(stay=stay_of(actor_here(), settings()), seen_by=current_actor)),
    )


@bp.route("/account/naam", methods=["GET", "POST"])
def change_name() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    form = NameForm(data={"name": user.name})
    if not form.validate_on_submit():
        return render_template("accounts/change_name.html", form=form), 422 if form.errors else 200
    change_name_to(user, name=form.name.data, by=current_actor)
    flash(_("Uw naam is opgeslagen."))
    return go_to(url_for("accounts.show"))


@bp.route("/account/taal", methods=["GET", "POST"])
def change_language() -> ResponseReturnValue:
    user = get_account(seen_by=current_actor)
    form = LanguageForm(data={"locale": user.locale})
    if not form.validate_on_submit():
        return render_template("accounts/change_language.html", form=form), 422 if form.errors else 200
    change_language_to(user, locale=form.locale.data, by=current_actor)
    session["locale"] = form.locale.data
    flash(_("Uw taal is opgeslagen."))
    return go_to(url_for("accounts.show"))
