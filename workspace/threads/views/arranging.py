"""Making, changing and removing red threads."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.errors import conflict_page
from workspace.forms import ButtonForm
from workspace.programmes.models import Openness, Programme
from workspace.threads.actions import decline_group, edit_thread, make_thread, remove_thread
from workspace.threads.forms import NewThreadForm, ThreadForm
from workspace.threads.models import RedThread
from workspace.threads.queries.threads import find_moments
from workspace.threads.views.blueprint import arranged_programme, arranged_thread, asked_numbers, bp
from workspace.web import actor_here, go_to


@bp.get("/programmas/<slug>/rode-draden/nieuw")
def new(slug: str) -> ResponseReturnValue:
    """Show the form of a new red thread, with the moments of a suggestion when somebody comes from one."""
    programme = arranged_programme(slug)
    form = _new_form(programme, request.args.getlist("moment"))
    if "moment" in form and not form.moment.data:
        form.moment.data = [choice.value for choice in form.moment.choices]
    return _form_page(programme, form)


@bp.post("/programmas/<slug>/rode-draden/nieuw")
def make(slug: str) -> ResponseReturnValue:
    programme = arranged_programme(slug)
    form = _new_form(programme, [*request.form.getlist("moment"), *request.args.getlist("moment")])
    if not form.validate_on_submit():
        return _form_page(programme, form), 422
    thread = make_thread(
        programme,
        title=form.title.data,
        sentence=form.sentence.data,
        openness=Openness(form.openness.data),
        moment_ids=form.chosen(),
        by=actor_here(),
    )
    flash(_("De rode draad is gemaakt."))
    return go_to(url_for("threads.show", thread_id=thread.id))


@bp.post("/programmas/<slug>/rode-draden/niet-bij-elkaar")
def decline_together(slug: str) -> ResponseReturnValue:
    programme = arranged_programme(slug)
    decline_group(programme, asked_numbers(request.form.getlist("moment")), by=actor_here())
    flash(_("Deze leermomenten stellen we niet meer samen voor."))
    return go_to(url_for("threads.index", slug=slug))


@bp.get("/rode-draden/<int:thread_id>/wijziging")
def edit(thread_id: int) -> ResponseReturnValue:
    """Show what a red thread says, to change it."""
    thread = arranged_thread(thread_id)
    return _form_page(thread.programme, _stored(thread), thread)


@bp.post("/rode-draden/<int:thread_id>/wijziging")
def save(thread_id: int) -> ResponseReturnValue:
    thread = arranged_thread(thread_id)
    form = ThreadForm()
    if not form.validate_on_submit():
        return _form_page(thread.programme, form, thread), 422
    if form.is_stale(thread.version):
        return conflict_page(form, stored=_stored(thread))
    said = {"title": form.title.data, "sentence": form.sentence.data}
    edit_thread(thread, **said, openness=Openness(form.openness.data), by=actor_here())
    flash(_("De rode draad is opgeslagen."))
    return go_to(url_for("threads.show", thread_id=thread.id))


@bp.post("/rode-draden/<int:thread_id>/verwijdering")
def remove(thread_id: int) -> ResponseReturnValue:
    thread = arranged_thread(thread_id)
    remove_thread(thread, by=actor_here())
    flash(_("De rode draad is verwijderd. De leermomenten zijn er nog."))
    return go_to(url_for("threads.index", slug=thread.programme.slug))


def _new_form(programme: Programme, asked: list[str]) -> NewThreadForm:
    cards = find_moments(programme.id, asked_numbers(asked), actor_here())
    return NewThreadForm(cards=sorted(cards.values(), key=lambda card: (card.happened_on, card.id)))


def _stored(thread: RedThread) -> ThreadForm:
    data = {
        "title": thread.title,
        "sentence": thread.sentence,
        "openness": thread.openness,
        "version": str(thread.version),
    }
    return ThreadForm(formdata=None, data=data)


def _form_page(programme: Programme, form: ThreadForm, thread: RedThread | None = None) -> str:
    return render_template(
        "threads/form.html",
        programme=programme,
        thread=thread,
        form=form,
        bare=ButtonForm(formdata=None),
    )
