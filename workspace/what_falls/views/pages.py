"""Asking what falls, the answer as a page and as a table, and questions that are kept."""

from urllib.parse import parse_qsl, urlencode

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from workspace.audit.actions import note_reading
from workspace.forms import Form
from workspace.programmes.models import Programme
from workspace.spreadsheets import as_attachment, csv_text
from workspace.web import actor_here
from workspace.what_falls import actions, policy
from workspace.what_falls.forms import SaveForm, day_is_wrong, fields_of, read_question
from workspace.what_falls.models import Analysis
from workspace.what_falls.models.facts import Question
from workspace.what_falls.queries import facts_of, find_answer, get_saved, list_saved
from workspace.what_falls.views import showing, tables, words
from workspace.what_falls.views.blueprint import bp, programme_asked

LARGEST_PAGE = 10_000
LONGEST_QUESTION = 5_000  # characters


@bp.get("")
def index(slug: str) -> ResponseReturnValue:
    """Show what people ask, or the answer to the question in the address."""
    programme = programme_asked(slug)
    form = SaveForm()
    question = read_question(request.args)
    if question.is_empty:
        question = _sent_along(form)  # typed before signing in
    page = _start(programme) if question.is_empty else _answered(programme, question, form)
    return page, 422 if day_is_wrong(request.args) else 200


@bp.get("/tabel.csv")
def table(slug: str) -> ResponseReturnValue:
    """Give every initiative with what falls of it, as a file; without a question what there is today."""
    programme = programme_asked(slug)
    answer, deeds = find_answer(read_question(request.args), programme, seen_by=actor_here())
    if request.method == "GET":
        note_reading("table_exported", by=actor_here(), programme_id=programme.id, kind="what_falls")
    text = csv_text(tables.csv_head(), tables.csv_rows(answer, deeds))
    return text, as_attachment(f"wat-valt-er-{programme.slug}")


@bp.post("")
def save(slug: str) -> ResponseReturnValue:
    """Keep a question under a name."""
    programme = programme_asked(slug)
    form = SaveForm()
    question = _sent_along(form)
    if not form.validate_on_submit() or question.is_empty:
        page = _start(programme) if question.is_empty else _answered(programme, question, form)
        return page, 422
    answer, _deeds = find_answer(question, programme, seen_by=actor_here())
    saved = actions.save_question(programme, name=form.name.data, answer=answer, by=actor_here())
    flash(_("De vraag is bewaard. U kunt later zien of het beter is geworden."))
    return redirect(f"{showing.address_of(programme, Question())}/{saved.id}", 303)


@bp.get("/<int:analysis_id>")
def show(slug: str, analysis_id: int) -> ResponseReturnValue:
    """Show the answer of today to a question that was kept, beside what was found then."""
    programme = programme_asked(slug)
    saved = get_saved(analysis_id, programme)
    return _answered(programme, Question.from_kept(saved.question), SaveForm(formdata=None), saved)


@bp.post("/<int:analysis_id>/verwijdering")
def remove(slug: str, analysis_id: int) -> ResponseReturnValue:
    programme = programme_asked(slug)
    actions.remove_question(get_saved(analysis_id, programme), by=actor_here())
    flash(_("De bewaarde vraag is verwijderd."))
    return redirect(showing.address_of(programme, Question()), 303)


def _sent_along(form: SaveForm) -> Question:
    """Return the question that goes along with the form to keep it."""
    text = (form.question.data or "")[:LONGEST_QUESTION]
    return read_question(MultiDict(parse_qsl(text)))


def _start(programme: Programme) -> str:
    facts = facts_of(programme, seen_by=actor_here())
    return render_template(
        "what_falls/start.html",
        programme=programme,
        base=showing.address_of(programme, Question()),
        asks=showing.asks(programme, facts, seen_by=actor_here()),
        about=showing.ask_about(programme, facts),
        choices=showing.choices(Question(), facts),
        chosen_day="",
        day_is_wrong=day_is_wrong(request.args),
        saved_ones=list_saved(programme),
    )


def _answered(programme: Programme, asked: Question, form: SaveForm, saved: Analysis | None = None) -> str:
    answer, deeds = find_answer(asked, programme, seen_by=actor_here())
    question, facts = answer.question, answer.facts
    shown, all_of_it = showing.to_show(answer, deeds), request.args.get("toon") == "alles"
    pages = max(1, -(-len(shown) // showing.PAGE))
    number = 1 if all_of_it else min(_page_number(request.args.get("pagina")), pages)
    first = (number - 1) * showing.PAGE
    on_page = shown if all_of_it else shown[first : first + showing.PAGE]
    form.question.data = urlencode(fields_of(question))
    return render_template(
        "what_falls/answer.html",
        programme=programme,
        form=form,
        bare=Form(),
        saved=saved,
        progress=showing.progress(saved, answer) if saved else [],
        may_remove=saved is not None and policy.may_remove_question(actor_here(), saved),
        base=showing.address_of(programme, Question()),
        here=showing.address_of(programme, question),
        today=facts.today,
        heading=words.heading(question, facts),
        sentences=words.sentences(answer),
        missing=asked.size - question.size,
        day_seen=answer.gone.day if question.by else None,
        levels=showing.levels(answer),
        standing=len(answer.outcomes) - len(answer.touched),
        total=len(answer.outcomes),
        boards=showing.board_lines(answer),
        lines=[showing.line(one, answer, deeds, seen_by=actor_here()) for one in on_page],
        shown=len(shown),
        page=number,
        pages=1 if all_of_it else pages,
        addresses=_addresses(programme, question, number, pages, all_of_it),
        network=showing.network(answer),
        choices=showing.choices(question, facts),
        chosen_day=question.by.isoformat() if question.by else "",
        day_is_wrong=day_is_wrong(request.args),
    )


def _addresses(
    programme: Programme, question: Question, number: int, pages: int, all_of_it: bool
) -> dict[str, str]:
    """Return where the other pages are, the whole, and the table to save."""
    more = {"csv": f"{showing.address_of(programme, Question())}/tabel.csv?{urlencode(fields_of(question))}"}
    if not all_of_it and pages > 1:
        more["all"] = showing.address_of(programme, question, toon="alles")
    if not all_of_it and number > 1:
        more["previous"] = showing.address_of(programme, question, pagina=str(number - 1))
    if not all_of_it and number < pages:
        more["next"] = showing.address_of(programme, question, pagina=str(number + 1))
    return more


def _page_number(value: str | None) -> int:
    is_number = value is not None and value.isascii() and value.isdigit() and len(value) <= 5
    return max(1, min(int(value or 1), LARGEST_PAGE)) if is_number else 1
