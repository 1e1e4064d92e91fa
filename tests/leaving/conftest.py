"""What the tests of leaving share: somebody who carries one of everything."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests import cast
from workspace.borging.models import AspectCode, AspectState, BorgingAspect, Handover, HandoverStep
from workspace.clocks.models import ResponseClock
from workspace.db import db, now
from workspace.leaving.models import Departure, Transfer
from workspace.leaving.queries.things import list_carried
from workspace.meetings.models import Meeting
from workspace.scans.models import Scan, ScanStep
from workspace.tasks.models import Task
from workspace.times import today

YESTERDAY = today() - timedelta(days=1)
NEXT_WEEK = today() + timedelta(days=7)


@pytest.fixture
def load(app, programme, board, initiative, welfare, karin):
    """Karin of the welfare organisation, who leads the board and carries one thing of each kind."""
    cast.make_member(karin, welfare, represents=True)
    library = cast.make_organisation("Bibliotheek Linde")
    cast.make_partner(programme, library)
    mine = cast.make_initiative("Wandelgroep", board, karin, organisation_id=welfare.id, created_as="partner")
    aspect = cast.save(
        BorgingAspect(
            initiative_id=initiative.id,
            code=AspectCode.MONEY,
            state=AspectState.TALKING,
            organisation_id=welfare.id,
            person_id=karin.id,
        )
    )
    scan = cast.save(Scan(initiative_id=initiative.id, opened_by_id=karin.id))
    step = cast.save(
        ScanStep(
            scan_id=scan.id,
            question=AspectCode.PEOPLE,
            step="Vrijwilligers zoeken",
            organisation_id=welfare.id,
            person_id=karin.id,
            set_by_id=karin.id,
        )
    )
    offer = cast.save(
        Handover(
            initiative_id=initiative.id, to_organisation_id=library.id, from_day=NEXT_WEEK, tasks="Koken"
        )
    )
    cast.save(HandoverStep(handover_id=offer.id, state="offered", by_id=karin.id))
    return SimpleNamespace(
        karin=karin,
        mine=mine,
        aspect=aspect,
        step=step,
        offer=offer,
        library=library,
        board=board,
        **_together(initiative, programme, welfare, karin),
    )


def _together(initiative, programme, welfare, karin) -> dict[str, object]:
    """What she does with others: a task, a question to which she sees, and a meeting that she planned."""
    place = {"board_id": initiative.board_id, "initiative_id": initiative.id}
    mine = {"made_by_id": karin.id}
    starts = now() + timedelta(days=3)
    when = {"starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    due = {"first_due_on": NEXT_WEEK, "due_on": NEXT_WEEK}
    question = ResponseClock(organisation_id=welfare.id, owner_id=karin.id, **due, **place)
    planned = Meeting(
        title="Overleg", programme_id=programme.id, board_id=initiative.board_id, **when, **mine
    )
    return {
        "task": cast.save(Task(title="Zaal bespreken", person_id=karin.id, **place, **mine)),
        "question": cast.save(question),
        "meeting": cast.save(planned),
    }


def announced(client, who, *, scope="alles", day=NEXT_WEEK, note="") -> Departure:
    """Let somebody announce that they leave, and return the announcement."""
    client.sign_in(who)
    answer = client.post("/vertrek", data={"scope": scope, "last_day": day.isoformat(), "note": note})
    assert answer.status_code == 303, answer.text
    departure = db.session.get(Departure, int(answer.location.rsplit("/", 1)[1]))
    db.session.expunge(departure)  # as it was announced, whatever follows
    return departure


def ask(client, who, departure, kind, subject, to, note="") -> int:
    """Let somebody ask another to take one thing over, and return how that was answered."""
    prefix = f"{kind}-{subject.id}-"
    client.sign_in(who)
    address = f"/vertrek/{departure.id}/vraag/{kind}/{subject.id}"
    data = {f"{prefix}to": to, f"{prefix}note": note}
    return client.post(address, data=data).status_code


def last_transfer() -> Transfer:
    db.session.expunge_all()
    transfer = db.session.query(Transfer).order_by(Transfer.id.desc()).first()
    db.session.expunge_all()
    return transfer


def carried(user, **scope) -> set[tuple[str, int]]:
    """Return the kind and number of all that somebody carries."""
    db.session.rollback()
    return {(thing.kind.value, thing.subject_id) for thing in list_carried(user.id, **scope)}
