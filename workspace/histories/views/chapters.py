"""The chapters of a history: adding one, its words, and taking it out."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.errors import conflict_page
from workspace.forms import ButtonForm
from workspace.histories.actions import chapters as actions
from workspace.histories.forms import ChapterForm
from workspace.histories.models import HistoryChapter, LearningHistory
from workspace.histories.queries.arranging import get_chapter
from workspace.histories.views.blueprint import bp, made
from workspace.web import actor_here, go_to


@bp.route("/leergeschiedenissen/<int:history_id>/hoofdstukken/nieuw", methods=["GET", "POST"])
def new_chapter(history_id: int) -> ResponseReturnValue:
    """Add a chapter at the end."""
    history = made(history_id)
    form = ChapterForm()
    if form.validate_on_submit():
        chapter = actions.add_chapter(history, title=form.title.data, story=form.story.data, by=actor_here())
        flash(_("Het hoofdstuk staat onderaan. Zet er nu leermomenten in."))
        return go_to(_arranging(history, chapter))
    return _page(history, None, form), 422 if form.errors else 200


@bp.get("/leergeschiedenissen/<int:history_id>/hoofdstukken/<int:chapter_id>")
def edit_chapter(history_id: int, chapter_id: int) -> ResponseReturnValue:
    """Show the words of a chapter, to change."""
    history = made(history_id)
    chapter = get_chapter(chapter_id, history)
    return _page(history, chapter, _words_of(chapter))


@bp.post("/leergeschiedenissen/<int:history_id>/hoofdstukken/<int:chapter_id>")
def save_chapter(history_id: int, chapter_id: int) -> ResponseReturnValue:
    history = made(history_id)
    chapter = get_chapter(chapter_id, history)
    form = ChapterForm()
    if not form.validate_on_submit():
        return _page(history, chapter, form), 422
    if form.is_stale(chapter.version):
        return conflict_page(form, stored=_words_of(chapter))
    actions.edit_chapter(chapter, history, title=form.title.data, story=form.story.data, by=actor_here())
    flash(_("Het hoofdstuk is opgeslagen."))
    return go_to(_arranging(history, chapter))


@bp.post("/leergeschiedenissen/<int:history_id>/hoofdstukken/<int:chapter_id>/verwijdering")
def remove_chapter(history_id: int, chapter_id: int) -> ResponseReturnValue:
    history = made(history_id)
    actions.remove_chapter(get_chapter(chapter_id, history), history, by=actor_here())
    flash(_("Het hoofdstuk is weg. De leermomenten eruit kunt u weer plaatsen."))
    return go_to(_arranging(history))


def _words_of(chapter: HistoryChapter) -> ChapterForm:
    data = {"title": chapter.title, "story": chapter.story, "version": str(chapter.version)}
    return ChapterForm(formdata=None, data=data)


def _arranging(history: LearningHistory, chapter: HistoryChapter | None = None) -> str:
    mark = f"#h{chapter.id}" if chapter else ""
    return url_for("histories.arrange", history_id=history.id) + mark


def _page(history: LearningHistory, chapter: HistoryChapter | None, form: ChapterForm) -> str:
    return render_template(
        "histories/chapter.html",
        history=history,
        chapter=chapter,
        form=form,
        bare=ButtonForm(formdata=None),
    )
