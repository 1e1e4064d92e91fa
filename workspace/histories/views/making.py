"""Making a history of a phase, its words, and showing it to others."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from workspace.access import require
from workspace.errors import conflict_page
from workspace.histories import policy
from workspace.histories.actions import making as actions
from workspace.histories.forms import HistoryForm, NewHistoryForm, PublicationForm
from workspace.histories.models import LearningHistory
from workspace.histories.queries import get_history
from workspace.histories.queries.changes import AT_ONCE, list_changes
from workspace.histories.queries.lists import list_phases_without_history
from workspace.histories.views.blueprint import bp, made, page_of
from workspace.programmes.models import Openness
from workspace.programmes.queries.programmes import get_phase, get_programme
from workspace.web import READING, actor_here, go_to

# All that is told of a history, except each card that was moved; as it follows on the name of who did it.
DEEDS = {
    "chapter_added": lazy_gettext("voegde een hoofdstuk toe"),
    "chapter_edited": lazy_gettext("wijzigde een hoofdstuk"),
    "chapter_removed": lazy_gettext("verwijderde een hoofdstuk"),
    "closing_asked": lazy_gettext("voegde een slotvraag toe"),
    "closing_edited": lazy_gettext("wijzigde een slotvraag"),
    "closing_removed": lazy_gettext("verwijderde een slotvraag"),
    "history_edited": lazy_gettext("wijzigde titel, inleiding of wie mag lezen"),
    "history_made": lazy_gettext("maakte deze leergeschiedenis"),
    "history_published": lazy_gettext("publiceerde de leergeschiedenis"),
    "history_unpublished": lazy_gettext("maakte er weer een concept van"),
    "partner_history_published": lazy_gettext("publiceerde de leergeschiedenis onder partners"),
    "starting_point_dropped": lazy_gettext("haalde een startpunt weg"),
    "starting_point_taken": lazy_gettext("nam een vraag over als startpunt"),
}


@bp.route("/programmas/<slug>/leergeschiedenissen/nieuw", methods=["GET", "POST"])
def new(slug: str) -> ResponseReturnValue:
    """Make a history of a phase that has none."""
    actor = actor_here()
    programme = get_programme(slug, seen_by=actor, to_change=request.method not in READING)
    require(policy.may_make_history(actor, programme.id))
    phases = list_phases_without_history(programme.id)
    form = NewHistoryForm(phases=phases)
    if form.validate_on_submit():
        whole = _("Het hele programma") if form.start.data == "themes" else None
        phase = get_phase(form.phase.data, programme)
        history = actions.make_history(programme, phase, title=form.title.data, whole_title=whole, by=actor)
        flash(_("De leergeschiedenis is gemaakt. Zij is nog een concept. Deel haar nu in."))
        return go_to(url_for("histories.arrange", history_id=history.id))
    if not form.is_submitted():
        form.title.data = _("Leergeschiedenis %(name)s", name=programme.name)
    page = render_template("histories/new.html", programme=programme, phases=phases, form=form)
    return page, 422 if form.errors else 200


@bp.get("/leergeschiedenissen/<int:history_id>/wijziging")
def edit(history_id: int) -> ResponseReturnValue:
    """Show the words at the head of a history, to change."""
    history = made(history_id)
    return _edit_page(history, _words_of(history))


@bp.post("/leergeschiedenissen/<int:history_id>/wijziging")
def save(history_id: int) -> ResponseReturnValue:
    history = made(history_id)
    form = HistoryForm()
    if not form.validate_on_submit():
        return _edit_page(history, form), 422
    if form.is_stale(history.version):
        return conflict_page(form, stored=_words_of(history))
    actions.edit_history(
        history,
        title=form.title.data,
        introduction=form.introduction.data,
        openness=Openness(form.openness.data),
        by=actor_here(),
    )
    flash(_("De leergeschiedenis is opgeslagen."))
    return go_to(page_of(history.id))


@bp.post("/leergeschiedenissen/<int:history_id>/publicatie")
def publish(history_id: int) -> ResponseReturnValue:
    """Show a history to others, or make it a draft again."""
    actor = actor_here()
    history = get_history(history_id, actor, to_change=True)
    require(policy.may_publish_history(actor, history.programme_id))
    if PublicationForm().state.data == "concept":
        actions.unpublish_history(history, by=actor)
        flash(_("De leergeschiedenis is weer een concept. Alleen wie eraan schrijft, kan haar lezen."))
        return go_to(page_of(history.id))
    try:
        actions.publish_history(history, by=actor)
    except actions.NothingToPublish:
        flash(_("Maak eerst een hoofdstuk. Daarna kunt u de leergeschiedenis publiceren."), "error")
        return go_to(url_for("histories.arrange", history_id=history.id))
    flash(_("De leergeschiedenis is gepubliceerd. U kunt haar altijd nog wijzigen."))
    return go_to(page_of(history.id))


@bp.get("/leergeschiedenissen/<int:history_id>/versies")
def changes(history_id: int) -> ResponseReturnValue:
    """Show what was changed, with the words from before."""
    history = made(history_id)
    before = request.args.get("voor", type=int)
    rows = list_changes(history, DEEDS.keys(), before=before if before and 0 < before < 2**31 else None)
    return render_template(
        "histories/changes.html",
        history=history,
        changes=rows[:AT_ONCE],
        more=rows[AT_ONCE - 1].id if len(rows) > AT_ONCE else None,
        deeds=DEEDS,
    )


def _words_of(history: LearningHistory) -> HistoryForm:
    data = {
        "title": history.title,
        "introduction": history.introduction,
        "openness": history.openness,
        "version": str(history.version),
    }
    return HistoryForm(formdata=None, data=data)


def _edit_page(history: LearningHistory, form: HistoryForm) -> str:
    return render_template("histories/edit.html", history=history, form=form)
