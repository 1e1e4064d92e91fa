"""What the world of routes has for working together: questions, tasks, meetings and the like."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from tests import cast
from workspace.accounts.models import hash_of
from workspace.advice.models import Advice
from workspace.clocks.models import ResponseClock
from workspace.db import now
from workspace.digests.models import MailChoice
from workspace.initiatives.models import Case, InitiativePartner, Update
from workspace.meetings.models import AgendaItem, Attendance, CalendarKey, Meeting
from workspace.moderation.models import Warned
from workspace.on_behalf.models import ClaimCode, Contribution, OnBehalf, ReceivedHow
from workspace.on_behalf.models.codes import hash_of_code
from workspace.on_behalf.views.claiming import ticket_of
from workspace.results.models import Result
from workspace.tasks.models import Task
from workspace.text import to_html
from workspace.times import today

AGENDA = "sleutel-van-een-agenda"

# What is sent along where an act needs more than its address: endpoint -> fields.
FIELDS_TOGETHER: dict[str, Callable[[SimpleNamespace], dict[str, Any]]] = {
    "results.send": lambda w: {"kind": "thanks"},
    "answers.give": lambda w: {"collega-person": w.paul.id},
    "answers.answer": lambda w: {"antwoord-body": "Dat kan."},
    "answers.more_time": lambda w: {
        "later-until": str(w.question.due_on + timedelta(days=7)),
        "later-reason": "Wij wachten op de raad.",
    },
    "answers.send_on": lambda w: {
        "door-organisation": w.municipality.id,
        "door-reason": "De weg is van de gemeente.",
    },
}


def add_together(w: SimpleNamespace) -> None:
    """Make one thing of each kind, by name: w.question = cast.save(...)."""
    w.result = _result(w)
    w.advice = _advice(w)
    cast.save(InitiativePartner(initiative_id=w.initiative.id, organisation_id=w.welfare.id))
    _reported(w)
    w.mail_choice = cast.save(MailChoice(user_id=w.nico.id, unsubscribe_key="sleutel-uit-een-bericht"))
    of_soup = {"initiative_id": w.initiative.id, "board_id": w.board.id}
    w.task = cast.save(Task(title="Zaal bespreken", person_id=w.olaf.id, made_by_id=w.karin.id, **of_soup))
    asking = cast.make_comment(w.initiative, w.nico, "Mag de tafel op de stoep?")
    w.question = cast.save(
        ResponseClock(
            board_id=w.board.id,
            initiative_id=w.initiative.id,
            comment_id=asking.id,
            organisation_id=w.welfare.id,
            asked_by_id=w.nico.id,
            first_due_on=today(),
            due_on=today(),
        )
    )
    _add_meetings(w)
    _add_on_paper(w)


def _add_meetings(w: SimpleNamespace) -> None:
    """A meeting that is to come, with a point, and one of today; and somebody's calendar."""
    facts = {"programme_id": w.programme.id, "board_id": w.board.id, "made_by_id": w.karin.id}
    soon, hour = now() + timedelta(days=3), timedelta(hours=1)
    w.meeting = cast.save(Meeting(title="Wie belt wie", starts_at=soon, ends_at=soon + hour, **facts))
    w.meeting_today = cast.save(Meeting(title="Bijpraten", starts_at=now(), ends_at=now() + hour, **facts))
    w.item = cast.save(AgendaItem(meeting_id=w.meeting.id, title="Opening"))
    for person in (w.karin, w.paul):
        cast.save(Attendance(meeting_id=w.meeting.id, user_id=person.id))
    cast.save(CalendarKey(user_id=w.karin.id, key_hash=hash_of(AGENDA)))


def _meeting_for(endpoint: str, w: SimpleNamespace) -> Meeting:
    """Only what has begun is written down."""
    found: Meeting = w.meeting_today if endpoint in {"meetings.write", "meetings.keep"} else w.meeting
    return found


def _add_on_paper(w: SimpleNamespace) -> None:
    """Somebody for whom Paul entered a support, and their code."""
    w.on_paper = cast.make_user(
        "Wil", email="0@op-papier.invalid", confirmed_at=None, entered_by_id=w.paul.id
    )
    cast.save(ClaimCode(person_id=w.on_paper.id, code_hash=hash_of_code("ACDE 3467")))
    w.entered = cast.save(
        OnBehalf(
            person_id=w.on_paper.id,
            initiative_id=w.initiative.id,
            kind=Contribution.SUPPORT,
            received=ReceivedHow.DESK,
            consent_on=today(),
            entered_by_id=w.paul.id,
        )
    )


def _advice(w: SimpleNamespace) -> Advice:
    said = {"body": "Denk aan ouderen.", "body_html": to_html("Denk aan ouderen.")}
    of_soup = {"initiative_id": w.initiative.id, "board_id": w.board.id}
    return cast.save(Advice(organisation_id=w.council.id, author_id=w.coby.id, **said, **of_soup))


def _reported(w: SimpleNamespace) -> None:
    """What somebody outside the table said, that it waits for a look, and a word to somebody else."""
    said = cast.make_comment(w.initiative, cast.make_user("Sjaan"), "Koop nu.")
    w.reported = said
    w.case = cast.save(
        Case(
            about=f"reactie-{said.id}",
            initiative_id=w.initiative.id,
            comment_id=said.id,
            waits_since=now(),
        )
    )
    w.word = cast.save(
        Warned(
            user_id=w.nico.id,
            board_id=w.board.id,
            initiative_id=w.initiative.id,
            comment_id=w.comment.id,
            warned_by_id=w.karin.id,
            warned_as="theme_lead",
        )
    )


def _result(w: SimpleNamespace) -> Result:
    told = {"initiative_id": w.initiative.id, "role": "resident"}
    news = cast.save(Update(author_id=w.rachida.id, body="Vol", body_html=to_html("Vol"), **told))
    counted = {"what": "", "amount_hundredths": 2400, "unit": "gasten", "on_day": today()}
    return cast.save(Result(entered_by_id=w.rachida.id, update_id=news.id, **counted, **told))


def thing_together(name: str, endpoint: str, w: SimpleNamespace) -> Any:
    """Return what a part of an address of working together stands for, or None."""
    things: dict[str, Any] = {
        "advice_id": w.advice.id,
        "mail_key": w.mail_choice.unsubscribe_key,
        "task_id": w.task.id,
        "meeting_id": _meeting_for(endpoint, w).id,
        "item_id": w.item.id,
        "feed_key": AGENDA,
        "board_id": w.board.id,
        "organisation_id": w.welfare.id,
        "kind": "reactie" if endpoint.startswith("moderation.") else None,
        "thing_id": w.reported.id,
        "case_id": w.case.id,
        "word_id": w.word.id,
        "result_id": w.result.id,
        "update_id": w.result.update_id,
        "clock_id": w.question.id,
        "person_id": w.on_paper.id,
        "entered_id": w.entered.id,
        "ticket": ticket_of(hash_of_code("ACDE 3467")),
    }
    return things.get(name)
