"""One question: how long it waits, the answer, and what people of the organisation do with it."""

from dataclasses import dataclass, replace

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.answers import policy
from workspace.answers.actions import (
    AskedMoreTimeBefore,
    NotLater,
    QuestionClosed,
    SentOnBefore,
    answer_question,
    ask_more_time,
    give_question,
    send_question_on,
    take_up_question,
)
from workspace.answers.forms import AnswerForm, GiveForm, MoreTimeForm, SendOnForm
from workspace.answers.queries import Question, get_question, get_question_to_change
from workspace.answers.views.blueprint import bp
from workspace.clocks.queries import Askable, list_askable
from workspace.forms import ButtonForm
from workspace.organisations.queries import MemberRow, list_members
from workspace.times import today
from workspace.web import current_actor, go_to, public, same_site_path

HERE = "/vragen/<int:clock_id>"


@dataclass(frozen=True)
class Forms:
    """The forms that this person may fill in; None where they may not."""

    take_up: ButtonForm | None = None
    answer: AnswerForm | None = None
    more_time: MoreTimeForm | None = None
    give: GiveForm | None = None
    send_on: SendOnForm | None = None


@bp.get(HERE)
@public("who sees the comment or the initiative that asks sees how long it waits")
def show(clock_id: int) -> ResponseReturnValue:
    """Show a question with its clock and its answer."""
    return _page(get_question(clock_id, seen_by=current_actor))


@bp.post(f"{HERE}/oppakken")
def take_up(clock_id: int) -> ResponseReturnValue:
    question = get_question_to_change(clock_id, seen_by=current_actor)
    require(policy.may_take_up(current_actor, question))
    try:
        is_mine = take_up_question(question, by=current_actor)
    except QuestionClosed:
        return _too_late(question)
    if not is_mine:
        first = _("Een collega was u voor: die zorgt al voor het antwoord.")
        return _page(get_question(clock_id, seen_by=current_actor), moved_on=first), 409
    flash(_("U zorgt voor het antwoord. Iedereen die de vraag leest, ziet dat."))
    return go_to(same_site_path(request.form.get("terug"), otherwise=_address(question)))


@bp.post(f"{HERE}/collega")
def give(clock_id: int) -> ResponseReturnValue:
    question = get_question_to_change(clock_id, seen_by=current_actor)
    require(policy.may_give(current_actor, question))
    form = GiveForm(_colleagues(question))
    if not form.validate_on_submit():
        return _page(question, Forms(give=form)), 422
    try:
        give_question(question, person_id=int(form.person.data), by=current_actor)
    except QuestionClosed:
        return _too_late(question)
    flash(_("Uw collega zorgt nu voor het antwoord."))
    return go_to(_address(question))


@bp.post(f"{HERE}/antwoord")
def answer(clock_id: int) -> ResponseReturnValue:
    question = get_question_to_change(clock_id, seen_by=current_actor)
    require(policy.may_answer(current_actor, question))
    form = AnswerForm(prefix="antwoord-")
    if not form.validate_on_submit():
        return _page(question, Forms(answer=form)), 422
    try:
        answer_question(question, body=form.body.data, by=current_actor)
    except QuestionClosed:
        return _too_late(question, form.body.data)
    flash(_("Het antwoord is geplaatst. De klok staat stil."))
    return go_to(_address(question))


@bp.post(f"{HERE}/meer-tijd")
def more_time(clock_id: int) -> ResponseReturnValue:
    question = get_question_to_change(clock_id, seen_by=current_actor)
    require(policy.may_ask_more_time(current_actor, question))
    if question.clock.more_time_at is not None:
        return _page(
            question, moved_on=_("Er is al een keer meer tijd gevraagd. Een tweede keer kan niet.")
        ), 409
    form = MoreTimeForm(due_on=question.clock.due_on)
    if not form.validate_on_submit():
        return _page(question, Forms(more_time=form)), 422
    try:
        ask_more_time(question, until=form.until.data, reason=form.reason.data, by=current_actor)
    except (AskedMoreTimeBefore, NotLater, QuestionClosed):
        return _too_late(question, form.reason.data)
    flash(_("De nieuwe dag en uw reden staan bij de vraag."))
    return go_to(_address(question))


@bp.post(f"{HERE}/doorsturen")
def send_on(clock_id: int) -> ResponseReturnValue:
    question = get_question_to_change(clock_id, seen_by=current_actor)
    require(policy.may_send_on(current_actor, question))
    form = SendOnForm(_others(question))
    if not form.validate_on_submit():
        return _page(question, Forms(send_on=form)), 422
    chosen = int(form.organisation.data)
    try:
        send_question_on(question, organisation_id=chosen, reason=form.reason.data, by=current_actor)
    except SentOnBefore:
        once = _("Deze vraag is al een keer doorgestuurd. Een tweede keer kan niet.")
        return _page(question, moved_on=once, typed=form.reason.data), 409
    except QuestionClosed:
        return _too_late(question, form.reason.data)
    flash(_("De vraag is doorgestuurd. De klok loopt door vanaf de eerste dag."))
    return go_to(_address(question))


def _too_late(question: Question, typed: str = "") -> ResponseReturnValue:
    """Show who was first how it stands now, with what they typed: nothing of it was saved."""
    closed = _("Deze vraag wacht niet meer op antwoord. Wat u schreef, is niet geplaatst.")
    return _page(question, moved_on=closed, typed=typed), 409


def _page(question: Question, sent: Forms | None = None, *, moved_on: str = "", typed: str = "") -> str:
    clock, initiative = question.clock, question.initiative
    return render_template(
        "answers/show.html",
        question=question,
        clock=clock,
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        waits=question.waits(today()),
        forms=_forms(question, sent or Forms()),
        answers_for_organisation=policy.may_answer(current_actor, question),
        works_there=question.organisation_id in current_actor.member_of,
        moved_on=moved_on,
        typed=typed,
    )


def _forms(question: Question, sent: Forms) -> Forms:
    """Return the forms that this person may fill in, with the one that was sent as it was sent."""
    if not question.is_open:
        return Forms()
    actor, clock = current_actor, question.clock
    can_take_up = policy.may_take_up(actor, question) and not question.is_seen_to
    can_answer = policy.may_answer(actor, question)
    can_ask_time = policy.may_ask_more_time(actor, question) and clock.more_time_at is None
    can_send_on = policy.may_send_on(actor, question) and clock.sent_on_from_id is None
    colleagues = _colleagues(question) if policy.may_give(actor, question) else ()
    others = _others(question) if can_send_on else ()
    return replace(
        sent,
        take_up=ButtonForm(formdata=None) if can_take_up else None,
        answer=(sent.answer or AnswerForm(prefix="antwoord-")) if can_answer else None,
        more_time=(sent.more_time or MoreTimeForm(due_on=clock.due_on)) if can_ask_time else None,
        give=(sent.give or GiveForm(colleagues)) if colleagues else None,
        send_on=(sent.send_on or SendOnForm(others)) if others else None,
    )


def _colleagues(question: Question) -> list[MemberRow]:
    return list_members(question.clock.organisation, current_actor)


def _others(question: Question) -> list[Askable]:
    asked = question.organisation_id
    return [each for each in list_askable(question.programme_id) if each.id != asked]


def _address(question: Question) -> str:
    return f"/vragen/{question.id}"
