"""Obstacles between programmes: sharing one, reading all, and whether the municipality is named."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import conflict_page
from workspace.forms import ButtonForm
from workspace.learning.actions import sharing as actions
from workspace.learning.forms.sharing import NameForm, ShareForm
from workspace.learning.models import LearningMoment, ObstacleShare
from workspace.learning.policy.sharing import (
    may_answer_name,
    may_see_shared,
    may_share_obstacle,
    may_stop_sharing,
)
from workspace.learning.queries import get_moment
from workspace.learning.queries.sharing import (
    AT_ONCE,
    After,
    find_municipality,
    find_share,
    get_share_to_answer,
    list_shared,
)
from workspace.learning.views.blueprint import bp
from workspace.text import clean
from workspace.web import actor_here, go_to

LONGEST_SEARCH = 100  # characters
ONE = "/leermomenten/<int:moment_id>"


@bp.get("/hobbels")
def obstacles() -> ResponseReturnValue:
    """Show the obstacles that programmes share with one another."""
    actor = actor_here()
    require(may_see_shared(actor))
    text = clean(request.args.get("zoek", ""))[:LONGEST_SEARCH]
    after = After.of(request.args.get("na", ""))
    rows = list_shared(actor, text=text, after=after)
    shown = rows[:AT_ONCE]
    last = After(shown[-1].shared_at, shown[-1].handle) if len(rows) > AT_ONCE else None
    asked: dict[str, Any] = {"zoek": text} if text else {}
    return render_template(
        "learning/obstacles.html",
        obstacles=shown,
        text=text,
        is_start=after is None,
        more=url_for("learning.obstacles", na=str(last), **asked) if last else None,
    )


@bp.get(f"{ONE}/delen")
def sharing(moment_id: int) -> ResponseReturnValue:
    """Show what other programmes read of an obstacle, or would."""
    moment = get_moment(moment_id, actor_here())
    require(may_stop_sharing(actor_here(), moment))
    share = find_share(moment)
    return _page(moment, share, _form_of(moment, share))


@bp.post(f"{ONE}/delen")
def share(moment_id: int) -> ResponseReturnValue:
    """Let other programmes read an obstacle."""
    moment = get_moment(moment_id, actor_here(), to_change=True)
    require(may_share_obstacle(actor_here(), moment))
    stored, form = find_share(moment), ShareForm()
    if not form.validate_on_submit():
        return _page(moment, stored, form), 422
    if form.is_stale(stored.version if stored else 0):
        return conflict_page(form, _form_of(moment, stored))
    try:
        actions.share_obstacle(moment, text=form.text.data, asks_name=form.asks_name.data, by=actor_here())
    except actions.NamesAPlace as found:
        said = _("Hier staat waar het was: %(names)s. Haal dat uit de tekst.", names=", ".join(found.names))
        form.text.errors = [said]
        return _page(moment, stored, form), 422
    flash(_("Andere programma's kunnen deze hobbel nu lezen."))
    return go_to(url_for("learning.sharing", moment_id=moment.id))


@bp.post(f"{ONE}/delen/stop")
def stop_sharing(moment_id: int) -> ResponseReturnValue:
    """Let other programmes no longer read an obstacle."""
    moment = get_moment(moment_id, actor_here(), to_change=True)
    actions.stop_sharing(moment, by=actor_here())
    flash(_("Andere programma's lezen deze hobbel niet meer."))
    return go_to(url_for("learning.show", moment_id=moment.id))


@bp.get(f"{ONE}/gemeentenaam")
def naming(moment_id: int) -> ResponseReturnValue:
    """Ask for a municipality whether its name may stand with an obstacle."""
    share = get_share_to_answer(moment_id, actor_here())
    require(may_answer_name(actor_here(), share, share.moment.programme_id))
    return _naming_page(share, _name_form_of(share))


@bp.post(f"{ONE}/gemeentenaam")
def answer_naming(moment_id: int) -> ResponseReturnValue:
    """Take the answer of a municipality."""
    share = get_share_to_answer(moment_id, actor_here(), to_change=True)
    require(may_answer_name(actor_here(), share, share.moment.programme_id))
    form = NameForm()
    if not form.validate_on_submit():
        return _naming_page(share, form), 422
    if form.is_stale(share.version):
        return conflict_page(form, _name_form_of(share))
    actions.answer_name(share, agreed=form.agreed.data == "ja", by=actor_here())
    flash(_("Uw antwoord is opgeslagen. U kunt het later veranderen."))
    return go_to(url_for("learning.naming", moment_id=moment_id))


def _form_of(moment: LearningMoment, share: ObstacleShare | None) -> ShareForm:
    data = {
        "text": share.text if share else moment.what,
        "asks_name": share is not None and share.name_asked_at is not None,
        "version": str(share.version if share else 0),
    }
    return ShareForm(formdata=None, data=data)


def _name_form_of(share: ObstacleShare) -> NameForm:
    agreed = {True: "ja", False: "nee", None: None}[share.name_agreed]
    return NameForm(formdata=None, data={"agreed": agreed, "version": str(share.version)})


def _page(moment: LearningMoment, share: ObstacleShare | None, form: ShareForm) -> str:
    municipality = find_municipality(moment.programme)
    return render_template(
        "learning/share.html",
        moment=moment,
        share=share,
        municipality=municipality,
        may_share=may_share_obstacle(actor_here(), moment),
        form=form,
        button_form=ButtonForm(formdata=None),
    )


def _naming_page(share: ObstacleShare, form: NameForm) -> str:
    return render_template("learning/naming.html", share=share, moment=share.moment, form=form)
