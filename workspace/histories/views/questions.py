"""The questions with which a history ends, and taking them over into the next phase."""

from flask import abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import conflict_page
from workspace.forms import ButtonForm
from workspace.histories import policy
from workspace.histories.actions import questions as actions
from workspace.histories.actions.layout import Gone
from workspace.histories.forms import MoveForm, QuestionForm
from workspace.histories.models import ClosingQuestion, LearningHistory
from workspace.histories.queries import get_history
from workspace.histories.queries.arranging import get_question, list_questions_caught
from workspace.histories.queries.whole import find_next_phase, list_questions
from workspace.histories.views.blueprint import bp, made, page_of
from workspace.web import actor_here, go_to

STEPS = {"up": False, "down": True}


@bp.get("/leergeschiedenissen/<int:history_id>/vragen")
def questions(history_id: int) -> ResponseReturnValue:
    """Show the closing questions, and the questions that were caught."""
    return _page(made(history_id))


@bp.post("/leergeschiedenissen/<int:history_id>/vragen")
def ask(history_id: int) -> ResponseReturnValue:
    """Add a question that somebody writes."""
    history = made(history_id)
    form = QuestionForm()
    if not form.validate_on_submit():
        return _page(history, form), 422
    question = actions.add_question(history, text=form.text.data, by=actor_here())
    flash(_("De vraag staat erbij."))
    return go_to(_here(history, question.id))


@bp.post("/leergeschiedenissen/<int:history_id>/vragen/orde")
def order(history_id: int) -> ResponseReturnValue:
    """Take a question that was caught, or put one a place further or back."""
    history, form = made(history_id), MoveForm()
    thing = form.what()
    if not form.validate_on_submit() or thing is None or thing.kind == "h":
        abort(400)
    if thing.kind == "m":
        return _take(history, thing.number)
    if form.do.data not in STEPS:
        abort(400)
    question = get_question(thing.number, history)
    actions.step_question(question, history, down=STEPS[form.do.data], by=actor_here())
    return go_to(_here(history, question.id))


def _take(history: LearningHistory, moment_id: int) -> ResponseReturnValue:
    try:
        question = actions.take_question(history, moment_id, by=actor_here())
    except Gone:
        flash(_("Deze vraag is er niet meer."), "info")
        return go_to(_here(history))
    flash(_("De vraag staat erbij."))
    return go_to(_here(history, question.id))


@bp.get("/leergeschiedenissen/<int:history_id>/vragen/<int:question_id>")
def edit_question(history_id: int, question_id: int) -> ResponseReturnValue:
    """Show the words of a question, to change."""
    history = made(history_id)
    question = get_question(question_id, history)
    return _edit_page(history, question, _words_of(question))


@bp.post("/leergeschiedenissen/<int:history_id>/vragen/<int:question_id>")
def save_question(history_id: int, question_id: int) -> ResponseReturnValue:
    history = made(history_id)
    question = get_question(question_id, history)
    form = QuestionForm()
    if not form.validate_on_submit():
        return _edit_page(history, question, form), 422
    if form.is_stale(question.version):
        return conflict_page(form, stored=_words_of(question))
    actions.edit_question(question, history, text=form.text.data, by=actor_here())
    flash(_("De vraag is opgeslagen."))
    return go_to(_here(history, question.id))


@bp.post("/leergeschiedenissen/<int:history_id>/vragen/<int:question_id>/verwijdering")
def remove_question(history_id: int, question_id: int) -> ResponseReturnValue:
    history = made(history_id)
    actions.remove_question(get_question(question_id, history), history, by=actor_here())
    flash(_("De vraag is weg."))
    return go_to(_here(history))


@bp.post("/leergeschiedenissen/<int:history_id>/vragen/<int:question_id>/startpunt")
def take_over(history_id: int, question_id: int) -> ResponseReturnValue:
    """Let the next phase begin with this question."""
    history, question = _to_take_over(history_id, question_id)
    later = find_next_phase(history)
    if later is None:
        flash(_("Er is nog geen volgende fase. Maak die eerst bij Programma beheren."), "error")
        return go_to(page_of(history.id, "#vragen"))
    actions.take_over_question(question, history, phase_id=later[0], by=actor_here())
    flash(_("%(phase)s begint met deze vraag. Zij staat nu bij het programma.", phase=later[1]))
    return go_to(page_of(history.id, f"#vraag-{question.id}"))


@bp.post("/leergeschiedenissen/<int:history_id>/vragen/<int:question_id>/startpunt/verwijdering")
def drop(history_id: int, question_id: int) -> ResponseReturnValue:
    """Let no phase begin with this question any more."""
    history, question = _to_take_over(history_id, question_id)
    actions.drop_starting_point(question, history, by=actor_here())
    flash(_("De vraag is geen startpunt meer."))
    return go_to(page_of(history.id, f"#vraag-{question.id}"))


def _to_take_over(history_id: int, question_id: int) -> tuple[LearningHistory, ClosingQuestion]:
    actor = actor_here()
    history = get_history(history_id, actor, to_change=True)
    require(policy.may_take_over_question(actor, history.programme_id))
    return history, get_question(question_id, history)


def _here(history: LearningHistory, question_id: int | None = None) -> str:
    mark = f"#q{question_id}" if question_id else ""
    return url_for("histories.questions", history_id=history.id) + mark


def _words_of(question: ClosingQuestion) -> QuestionForm:
    return QuestionForm(formdata=None, data={"text": question.text, "version": str(question.version)})


def _page(history: LearningHistory, form: QuestionForm | None = None) -> str:
    actor = actor_here()
    return render_template(
        "histories/questions.html",
        history=history,
        questions=list_questions(history, actor),
        caught=list_questions_caught(history, actor),
        form=form or QuestionForm(formdata=None),
        move=MoveForm(formdata=None),
    )


def _edit_page(history: LearningHistory, question: ClosingQuestion, form: QuestionForm) -> str:
    return render_template(
        "histories/question.html",
        history=history,
        question=question,
        form=form,
        bare=ButtonForm(formdata=None),
    )
